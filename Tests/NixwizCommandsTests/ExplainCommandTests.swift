import TestSupport
import TextFormats
import Testing

@Suite struct ExplainCommandTests {
  /// A flake that `generate` has written, and what the tests ask about it.
  private func withFlake(_ body: (_ explain: ([String]) -> Program.Result, String) throws -> Void)
    rethrows
  {
    let machine = "\(Golden.root)/Machines/laptop-thinkpad-lvm-luks/machine.tree"
    try PackedTree.withUnpacked(machine) { folder in
      try Fixture.withTemporaryFolder(in: Fixture.memory) { scratch in
        let target = "\(scratch)/flake"
        let made = Program.run(
          arguments: [
            "generate", "--root", folder, "--output", target, "--set", "host.name=pad", "--set",
            "graphics.nvidia.module=open",
          ], in: scratch)
        #expect(made.status == 0, "\(made.error)")
        try body({ Program.run(arguments: ["explain"] + $0, in: scratch) }, target)
      }
    }
  }

  @Test func `an option has its place, rule, answers and facts`() {
    withFlake { explain, target in
      let result = explain(["services.xserver.videoDrivers", target])
      #expect(result.status == 0, "\(result.error)")
      for part in [
        "services.xserver.videoDrivers = [ \"nvidia\" ]\n", "  place    modules/graphics.nix:",
        "  rule     ", "  because  AD107", "(hardware)",
        "  answer   graphics.nvidia.branch = \"auto\"",
        "  fact     0000:01:00.0 ",
      ] { #expect(result.output.contains(part), "\(part)\n\(result.output)") }
    }
  }

  @Test func `an answer is named with its place`() {
    withFlake { explain, target in
      let result = explain(["hardware.nvidia.open", target])
      #expect(result.output.contains("graphics.nvidia.module = \"open\", at "), "\(result.output)")
      #expect(result.output.contains("answers.nix:"))
    }
  }

  @Test func `a group and a line are explained too`() throws {
    try withFlake { explain, target in
      let group = explain(["fileSystems", target])
      #expect(group.output.contains("fileSystems.\"/\".device"))
      #expect(group.output.contains("fileSystems.\"/boot\".fsType"))
      let text = try #require(Fixture.text(at: "\(target)/hosts/pad/hardware.nix"))
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let line = try #require(lines.firstIndex { $0.contains("luks.devices") }) + 1
      let placed = explain(["hosts/pad/hardware.nix:\(line)", target, "--json"])
      let document = try JSONDocument.parse(placed.outputBytes)
      guard case .array(let entries) = document.value else {
        Issue.record("no list")
        return
      }
      #expect(entries.count == 1)
      #expect(entries.first?["option"]?.value == .string("boot.initrd.luks.devices.crypted.device"))
      #expect(entries.first?["origin"]?.value == .string("hardware"))
    }
  }

  @Test func `an edit is told from what was generated`() throws {
    try withFlake { explain, target in
      let path = "\(target)/modules/graphics.nix"
      let text = try #require(Fixture.text(at: path))
      let edited = text.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.contains("open = true;") ? "      open = false;" : String($0)
      }.joined(separator: "\n")
      Fixture.write(Array(edited.utf8), to: path)
      let result = explain(["hardware.nvidia.open", target])
      #expect(result.output.contains("hardware.nvidia.open = false\n"))
      #expect(result.output.contains("  edited   nixwiz wrote true\n"), "\(result.output)")
    }
  }

  @Test func `what is not set ends with 1 and a suggestion`() {
    withFlake { explain, target in
      let result = explain(["hardware.nvidia.opne", target])
      #expect(result.status == 1)
      #expect(result.error.contains("did you mean hardware.nvidia.open?"), "\(result.error)")
      #expect(explain(["modules/graphics.nix:1", target]).status == 1)
    }
  }

  @Test func `a folder that is not ours ends with 2`() {
    Fixture.withTemporaryFolder(in: Fixture.memory) { folder in
      let result = Program.run(arguments: ["explain", "a.b", folder], in: folder)
      #expect(result.status == 2)
      #expect(result.error.contains("[no-tree]"))
    }
  }
}
