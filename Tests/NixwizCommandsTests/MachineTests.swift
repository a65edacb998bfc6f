import Glibc
import TestSupport
import Testing

/// The main job on every recorded machine: a new machine is a new folder in `Tests/Machines`.
@Suite struct MachineTests {
  static let machines = Fixture.names(in: "\(Golden.root)/Machines")

  /// What the options of a machine's run are: it, and its answers where there are some.
  private func options(_ machine: String, at folder: String) -> [String] {
    let answers = "\(Golden.root)/Machines/\(machine)/answers.nix"
    return ["--root", folder] + (access(answers, R_OK) == 0 ? ["--answers", answers] : [])
  }

  private func withMachine(_ machine: String, _ body: (String) throws -> Void) rethrows {
    try PackedTree.withUnpacked("\(Golden.root)/Machines/\(machine)/machine.tree", body)
  }

  @Test(arguments: machines)
  func `a flake is made, accepted, and stays as it is`(_ machine: String) throws {
    try withMachine(machine) { folder in
      try Fixture.withTemporaryFolder(in: Fixture.memory) { output in
        let target = "\(output)/flake"
        let arguments = ["generate", "--output", target] + options(machine, at: folder)
        let made = Program.run(arguments: arguments)
        #expect(made.status == 0, "\(made.error)")
        let names = Fixture.files(below: target).filter { !$0.hasPrefix(".nixwiz/") }
        let files = names.map { ($0, Fixture.bytes(at: "\(target)/\($0)") ?? []) }
        Golden.expect(
          files: Dictionary(uniqueKeysWithValues: files), at: "Machines/\(machine)/tree")

        let check = Program.run("check", target)
        #expect(check.status == 0, "\(check.error)")
        try parseWithNix(names.filter { $0.hasSuffix(".nix") }.map { "\(target)/\($0)" })
        let formatted = Program.run(
          arguments: ["fmt", "--check"]
            + names.filter { $0.hasSuffix(".nix") }.map { "\(target)/\($0)" })
        #expect(formatted.status == 0, "\(formatted.output)")

        guard Self.sample.contains(machine) else { return }
        let again = Program.run(arguments: arguments + ["--diff"])
        #expect(again.status == 0)
        #expect(!again.output.contains("\n  create") && !again.output.contains("\n  update"))
      }
    }
  }

  /// Some machines, where a run more on all of them would take a minute in a debug build.
  static let sample = ["desktop-rtx3090", "laptop-intel-rtx4060", "vm-cloud-headless"]

  @Test(arguments: sample)
  func `a probe read back gives the same flake`(_ machine: String) {
    withMachine(machine) { folder in
      Fixture.withTemporaryFolder(in: Fixture.memory) { scratch in
        let probe = Program.run("probe", "--root", folder, "--json")
        #expect(probe.status == 0, "\(probe.error)")
        Fixture.write(probe.outputBytes, to: "\(scratch)/hardware.json")
        let direct = Program.run(
          "generate", "--dry-run", "--diff", "--root", folder, "--output", "\(scratch)/flake")
        let indirect = Program.run(
          "generate", "--dry-run", "--diff", "--hardware", "\(scratch)/hardware.json",
          "--output", "\(scratch)/flake")
        #expect(direct.status == 0 && indirect.status == 0, "\(indirect.error)")
        #expect(withoutTimes(direct.output) == withoutTimes(indirect.output))
        #expect(Fixture.names(in: scratch) == ["hardware.json"])
      }
    }
  }

  /// The line of the check says how long it took.
  private func withoutTimes(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { !$0.hasPrefix("Check: ") }
  }

  /// Where Nix is installed it must be able to read what we write.
  private func parseWithNix(_ files: [String]) throws {
    let nix = "/usr/bin/nix-instantiate"
    guard access(nix, X_OK) == 0 else { return }
    let result = Program.run(
      executable: nix, arguments: ["--parse"] + files, environment: ["NIX_REMOTE": "dummy://"])
    #expect(result.status == 0, "\(result.error)")
  }
}
