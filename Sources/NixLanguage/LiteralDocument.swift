package import SourceText

/// A Nix file that holds a plain value, read without evaluating anything, with the place of every
/// key and value.
package struct LiteralDocument: Sendable {
  /// A value and where it is written.
  package struct Node: Sendable, Hashable {
    package var value: Value
    package var span: SourceSpan

    package init(_ value: Value, span: SourceSpan) {
      self.value = value
      self.span = span
    }
  }

  package indirect enum Value: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    case float(Double)
    case string(String)
    /// As written, such as `./keys.nix` or `/etc/nixos`.
    case path(String)
    case list([Node])
    case attributes([Attribute])
  }

  /// A key of a set; sets that only a path such as `a.b = 1` mentions have the span of its name.
  package struct Attribute: Sendable, Hashable {
    package var name: String
    package var nameSpan: SourceSpan
    package var value: Node

    package init(name: String, nameSpan: SourceSpan, value: Node) {
      self.name = name
      self.nameSpan = nameSpan
      self.value = value
    }
  }

  package let file: SourceFile
  package let root: Node

  /// Reads a file. The document is nil when there is any error among the diagnostics; all errors
  /// that can be found are.
  package static func read(_ file: SourceFile) -> (document: LiteralDocument?, [Diagnostic]) {
    let parsed = Parser.parse(file)
    var diagnostics = parsed.problems.map(\.diagnostic)
    guard parsed.tree.root.exists else { return (nil, diagnostics) }
    var reader = LiteralReader(tree: parsed.tree)
    let root = reader.read(parsed.tree.root)
    diagnostics += reader.diagnostics
    guard let root, !diagnostics.contains(where: { $0.severity == .error }) else {
      return (nil, diagnostics)
    }
    return (LiteralDocument(file: file, root: root), diagnostics)
  }

  package func location(_ span: SourceSpan) -> SourceLocation {
    SourceLocation(file: file, span: span)
  }
}

extension LiteralDocument.Node {
  /// The value without its places.
  package var literal: NixLiteral {
    switch value {
    case .null: .null
    case .bool(let value): .bool(value)
    case .integer(let value): .integer(value)
    case .float(let value): .float(value)
    case .string(let text): .string(text)
    case .path(let path): .path(path)
    case .list(let elements): .list(elements.map(\.literal))
    case .attributes(let attributes):
      .attributes(attributes.map { NixLiteral.Attribute($0.name, $0.value.literal) })
    }
  }
}
