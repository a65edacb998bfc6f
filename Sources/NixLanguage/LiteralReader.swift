import SourceText

/// Turns a syntax tree into a plain value, or says what in it is none.
struct LiteralReader {
  typealias Node = LiteralDocument.Node
  typealias Attribute = LiteralDocument.Attribute

  let tree: SyntaxTree
  private(set) var diagnostics: [Diagnostic] = []
  private var content = StringContent()

  init(tree: SyntaxTree) { self.tree = tree }

  /// The value of an expression; nil after a diagnostic. Recursion is bounded by the parser's limit.
  mutating func read(_ id: SyntaxTree.NodeID) -> Node? {
    let node = tree[id]
    let span = tree.span(id)
    switch node.kind {
    case .integer: return Node(.integer(Int(truncatingIfNeeded: bits(node))), span: span)
    case .float: return Node(.float(Double(bitPattern: bits(node))), span: span)
    case .string, .indentedString, .uri: return readString(id).map { Node(.string($0), span: span) }
    case .path, .homePath:
      guard node.a == 0 else { return reject(id) }
      return Node(.path(tree.text(id)), span: span)
    case .identifier: return readWord(id)
    case .parenthesized: return read(SyntaxTree.NodeID(raw: node.a))
    case .negate: return readNegative(id)
    case .list:
      let elements = tree.children(SyntaxTree.ListID(raw: node.a)).map { read($0) }
      let values = elements.compactMap { $0 }
      return values.count == elements.count ? Node(.list(values), span: span) : nil
    case .attributeSet:
      return Node(.attributes(readBindings(SyntaxTree.ListID(raw: node.a))), span: span)
    default: return reject(id)
    }
  }

  private func bits(_ node: SyntaxTree.Node) -> UInt64 { UInt64(node.b) << 32 | UInt64(node.a) }

  private mutating func readNegative(_ id: SyntaxTree.NodeID) -> Node? {
    let span = tree.span(id)
    guard let inner = read(SyntaxTree.NodeID(raw: tree[id].a)) else { return nil }
    switch inner.value {
    case .integer(let value): return Node(.integer(-value), span: span)
    case .float(let value): return Node(.float(-value), span: span)
    default: return reject(id)
    }
  }

  /// The text of a string without interpolation.
  private mutating func readString(_ id: SyntaxTree.NodeID) -> String? {
    if tree.kind(id) == .uri { return tree.text(id) }
    content.read(id, of: tree)
    for case .interpolation(let part) in content.pieces {
      diagnostics.append(
        .error(
          "not-literal", "plain values cannot hold `${…}`", at: tree.location(part),
          fix: "write the text itself, or `\\${` for these two characters"))
      return nil
    }
    guard let text = String(validating: content.bytes, as: UTF8.self) else {
      diagnostics.append(.error("not-utf8", "the text is not UTF-8", at: tree.location(id)))
      return nil
    }
    return text
  }

  private mutating func readWord(_ id: SyntaxTree.NodeID) -> Node? {
    let word = tree.text(id)
    let span = tree.span(id)
    switch word {
    case "null": return Node(.null, span: span)
    case "true": return Node(.bool(true), span: span)
    case "false": return Node(.bool(false), span: span)
    default: break
    }
    let meant: String
    switch word.lowercased() {
    case "true", "yes", "on": meant = "write `true`"
    case "false", "no", "off": meant = "write `false`"
    case "null", "none", "nil": meant = "write `null`"
    default: meant = "write `\"\(word)\"` for the text"
    }
    diagnostics.append(
      .error(
        "not-literal", "`\(word)` is a name, where a plain value is needed",
        at: tree.location(id), fix: meant))
    return nil
  }

  /// Says that an expression is no plain value.
  private mutating func reject(_ id: SyntaxTree.NodeID) -> Node? {
    let node = tree[id]
    let what: String
    switch node.kind {
    case .lambda, .patternLambda: what = "a function"
    case .recursiveSet: what = "a `rec` set"
    case .letIn, .legacyLet: what = "`let`"
    case .with: what = "`with`"
    case .assert: what = "`assert`"
    case .ifThenElse: what = "`if`"
    case .apply: what = "a function call"
    case .select, .hasAttribute: what = "a selection of an attribute"
    case .searchPath: what = "a search path"
    case .path, .homePath: what = "an interpolated path"
    default: what = "an operator"
    }
    let fix = node.kind == .recursiveSet ? "remove `rec`" : "write the value itself"
    diagnostics.append(
      .error(
        "not-literal", "\(what) must be computed, where a plain value is needed",
        at: tree.location(id), fix: fix))
    return nil
  }
}

// MARK: Sets

extension LiteralReader {
  private mutating func readBindings(_ bindings: SyntaxTree.ListID) -> [Attribute] {
    var builder = LiteralSetBuilder()
    for id in tree.children(bindings) {
      let node = tree[id]
      guard node.kind == .binding else {
        diagnostics.append(
          .error(
            "not-literal", "`inherit` takes values from elsewhere, where plain values are needed",
            at: tree.location(id), fix: "write `name = value;`"))
        continue
      }
      guard let names = readNames(SyntaxTree.ListID(raw: node.a)),
        let value = read(SyntaxTree.NodeID(raw: node.b))
      else { continue }
      builder.insert(value, at: names[...])
    }
    for duplicate in builder.duplicates { report(duplicate) }
    return builder.attributes
  }

  private mutating func report(_ duplicate: LiteralSetBuilder.Duplicate) {
    diagnostics.append(
      .error(
        "duplicate-attribute", "`\(NixName.attribute(duplicate.name))` is set twice",
        at: SourceLocation(file: tree.file, span: duplicate.span),
        notes: [
          .init(
            "first set here", at: SourceLocation(file: tree.file, span: duplicate.firstSpan))
        ], fix: "remove one of the two"))
  }

  private mutating func readNames(
    _ names: SyntaxTree.ListID
  ) -> [LiteralSetBuilder.Name]? {
    var result: [LiteralSetBuilder.Name] = []
    for id in tree.children(names) {
      guard let bytes = tree.staticName(id, using: &content) else {
        diagnostics.append(
          .error(
            "not-literal", "this name must be computed, where plain values are needed",
            at: tree.location(id), fix: "write the name itself"))
        return nil
      }
      result.append(.init(text: String(decoding: bytes, as: UTF8.self), span: tree.span(id)))
    }
    return result
  }
}
