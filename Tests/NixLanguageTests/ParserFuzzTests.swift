import NixLanguage
import SourceText
import Testing

/// Whatever the text: the parser ends, and what it returns is sound.
@Suite struct ParserFuzzTests {
  static let pieces = [
    "a", "b.c", " ", "\n", "\"", "''", "${", "}", "{", "(", ")", "[", "]", ";", ":", ",", "=", "@",
    "?",
    "...", "+", "-", "!", "//", "++", "->", "==", "<", "|>", "if", "then", "else", "let", "in",
    "rec",
    "with", "assert", "inherit", "or", "1", "1.5", "./x", "~/y", "<z>", "h:t", "#c\n", "/*", "*/",
    "$",
    "'", "\\", "é", "99999999999999999999", "x = 1;", "{ y }:", "inherit (a) b;",
  ]

  @Test func treesAreSound() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<3000 {
      let count = Int.random(in: 1...30, using: &random)
      let text = (0..<count).map { _ in
        (Self.pieces.randomElement(using: &random) ?? "")
          + (Bool.random(using: &random) ? " " : "")
      }.joined()
      let parsed = Parser.parse(SourceFile(name: "fuzz.nix", text: text))
      if let fault = Self.fault(of: parsed) { Issue.record("\(fault) in \(text)") }
    }
  }

  /// What is wrong with a result, nil when nothing is.
  static func fault(of parsed: ParsedFile) -> String? {
    let size = parsed.tree.file.bytes.count
    if parsed.firstError == nil, !parsed.tree.root.exists { return "no root" }
    for problem in parsed.problems {
      guard (0...size).contains(problem.nixOffset) else { return "Nix's offset is outside" }
      guard let span = problem.diagnostic.location?.span, span.end <= size else {
        return "a diagnostic lies outside"
      }
    }
    for (index, node) in parsed.tree.nodes.enumerated() {
      guard node.start <= node.end, Int(node.end) <= size else { return "a node lies outside" }
      for child in children(of: node, in: parsed.tree) {
        // Children come first, so that no walk over a tree can go round in circles.
        guard child.raw < index else { return "a child comes after its parent" }
        let inner = parsed.tree[child]
        guard inner.start >= node.start, inner.end <= node.end else {
          return "a child lies outside of its parent"
        }
      }
    }
    return nil
  }

  /// The children that the table at `SyntaxKind` names.
  static func children(of node: SyntaxTree.Node, in tree: SyntaxTree) -> [SyntaxTree.NodeID] {
    func list(_ raw: UInt32) -> [SyntaxTree.NodeID] { tree.children(.init(raw: raw)).map { $0 } }
    func nodes(_ raw: UInt32...) -> [SyntaxTree.NodeID] {
      raw.filter { $0 != 0 }.map { .init(raw: $0) }
    }
    return switch node.kind {
    case .string, .indentedString, .path, .homePath, .list, .attributeSet, .recursiveSet,
      .legacyLet, .inherit, .formals:
      list(node.a)
    case .interpolation, .parenthesized, .not, .negate: nodes(node.a)
    case .binding, .inheritFrom, .letIn: list(node.a) + nodes(node.b)
    case .lambda: nodes(node.a, node.c)
    case .patternLambda, .ifThenElse: nodes(node.a, node.b, node.c)
    case .formal, .with, .assert: nodes(node.a, node.b)
    case .apply: nodes(node.a) + list(node.b)
    case .select: nodes(node.a) + list(node.b) + nodes(node.c)
    case .hasAttribute: nodes(node.a) + list(node.b)
    case let kind where kind.isBinaryOperator: nodes(node.a, node.b)
    default: []
    }
  }
}
