// What expressions look like: the questions on which their layout depends.
extension FormatWriter {
  // MARK: Children

  func firstToken(_ node: NodeID) -> Int { tokens.token(at: Int(tree[node].start)) }

  func lastToken(_ node: NodeID) -> Int { tokens.token(endingAt: Int(tree[node].end)) }

  /// The leaf that an expression begins with.
  func firstLeaf(_ node: NodeID) -> Leaf { tokens.leaf(firstToken(node)) }

  func child(_ word: UInt32) -> NodeID { NodeID(raw: word) }

  func children(_ word: UInt32) -> SyntaxTree.Children {
    tree.children(SyntaxTree.ListID(raw: word))
  }

  func count(_ word: UInt32) -> Int { tree.count(SyntaxTree.ListID(raw: word)) }

  // MARK: Kinds

  /// Whether an expression is a unit that needs no parentheses as an argument.
  func isTerm(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .identifier, .integer, .float, .string, .indentedString, .path, .homePath, .searchPath,
      .uri, .parenthesized, .list, .attributeSet, .recursiveSet, .legacyLet, .select:
      true
    default: false
    }
  }

  /// The brackets of a list or set.
  func brackets(_ node: NodeID) -> (open: Int, close: Int) {
    let first = firstToken(node)
    switch tree.kind(node) {
    case .recursiveSet, .legacyLet: return (first + 1, lastToken(node))
    default: return (first, lastToken(node))
    }
  }

  /// How many entries a list or set has, groups of comments included.
  func entryCount(_ node: NodeID) -> Int {
    let entries = children(tree[node].a)
    let comments = entries.count { tokens.entryTrivia[firstToken($0)] != nil }
    let last = tokens.entryTrivia[lastToken(node)] == nil ? 0 : 1
    return entries.count + comments + last
  }

  /// Whether there is something between the brackets, be it a comment.
  func hasEntries(_ node: NodeID) -> Bool {
    count(tree[node].a) > 0 || tokens.entryTrivia[lastToken(node)] != nil
  }

  /// Whether a list or set can begin on the current line and expand from there.
  func isAbsorbable(_ node: NodeID) -> Bool {
    var node = node
    while true {
      switch tree.kind(node) {
      case .indentedString: return isMultiline(node)
      case .list, .attributeSet, .recursiveSet, .legacyLet:
        let (open, close) = brackets(node)
        return hasEntries(node) || tokens.line(open) != tokens.line(close) || !tokens.isBare(open)
      case .parenthesized:
        let inner = child(tree[node].a)
        guard tokens.isBare(firstToken(node)), isTerm(inner),
          tokens.leading[firstToken(inner)].allSatisfy(\.isLanguageAnnotation)
        else { return false }
        node = inner
      default: return false
      }
    }
  }

  /// Whether an expression can begin on the current line and expand from there.
  func isAbsorbableExpression(_ node: NodeID) -> Bool {
    var node = node
    // Functions nested deeper than the limit are not formatted at all.
    for _ in 0..<Self.depthLimit {
      let body: NodeID
      switch tree.kind(node) {
      case .with:
        body = child(tree[node].b)
        return isTerm(body) && isAbsorbable(body)
      case .lambda:
        body = child(tree[node].c)
        if isTerm(body) { return isAbsorbable(body) }
        switch tree.kind(body) {
        case .lambda, .patternLambda: node = body
        default: return false
        }
      case .patternLambda:
        let formals = child(tree[node].b)
        body = child(tree[node].c)
        guard tree[node].a == 0, canFlatten(formals), tokens.isBare(firstToken(formals)),
          isBodyOnColonLine(body)
        else { return false }
        node = body
      default: return isTerm(node) && isAbsorbable(node)
      }
    }
    return false
  }

  /// Whether a function's body begins on the line of its colon.
  func isBodyOnColonLine(_ body: NodeID) -> Bool {
    let first = firstToken(body)
    return tokens.line(first - 1) == tokens.line(first)
  }

  /// Whether formals may stand on one line: at most two names without defaults, on one line already,
  /// without comments; `...` may follow.
  func canFlatten(_ formals: NodeID) -> Bool {
    let open = firstToken(formals)
    let close = lastToken(formals)
    guard tokens.line(open) == tokens.line(close), tokens.isBare(close) else { return false }
    let names = children(tree[formals].a)
    guard names.count <= 2, names.allSatisfy({ tree[$0].b == 0 }) else { return false }
    // A name and a comma each, and the ellipsis.
    return (open + 1..<close).allSatisfy { tokens.isBare($0) }
  }

  /// Whether an expression is short enough in nature to keep an application on one line.
  func isSimple(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .string, .indentedString, .path, .homePath, .uri, .identifier, .integer, .float,
      .searchPath:
      return tokens.isBare(firstLeaf(node))
    case .select:
      let select = tree[node]
      return select.c == 0 && isSimple(child(select.a))
        && children(select.b).allSatisfy { tree.kind($0) == .identifier }
    case .parenthesized:
      return tokens.isBare(firstToken(node)) && tokens.isBare(lastToken(node))
        && isSimple(child(tree[node].a))
    case .apply:
      let parts = applicationParts(node)
      return parts.count <= 3 && parts.allSatisfy { isSimple($0) }
    default: return false
    }
  }

  /// Function and arguments of an application.
  func applicationParts(_ node: NodeID) -> [NodeID] {
    var calls: [NodeID] = []
    var function = node
    while tree.kind(function) == .apply {
      calls.append(function)
      function = child(tree[function].a)
    }
    return calls.reversed().reduce(into: [function]) { $0 += children(tree[$1].b) }
  }
}
