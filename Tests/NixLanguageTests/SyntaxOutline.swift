import NixLanguage
import SourceText

/// A syntax tree as text without places and layout, so that two trees can be compared.
///
/// What the formatter may change reads the same: a string by its content, whatever its quotes.
enum SyntaxOutline {
  static func of(_ text: String) -> String {
    let tree = Parser.parse(SourceFile(name: "test.nix", text: text)).tree
    return outline(tree.root, tree)
  }

  private static func outline(_ id: SyntaxTree.NodeID, _ tree: SyntaxTree) -> String {
    let node = tree[id]
    func one(_ word: UInt32) -> String {
      word == 0 ? "-" : outline(SyntaxTree.NodeID(raw: word), tree)
    }
    func all(_ word: UInt32) -> String {
      let children = tree.children(SyntaxTree.ListID(raw: word))
      return "(" + children.map { outline($0, tree) }.joined(separator: " ") + ")"
    }
    let content: String
    switch node.kind {
    case .missing: return "missing"
    case .identifier, .integer, .float, .searchPath: return tree.text(id)
    case .uri: return "\"" + tree.text(id) + "\""
    case .string, .indentedString: return "\"" + string(id, tree) + "\""
    case .path, .homePath: return "path \"" + string(id, tree) + "\""
    case .interpolation: return "${" + one(node.a) + "}"
    case .stringText, .indentedText, .indentedEscape, .pathText: return tree.text(id)
    case .parenthesized, .not, .negate: content = one(node.a)
    case .list, .attributeSet, .recursiveSet, .legacyLet, .inherit: content = all(node.a)
    case .binding, .inheritFrom: content = all(node.a) + " " + one(node.b)
    case .lambda: content = one(node.a) + " " + one(node.c)
    case .patternLambda: content = one(node.a) + " " + one(node.b) + " " + one(node.c)
    case .formals: content = all(node.a) + " \(node.flag)"
    case .formal: content = one(node.a) + " " + one(node.b)
    case .letIn: content = all(node.a) + " " + one(node.b)
    case .with, .assert: content = one(node.a) + " " + one(node.b)
    case .ifThenElse: content = one(node.a) + " " + one(node.b) + " " + one(node.c)
    case .apply: content = one(node.a) + " " + all(node.b)
    case .select: content = one(node.a) + " " + all(node.b) + " " + one(node.c)
    case .hasAttribute: content = one(node.a) + " " + all(node.b)
    default: content = one(node.a) + " " + one(node.b)
    }
    return "[\(node.kind) \(content)]"
  }

  private static func string(_ id: SyntaxTree.NodeID, _ tree: SyntaxTree) -> String {
    var content = StringContent()
    content.read(id, of: tree)
    return content.pieces.map { piece in
      switch piece {
      case .text(let range): String(decoding: content.bytes[range], as: UTF8.self)
      case .interpolation(let id): outline(id, tree)
      }
    }.joined()
  }

  /// All words in the comments of a text, sorted: comments may move, words may not vanish.
  static func commentWords(of text: String) -> String {
    let file = SourceFile(name: "test.nix", text: text)
    var words: [Substring] = []
    var end: UInt32 = 0
    for token in TokenStream.tokens(of: file) {
      for part in Trivia.parts(of: file.bytes, from: end, to: token.start) {
        if case .lines = part.kind { continue }
        let comment = String(decoding: file.bytes[Int(part.start)..<Int(part.end)], as: UTF8.self)
        let separators: Set<Character> = ["#", "*", "/", " ", "\n", "\t", "\r\n", "\r"]
        words += comment.split { separators.contains($0) }.map { Substring($0) }
      }
      end = token.end
    }
    return words.sorted().joined(separator: "\n")
  }
}
