import HostModel
import SourceText

/// What is left to do when the files are there; writing them switches nothing.
struct NextSteps {
  let plan: Plan
  /// The folder of the flake.
  let target: String

  /// One line for each step.
  var text: String {
    let flake = "\(Terminal.visible(target))#\(Terminal.visible(plan.host.name))"
    let restart = plan.restart.map { "Then restart: \(Terminal.visible($0)).\n" }
    return "Next: nixos-rebuild switch --flake \(flake)\n" + (restart ?? "")
  }
}
