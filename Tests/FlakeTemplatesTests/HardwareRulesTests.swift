import FlakeTemplates
import SourceText
import TestSupport
import Testing

/// `docs/hardware-rules.md` says what is written for what is found: its tables are checked here.
@Suite struct HardwareRulesTests {
  /// One row: the texts in code of each of its cells.
  struct Row: CustomTestStringConvertible {
    var found: String
    var written: [String]
    var decided: [String]
    var shown: [String]
    var testDescription: String { found }
  }

  private static let repository = "\(Golden.root)/.."

  static let rows: [Row] = {
    let text = Fixture.text(at: "\(repository)/docs/hardware-rules.md") ?? ""
    return text.split(separator: "\n").filter { $0.hasPrefix("| ") }.compactMap { line in
      let cells = line.split(separator: "|").map(String.init)
      guard cells.count == 4, !cells[0].contains("found "), !cells[0].contains("theirs ") else {
        return nil
      }
      return Row(
        found: cells[0], written: code(in: cells[1]), decided: code(in: cells[2]),
        shown: code(in: cells[3]))
    }
  }()

  /// What stands between backticks.
  private static func code(in cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
  }

  @Test func theTablesAreRead() { #expect(Self.rows.count > 80) }

  @Test(arguments: rows) func whatARowNamesIsThere(row: Row) {
    for name in row.decided {
      let files = ["HardwareProbe", "HardwareProbe/Facter", "HostModel", "NixwizCommands"].map {
        "\(Self.repository)/Sources/\($0)/\(name).swift"
      }
      let isFile = files.contains { Fixture.bytes(at: $0) != nil }
      let isTarget = !Fixture.names(in: "\(Self.repository)/Sources/\(name)").isEmpty
      #expect(isFile || isTarget || Self.types.contains(name), "\(name) is in no source")
    }
    #expect(!row.shown.isEmpty || row.written.isEmpty)
    for name in row.shown {
      guard let tree = Self.tree(name) else {
        #expect(Self.tests.contains(name), "\(name) is neither a machine, a plan nor a test")
        continue
      }
      for word in row.written where !word.hasPrefix("-") && !word.hasPrefix("nixwiz ") {
        #expect(Self.holds(tree, word), "the tree of \(name) has no \(word)")
      }
    }
  }

  // MARK: what there is

  private static func tree(_ name: String) -> String? {
    ["Machines", "Plans"].map { "\(Golden.root)/\($0)/\(name)/tree" }.first {
      !Fixture.names(in: $0).isEmpty
    }
  }

  /// Whether a file of the tree defines an option, or a group of it, or holds the text.
  private static func holds(_ tree: String, _ word: String) -> Bool {
    Machine.files(in: tree, below: "").filter { $0 != "answers.nix" }.contains { path in
      let bytes = Fixture.bytes(at: "\(tree)/\(path)") ?? []
      if String(decoding: bytes, as: UTF8.self).contains(word) { return true }
      return OptionDefinition.all(in: SourceFile(name: path, bytes: bytes)).contains {
        $0.name == word || $0.name.hasPrefix("\(word).")
      }
    }
  }

  /// All tests as `Suite.function`.
  private static let tests: Set<String> = {
    var tests: Set<String> = []
    let folder = "\(repository)/Tests"
    for target in Fixture.names(in: folder) where target.hasSuffix("Tests") {
      for file in Fixture.names(in: "\(folder)/\(target)") where file.hasSuffix("Tests.swift") {
        let suite = file.dropLast(".swift".count)
        let text = Fixture.text(at: "\(folder)/\(target)/\(file)") ?? ""
        for part in text.split(separator: "func ").dropFirst() {
          let name =
            part.hasPrefix("`")
            ? part.dropFirst().prefix { $0 != "`" } : part.prefix { $0 != "(" }
          tests.insert("\(suite).\(name)")
        }
      }
    }
    return tests
  }()

  /// Types that share a file with others.
  private static let types: Set<String> = {
    var types: Set<String> = []
    for target in ["HardwareProbe", "HostModel"] {
      let folder = "\(repository)/Sources/\(target)"
      for file in Fixture.names(in: folder) where file.hasSuffix(".swift") {
        let text = Fixture.text(at: "\(folder)/\(file)") ?? ""
        for keyword in ["struct ", "enum "] {
          for part in text.split(separator: keyword).dropFirst() {
            types.insert(String(part.prefix { $0.isLetter || $0.isNumber }))
          }
        }
      }
    }
    return types
  }()
}
