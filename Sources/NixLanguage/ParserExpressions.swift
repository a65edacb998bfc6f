/// Expressions that end with another expression: functions, `let`, `with`, `assert`, `if`.
extension Parser {
  /// An expression that waits for its last part.
  struct Tail {
    let kind: SyntaxKind
    var flag = SyntaxFlag.none
    let start: Int
    var a: UInt32 = 0
    var b: UInt32 = 0
  }

  /// Any expression. Chains of tails are followed in a loop, then built from the inside out.
  mutating func parseExpression() throws(Failure) -> SyntaxTree.NodeID {
    try deepen()
    let base = tails.count
    var body: SyntaxTree.NodeID?
    while body == nil {
      switch lexer.kind {
      case .identifier: body = try parseWordFirst()
      case .braceOpen: body = try parseBraceFirst()
      case .let: body = try parseLetFirst()
      case .if: try parseIf()
      case .with:
        try parseScope(.with, .afterWith)
      case .assert:
        try parseScope(.assert, .afterAssert)
      default: body = try parseOperators(first: nil)
      }
    }
    depth -= 1
    return finishTails(from: base, body: body ?? .none)
  }

  private mutating func finishTails(
    from base: Int, body: SyntaxTree.NodeID
  ) -> SyntaxTree.NodeID {
    var body = body
    while tails.count > base {
      let tail = tails.removeLast()
      switch tail.kind {
      case .lambda, .ifThenElse:
        body = add(tail.kind, from: tail.start, a: tail.a, b: tail.b, c: body.raw)
      case .patternLambda:
        body = add(
          .patternLambda, flag: tail.flag, from: tail.start, a: tail.a, b: tail.b, c: body.raw)
        checkDuplicateFormals(body)
      default:
        body = add(tail.kind, from: tail.start, a: tail.a, b: body.raw)
        if tail.kind == .letIn { checkStaticNames(body) }
      }
    }
    return body
  }

  /// `if condition then value else`, up to the expression after `else`.
  private mutating func parseIf() throws(Failure) {
    let start = lexer.start
    lexer.advance()
    let condition = try parseExpression()
    try expect(.then, .thenAfterCondition)
    let value = try parseExpression()
    try expect(.else, .elseAfterValue)
    tails.append(Tail(kind: .ifThenElse, start: start, a: condition.raw, b: value.raw))
  }

  /// `with scope;` or `assert condition;`.
  private mutating func parseScope(
    _ kind: SyntaxKind, _ role: Expectation
  ) throws(Failure) {
    let start = lexer.start
    lexer.advance()
    let scope = try parseExpression()
    try expect(.semicolon, role)
    tails.append(Tail(kind: kind, start: start, a: scope.raw))
  }

  /// `let … in`, or the operand `let { … }`.
  private mutating func parseLetFirst() throws(Failure) -> SyntaxTree.NodeID? {
    let start = lexer.start
    openBrackets.append(OpenBracket(kind: .let, start: start))
    lexer.advance()
    if lexer.kind == .braceOpen {
      openBrackets.removeLast()
      let set = try parseLegacyLet(from: start)
      return try parseOperators(first: set)
    }
    try deepen()
    let bindings = try parseBindings(until: .in)
    try close(.in, .bindingOrIn)
    tails.append(Tail(kind: .letIn, start: start, a: bindings.raw))
    return nil
  }

  /// An identifier: `x: body`, `x@{ … }: body`, or the beginning of operators.
  private mutating func parseWordFirst() throws(Failure) -> SyntaxTree.NodeID? {
    let name = parseIdentifier()
    switch lexer.kind {
    case .colon:
      lexer.advance()
      mark(name, .parameter)
      tails.append(Tail(kind: .lambda, start: start(of: name), a: name.raw))
      return nil
    case .at:
      lexer.advance()
      mark(name, .parameter)
      guard lexer.kind == .braceOpen else { throw unexpected(.formalsAfterAt) }
      let formalsStart = lexer.start
      try open()
      let formals = try parseFormals(from: formalsStart, first: nil)
      try expect(.colon, .colonAfterFormals)
      tails.append(
        Tail(
          kind: .patternLambda, flag: .aliasFirst, start: start(of: name), a: name.raw,
          b: formals.raw))
      return nil
    default:
      return try parseOperators(first: name)
    }
  }

  /// A brace: formals of a function, or the set that begins operators. What follows the first name
  /// decides.
  private mutating func parseBraceFirst() throws(Failure) -> SyntaxTree.NodeID? {
    let start = lexer.start
    try open()
    switch lexer.kind {
    case .ellipsis:
      try parseLambda(from: start, first: nil)
      return nil
    case .braceClose:
      try close(.braceClose, .bindingOrBrace)
      guard lexer.kind == .colon || lexer.kind == .at else {
        return try parseOperators(first: add(.attributeSet, from: start))
      }
      try parseLambda(from: start, formals: add(.formals, from: start))
      return nil
    case .identifier:
      let name = parseIdentifier()
      switch lexer.kind {
      case .comma, .question, .braceClose:
        try parseLambda(from: start, first: name)
        return nil
      default:
        let bindings = try parseBindings(until: .braceClose, first: name)
        try close(.braceClose, .bindingOrBrace)
        return try parseOperators(first: add(.attributeSet, from: start, a: bindings.raw))
      }
    default:
      let bindings = try parseBindings(until: .braceClose)
      try close(.braceClose, .bindingOrBrace)
      return try parseOperators(first: add(.attributeSet, from: start, a: bindings.raw))
    }
  }

  /// The rest of `{ … }:` or `{ … }@name:` after the brace and, if it was read, the first name.
  private mutating func parseLambda(
    from start: Int, first: SyntaxTree.NodeID?
  ) throws(Failure) {
    let formals = try parseFormals(from: start, first: first)
    try parseLambda(from: start, formals: formals)
  }

  private mutating func parseLambda(
    from start: Int, formals: SyntaxTree.NodeID
  ) throws(Failure) {
    var alias = SyntaxTree.NodeID.none
    if lexer.kind == .at {
      lexer.advance()
      guard lexer.kind == .identifier else { throw unexpected(.nameAfterAt) }
      alias = parseIdentifier()
      mark(alias, .parameter)
      try expect(.colon, .colonAfterFormals)
    } else {
      try expect(.colon, .colonOrAtAfterFormals)
    }
    tails.append(Tail(kind: .patternLambda, start: start, a: alias.raw, b: formals.raw))
  }

  /// `a, b ? 1, ... }`, after the opening brace.
  private mutating func parseFormals(
    from start: Int, first: SyntaxTree.NodeID?
  ) throws(Failure) -> SyntaxTree.NodeID {
    let base = openChildren.count
    var first = first
    var hasEllipsis = false
    while lexer.kind != .braceClose || first != nil {
      if lexer.kind == .ellipsis, first == nil {
        hasEllipsis = true
        lexer.advance()
        break
      }
      if first == nil, lexer.kind != .identifier {
        throw unexpected(openChildren.count > base ? .formal : .firstFormal)
      }
      let name = first ?? parseIdentifier()
      mark(name, .parameter)
      first = nil
      var defaultValue = SyntaxTree.NodeID.none
      if lexer.kind == .question {
        lexer.advance()
        defaultValue = try parseExpression()
      }
      append(
        add(.formal, from: self.start(of: name), a: name.raw, b: defaultValue.raw))
      guard lexer.kind == .comma else { break }
      lexer.advance()
    }
    try close(.braceClose, hasEllipsis ? .braceAfterEllipsis : .commaOrBrace)
    let formals = closeList(from: base)
    return add(.formals, flag: hasEllipsis ? .hasEllipsis : .none, from: start, a: formals.raw)
  }

  /// An identifier token as a node.
  @inline(__always)
  mutating func parseIdentifier() -> SyntaxTree.NodeID {
    let id = add(.identifier, from: lexer.start, to: lexer.end)
    lexer.advance()
    return id
  }
}
