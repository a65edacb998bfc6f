import TestSupport
import Testing

/// What is left to do after writing is right for where the program runs.
@Suite struct NextStepsTests {
  @Test(
    arguments: [
      ("mini-n100", [], ["Next: nixos-install --flake "]),
      (
        "mini-n100",
        ["--set", "disks.source=disko", "--set", "disks.device=/dev/disk/by-id/mmc-DV4128"],
        ["Next: disko --mode destroy,format,mount --flake ", "Then: nixos-install --flake "]
      ),
      ("mini-strix-halo", [], ["Next: nixos-rebuild switch --flake "]),
      ("desktop-rtx3090", [], ["Next: nixos-rebuild switch --flake ", "Then: restart, as "]),
    ] as [(String, [String], [String])])
  func areSaid(machine: String, answers: [String], steps: [String]) {
    PackedTree.withUnpacked("\(Golden.root)/Machines/\(machine)/machine.tree") { folder in
      Fixture.withTemporaryFolder(in: Fixture.memory) { scratch in
        let result = Program.run(
          arguments: ["generate", "--root", folder, "--output", "\(scratch)/flake"] + answers,
          in: scratch)
        #expect(result.status == 0, "\(result.error)")
        let lines = result.output.split(separator: "\n").filter {
          $0.hasPrefix("Next: ") || $0.hasPrefix("Then: ")
        }
        #expect(lines.count == steps.count, "\(result.output)")
        for (line, step) in zip(lines, steps) { #expect(line.hasPrefix(step), "\(line)") }
      }
    }
  }
}
