import SourceText
import TestSupport
import Testing
import TextFormats

/// Files of `json/` and `toml/`: `okay-*` with the tree in `.tree`, `fail-*` with the message in
/// `.err`. A new case is a new file.
@Suite struct DocumentTests {
  static let folder = "TextFormatsTests"

  static func cases(_ language: String, _ verdict: String) -> [String] {
    Fixture.names(in: "\(Golden.root)/\(folder)/\(language)")
      .filter { $0.hasPrefix("\(verdict)-") && $0.hasSuffix(".\(language)") }
  }

  static func source(_ language: String, _ name: String) throws -> SourceFile {
    let path = "\(Golden.root)/\(folder)/\(language)/\(name)"
    return SourceFile(name: name, bytes: try #require(Fixture.bytes(at: path)))
  }

  static func parse(
    _ language: String, _ file: SourceFile
  ) -> Result<TextNode, DiagnosticError> {
    language == "json" ? JSONDocument.parse(file) : TOMLDocument.parse(file)
  }

  @Test(arguments: ["json", "toml"]) func accepts(language: String) throws {
    let names = Self.cases(language, "okay")
    #expect(names.count >= 5)
    for name in names {
      let file = try Self.source(language, name)
      let node = try Self.parse(language, file).get()
      Golden.expect(describe(node, in: file), at: "\(Self.folder)/\(language)/\(name).tree")
    }
  }

  @Test(arguments: ["json", "toml"]) func rejects(language: String) throws {
    let names = Self.cases(language, "fail")
    #expect(names.count >= 35)
    for name in names {
      let file = try Self.source(language, name)
      switch Self.parse(language, file) {
      case .success: Issue.record("\(name) was accepted")
      case .failure(let error):
        Golden.expect(
          DiagnosticRenderer(colored: false).render(error.diagnostic),
          at: "\(Self.folder)/\(language)/\(name).err")
      }
    }
  }

  /// One line a node: indented, the place, the kind and the value.
  private func describe(_ node: TextNode, in file: SourceFile) -> String {
    var out = ""
    func place(_ span: SourceSpan) -> String {
      let start = file.position(at: span.start)
      let end = file.position(at: span.end)
      return "\(start.line):\(start.column)-\(end.line):\(end.column)"
    }
    func line(_ depth: Int, _ name: String, _ node: TextNode, _ text: String) {
      out += String(repeating: "  ", count: depth) + "\(name)\(text) @ \(place(node.span))\n"
    }
    func visit(_ node: TextNode, _ name: String, _ depth: Int) {
      switch node.value {
      case .null: line(depth, name, node, "null")
      case .bool(let value): line(depth, name, node, "\(value)")
      case .integer(let value): line(depth, name, node, "integer \(value)")
      case .float(let value):
        line(depth, name, node, "float \(value.isFinite ? JSONFloat.text(value) : "\(value)")")
      case .string(let value): line(depth, name, node, "string \(Terminal.visible(value))")
      case .dateTime(let value): line(depth, name, node, "time \(value.description)")
      case .array(let items):
        line(depth, name, node, "array")
        for item in items { visit(item, "- ", depth + 1) }
      case .object(let members):
        line(depth, name, node, "object")
        for member in members {
          visit(
            member.node, "\(Terminal.visible(member.name)) (\(place(member.nameSpan))) = ",
            depth + 1)
        }
      }
    }
    visit(node, "", 0)
    return out
  }
}
