import SourceText

/// Writes a syntax tree as a layout document, from the first token to the last.
///
/// One extension a topic: `FormatShapes` (what an expression looks like), `FormatTerms`,
/// `FormatBindings`, `FormatFunctions`, `FormatApplications`, `FormatOperators`, `FormatStrings`.
/// All trivia is in `tokens`; whoever writes a token writes its trivia, and whoever wants a comment
/// elsewhere moves it there before the token is written.
struct FormatWriter {
  typealias NodeID = SyntaxTree.NodeID
  typealias Node = SyntaxTree.Node

  /// Deepest nesting of expressions written; what is deeper is refused. Real code stays below 100.
  static let depthLimit = 400

  let tree: SyntaxTree
  var tokens: FormatTokens
  var out = LayoutBuilder()
  /// The first expression deeper than `depthLimit`, when there is one.
  private(set) var tooDeep: NodeID?
  private var depth = 0

  init(_ tree: SyntaxTree, _ tokens: FormatTokens) {
    self.tree = tree
    self.tokens = tokens
  }

  /// Writes the whole file. Returns whether the file ends with a region that stays as it is.
  mutating func file() -> Bool {
    let first = firstToken(tree.root)
    let trivia = tokens.leading[first].drop { $0 == .emptyLine }
    tokens.leading[first] = Array(trivia)
    let last = tokens.leading[tokens.end].last
    group {
      $0.expression($0.tree.root)
      $0.trivia($0.tokens.takeLeading($0.tokens.end))
    }
    if case .regionDirective(.endOfFile)? = last { return true }
    return false
  }

  // MARK: Structure

  mutating func group(_ kind: GroupKind = .regular, _ body: (inout FormatWriter) -> Void) {
    out.openList()
    body(&self)
    out.closeGroup(kind)
  }

  mutating func nest(_ body: (inout FormatWriter) -> Void) {
    out.nesting += 1
    body(&self)
    out.nesting -= 1
  }

  mutating func offset(_ columns: Int, _ body: (inout FormatWriter) -> Void) {
    out.offset += columns
    body(&self)
    out.offset -= columns
  }

  /// Runs `body` unless the expression is nested too deeply.
  mutating func descend(into node: NodeID, _ body: (inout FormatWriter) -> Void) {
    guard depth < Self.depthLimit else {
      tooDeep = tooDeep ?? node
      return
    }
    depth += 1
    body(&self)
    depth -= 1
  }

  // MARK: Tokens

  /// Writes a token with everything that belongs to it.
  mutating func token(_ token: Int) {
    trivia(tokens.takeLeading(token))
    source(token)
    trailing(token)
  }

  /// Writes the text of a token.
  mutating func source(_ token: Int) { out.text(tree.file.bytes[tokens.range(token)]) }

  /// Writes the comment behind a token.
  mutating func trailing(_ token: Int) {
    guard let comment = tokens.takeTrailing(token) else { return }
    trailingComment(comment)
  }

  mutating func trailingComment(_ comment: [UInt8]) {
    out.spacing(.hardspace)
    out.text("# ".utf8 + comment, .trailingComment)
    out.spacing(.hardline)
  }

  // MARK: Trivia

  /// Writes comments and empty lines on lines of their own, or a lone language annotation in the line.
  mutating func trivia(_ trivia: [Trivium]) {
    if trivia.isEmpty { return }
    if trivia.count > 1 || !trivia[0].isLanguageAnnotation { out.spacing(.hardline) }
    for trivium in trivia { write(trivium) }
  }

  private mutating func write(_ trivium: Trivium) {
    switch trivium {
    case .emptyLine: out.spacing(.emptyline)
    case .lineComment(let text):
      out.text("#".utf8 + text, .comment)
      out.spacing(.hardline)
    case .blockComment(let isDoc, let lines): blockComment(isDoc, lines)
    case .languageAnnotation(let language):
      out.text("/* ".utf8 + language + " */".utf8, .comment)
      out.spacing(.hardspace)
    case .regionDirective(.disable): out.text("", .regionStart)
    case .regionDirective(.enable(nil)):
      out.text("/*nixfmt:enable*/", .comment)
      out.spacing(.hardline)
    case .regionDirective(.enable(let range?)):
      out.text(tree.file.bytes[range], .verbatim(toEnd: false))
      out.spacing(.hardline)
    case .regionDirective(.endOfFile(let range)):
      out.text(tree.file.bytes[range], .verbatim(toEnd: true))
    }
  }

  private mutating func blockComment(_ isDoc: Bool, _ lines: [[UInt8]]) {
    out.text(isDoc ? "/**" : "/*", .comment)
    out.spacing(.hardline)
    offset(2) {
      for line in lines {
        if line.isEmpty {
          $0.out.spacing(.emptyline)
        } else {
          $0.out.text(line, .comment)
          $0.out.spacing(.hardline)
        }
      }
    }
    out.text("*/", .comment)
    out.spacing(.hardline)
  }
}
