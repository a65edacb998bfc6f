import SourceText

/// Bindings of sets and `let`, with recovery from errors inside one of them.
extension Parser {
  /// Bindings up to a closing token, which stays current. `first` is a name that is already read.
  mutating func parseBindings(
    until closing: TokenKind, first: SyntaxTree.NodeID? = nil
  ) throws(Failure) -> SyntaxTree.ListID {
    let base = openChildren.count
    var first = first
    while first != nil || startsBinding {
      let state = RecoveryState(self)
      let start = if let first { start(of: first) } else { lexer.start }
      do throws(Failure) {
        let binding =
          if first == nil, lexer.kind == .inherit { try parseInherit() } else {
            try parseBinding(from: start, first: first)
          }
        append(binding)
      } catch {
        guard recover(to: state, closing: closing) else {
          // Which attributes are defined twice is seen in what was read.
          _ = closeList(from: base)
          throw error
        }
      }
      first = nil
    }
    return closeList(from: base)
  }

  /// Whether the current token can begin a binding.
  @inline(__always)
  var startsBinding: Bool {
    switch lexer.kind {
    case .identifier, .or, .quote, .interpolationOpen, .inherit: true
    default: false
    }
  }

  /// `a.b = value;`.
  private mutating func parseBinding(
    from start: Int, first: SyntaxTree.NodeID?
  ) throws(Failure) -> SyntaxTree.NodeID {
    let names = try parseAttributePath(first: first)
    let offset = lexer.start
    try expect(.assign, .assignAfterName)
    let value = try parseExpression()
    try expect(.semicolon, .semicolonAfterBinding)
    return add(
      .binding, from: start, a: names.raw, b: value.raw, c: UInt32(truncatingIfNeeded: offset))
  }

  /// `inherit a b;` or `inherit (source) a b;`.
  private mutating func parseInherit() throws(Failure) -> SyntaxTree.NodeID {
    let start = lexer.start
    lexer.advance()
    var source = SyntaxTree.NodeID.none
    if lexer.kind == .parenOpen {
      try open()
      source = try parseExpression()
      try close(.parenClose, .parenClose)
    }
    let base = openChildren.count
    while lexer.kind != .semicolon {
      switch lexer.kind {
      case .identifier, .or: append(parseIdentifier())
      case .quote, .interpolationOpen: append(try parseInheritedName())
      default: throw unexpected(.nameOrSemicolon)
      }
    }
    lexer.advance()
    let names = closeList(from: base)
    return source.exists
      ? add(.inheritFrom, from: start, a: names.raw, b: source.raw)
      : add(.inherit, from: start, a: names.raw)
  }

  /// A quoted name to inherit, which must not be computed.
  private mutating func parseInheritedName() throws(Failure) -> SyntaxTree.NodeID {
    let name: SyntaxTree.NodeID
    if lexer.kind == .quote {
      name = try parseString()
    } else {
      name = try parseInterpolation()
      lexer.advance()
    }
    mark(name, .attributeName)
    if isDynamic(name) { throw dynamicName(name, in: "inherit") }
    return name
  }

  /// Whether an attribute name is computed: neither a plain string nor `${"such"}`.
  private func isDynamic(_ name: SyntaxTree.NodeID) -> Bool {
    var node = nodes[Int(name.raw)]
    if node.kind == .identifier { return false }
    while node.kind == .interpolation || node.kind == .parenthesized {
      node = nodes[Int(node.a)]
    }
    switch node.kind {
    case .uri: return false
    case .string, .indentedString:
      let list = Int(node.a)
      return (0..<Int(lists[list])).contains {
        nodes[Int(lists[list + 1 + $0])].kind == .interpolation
      }
    default: return true
    }
  }

  /// `let` has no place for names that are computed.
  mutating func checkStaticNames(_ letIn: SyntaxTree.NodeID) {
    let node = nodes[Int(letIn.raw)]
    let list = Int(node.a)
    for index in 0..<Int(lists[list]) {
      let binding = nodes[Int(lists[list + 1 + index])]
      guard binding.kind == .binding else { continue }
      let name = SyntaxTree.NodeID(raw: lists[Int(binding.a) + 1])
      if nodes[Int(name.raw)].kind != .identifier, isDynamic(name) {
        noteDynamicName(name, in: "let", nixOffset: Int(node.start))
      }
    }
  }

  /// A function must not have two arguments of one name.
  mutating func checkDuplicateFormals(_ lambda: SyntaxTree.NodeID) {
    let node = nodes[Int(lambda.raw)]
    let list = Int(nodes[Int(node.b)].a)
    let count = Int(lists[list])
    // Nearly all functions have few arguments, for which comparing each pair is fastest.
    guard count > 16 else {
      for later in 0..<count {
        let name = nodes[Int(nodes[Int(lists[list + 1 + later])].a)]
        for earlier in 0..<later {
          let other = nodes[Int(nodes[Int(lists[list + 1 + earlier])].a)]
          if sameText(name, other) { return noteDuplicateFormal(name, other, at: name) }
        }
        if node.a != 0 { checkAlias(name, of: node) }
      }
      return
    }
    var seen: [ArraySlice<UInt8>: SyntaxTree.Node] = [:]
    for index in 0..<count {
      let name = nodes[Int(nodes[Int(lists[list + 1 + index])].a)]
      let text = file.bytes[Int(name.start)..<Int(name.end)]
      if let other = seen[text] { return noteDuplicateFormal(name, other, at: name) }
      seen[text] = name
      if node.a != 0 { checkAlias(name, of: node) }
    }
  }

  private mutating func checkAlias(_ name: SyntaxTree.Node, of lambda: SyntaxTree.Node) {
    let alias = nodes[Int(lambda.a)]
    if sameText(name, alias) { noteDuplicateFormal(name, alias, at: lambda) }
  }

  private func sameText(_ left: SyntaxTree.Node, _ right: SyntaxTree.Node) -> Bool {
    let length = left.end - left.start
    guard right.end - right.start == length else { return false }
    for offset in 0..<Int(length) {
      if file.bytes[Int(left.start) + offset] != file.bytes[Int(right.start) + offset] {
        return false
      }
    }
    return true
  }
}
