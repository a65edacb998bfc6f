import NixLanguage
import SourceText
import TestSupport
import Testing

/// `Tests/NixLanguage/parse-okay-NAME.nix` has its tree in `.exp`, `parse-fail-NAME.nix` its
/// diagnostics. A new case is a new file; `make update-golden` writes what is expected.
@Suite struct ParserTests {
  static let folder = "NixLanguage"

  static func names(_ prefix: String) -> [String] {
    Fixture.names(in: "\(Golden.root)/\(folder)")
      .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".nix") }
      .map { String($0.dropLast(4)) }
  }

  static func parse(_ name: String) throws -> ParsedFile {
    let bytes = try #require(Fixture.bytes(at: "\(Golden.root)/\(folder)/\(name).nix"))
    return Parser.parse(SourceFile(name: "\(name).nix", bytes: bytes))
  }

  @Test(arguments: names("parse-okay-"))
  func accepts(name: String) throws {
    let parsed = try Self.parse(name)
    #expect(parsed.firstError == nil)
    var text = TreeText.describe(parsed.tree)
    for problem in parsed.problems { text += "# \(problem.diagnostic.message)\n" }
    Golden.expect(text, at: "\(Self.folder)/\(name).exp")
  }

  @Test(arguments: names("parse-fail-"))
  func rejects(name: String) throws {
    let parsed = try Self.parse(name)
    let first = try #require(parsed.firstError)
    let place = parsed.tree.file.position(at: first.nixOffset)
    var text = "\(first.nixMessage)\n  at \(place.line):\(place.column)\n\n"
    text += DiagnosticRenderer(colored: false).render(parsed.problems.map(\.diagnostic))
    Golden.expect(text, at: "\(Self.folder)/\(name).exp")
  }

  @Test func everyKindOfNodeOccurs() throws {
    var missing = Set(SyntaxKind.allCases)
    for name in Self.names("parse-okay-") {
      for node in try Self.parse(name).tree.nodes { missing.remove(node.kind) }
    }
    // Nodes that only broken files or an experimental feature have.
    missing.subtract([.missing, .pipeFrom, .pipeInto])
    #expect(missing.isEmpty)
  }

  @Test func pipesAreParsedWhenAllowed() {
    let file = SourceFile(name: "pipe.nix", text: "a |> f 1 |> g")
    let parsed = Parser.parse(file, allowsPipeOperators: true)
    #expect(parsed.problems.isEmpty)
    #expect(parsed.tree.text(SyntaxTree.NodeID(raw: parsed.tree[parsed.tree.root].a)) == "a |> f 1")
    let left = Parser.parse(
      SourceFile(name: "pipe.nix", text: "f <| g <| a"), allowsPipeOperators: true)
    #expect(left.tree.text(SyntaxTree.NodeID(raw: left.tree[left.tree.root].b)) == "g <| a")
    let mixed = Parser.parse(
      SourceFile(name: "pipe.nix", text: "a |> f <| b"), allowsPipeOperators: true)
    #expect(mixed.firstError != nil)
  }
}
