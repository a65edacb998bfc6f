import TestSupport
import Testing

/// Trees that earlier versions wrote and their users edited, as recorded then: `VERSION-NAME.tree` in
/// `Tests/Upgrades`. One is added with every version that writes something else, and none is ever
/// changed or removed.
@Suite struct UpgradeTests {
  static let trees = Fixture.names(in: "\(Golden.root)/Upgrades")

  /// The lines that a user added to these trees hold this word.
  private static let mark = "Mine"

  @Test(arguments: trees) func `an old tree is brought up to date with its edits`(_ name: String) {
    PackedTree.withUnpacked("\(Golden.root)/Upgrades/\(name)") { target in
      // The machine as it was recorded: only the templates and the program are others.
      let hardware = Fixture.files(below: "\(target)/.nixwiz").first { $0.hasPrefix("hardware") }
      let machine = ["--hardware", "\(target)/.nixwiz/\(hardware ?? "")"]
      let before = Self.edits(target)
      let files = Set(Fixture.files(below: target))
      #expect(!before.isEmpty)

      let done = Program.run(arguments: ["regenerate", target] + machine)
      #expect(done.status == 0, "\(done.error)\(done.output)")
      #expect(!done.output.contains("\nHardware\n"), "\(done.output)")
      #expect(Self.edits(target) == before)
      #expect(Fixture.files(below: "\(target)/.nixwiz/hardware") == ["carbon.json"])
      let after = Set(Fixture.files(below: target).filter { !$0.hasPrefix(".nixwiz/") })
      #expect(after.subtracting(files).allSatisfy { !$0.hasSuffix(".conflict") })
      #expect(!after.contains("modules/locale.nix") || files.contains("modules/locale.nix"))

      let again = Program.run(
        "regenerate", target, "--dry-run", "--quiet", "--hardware",
        "\(target)/.nixwiz/hardware/carbon.json")
      #expect(again.status == 0 && again.output.isEmpty, "\(again.output)")
    }
  }

  /// Every line of the user's, by file.
  private static func edits(_ target: String) -> [String: [Substring]] {
    var edits: [String: [Substring]] = [:]
    for path in Fixture.files(below: target) where !path.hasPrefix(".nixwiz/") {
      let lines = (Fixture.text(at: "\(target)/\(path)") ?? "").split(separator: "\n")
        .filter { $0.contains(mark) }
      if !lines.isEmpty { edits[path] = lines }
    }
    return edits
  }
}
