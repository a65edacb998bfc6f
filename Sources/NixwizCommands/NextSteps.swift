import HostModel
import SourceText

/// What is left to do when the files are there; writing them switches nothing.
struct NextSteps {
  let plan: Plan
  /// The folder of the flake.
  let target: String

  /// One line for each step.
  var text: String {
    let flake = "--flake \(Terminal.visible(target))#\(Terminal.visible(plan.host.name))"
    var steps: [String] = []
    if plan.isInstallation {
      if plan.storage.layout != nil {
        steps.append("disko --mode destroy,format,mount \(flake), which erases its disks")
      }
      steps.append("nixos-install \(flake)")
    } else {
      steps.append("nixos-rebuild switch \(flake)")
      if let restart = plan.restart { steps.append("restart, as \(Terminal.visible(restart))") }
    }
    return zip(["Next: "] + Array(repeating: "Then: ", count: steps.count), steps)
      .map { "\($0)\($1)\n" }.joined()
  }
}
