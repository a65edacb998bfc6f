import TestSupport
import Testing

/// Trees that earlier versions wrote and their users edited, as recorded then: `VERSION-NAME.tree` in
/// `Tests/Upgrades`. One is added with every version that writes something else, and none is ever
/// changed or removed.
@Suite struct UpgradeTests {
  static let trees = Fixture.names(in: "\(Golden.root)/Upgrades").filter { $0.hasSuffix(".tree") }

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
      // Answers of an earlier format: how they read today lies beside the tree.
      let answers = "Upgrades/\(name.dropLast(".tree".count)).answers.nix"
      if Fixture.bytes(at: "\(Golden.root)/\(answers)") != nil {
        #expect(done.error.contains("[outdated-answer]"), "\(done.error)")
        Golden.expect(Fixture.bytes(at: "\(target)/answers.nix") ?? [], at: answers)
      }
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

  /// What the user wrote on each line, by file. A renamed answer keeps its comment.
  private static func edits(_ target: String) -> [String: [Substring]] {
    var edits: [String: [Substring]] = [:]
    for path in Fixture.files(below: target) where !path.hasPrefix(".nixwiz/") {
      let lines = (Fixture.text(at: "\(target)/\(path)") ?? "").split(separator: "\n")
        .compactMap { (line: Substring) -> Substring? in
          guard let range = line.firstRange(of: mark) else { return nil }
          return line[range.lowerBound...]
        }
      if !lines.isEmpty { edits[path] = lines }
    }
    return edits
  }
}
