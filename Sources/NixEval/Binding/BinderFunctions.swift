import NixLanguage

/// Functions and `let`.
extension Binder {
  /// `name: body`.
  mutating func bindLambda(_ syntax: SyntaxTree.Node, _ place: Position) throws -> Node {
    let argument = symbol(NodeID(syntax.a))
    let code = LambdaCode.make(
      .init(
        argument: argument, name: .none, position: place, formalCount: 0, hasFormals: false,
        hasEllipsis: false, body: .absent),
      formals: [], in: arena)
    let mark = try enterScope(at: place)
    scope.define(argument, slot: 0)
    code.body = try bindBody(syntax.c)
    scope.leave(mark)
    return make(.lambda, place, code.word)
  }

  /// `{ a, b ? default, ... }@all: body`.
  mutating func bindPatternLambda(_ syntax: SyntaxTree.Node, _ place: Position) throws -> Node {
    let alias = syntax.a == 0 ? Symbol.none : symbol(NodeID(syntax.a))
    let formalsNode = tree[NodeID(syntax.b)]
    let list = ListID(formalsNode.a)
    var written: [(formal: LambdaCode.Formal, fallback: NodeID)] = []
    for index in 0..<tree.count(list) {
      let formal = tree[tree[list, index]]
      let name = NodeID(formal.a)
      written.append(
        (
          .init(symbol: symbol(name), position: position(name), fallback: .absent),
          NodeID(formal.b)
        ))
    }
    // Stable, so that of equal names the later one comes second, which is the one to complain about.
    written.sort { $0.formal.symbol.id < $1.formal.symbol.id }
    try refuseDuplicates(written.map(\.formal), alias: alias, at: place)
    let code = LambdaCode.make(
      .init(
        argument: alias, name: .none, position: place, formalCount: UInt32(written.count),
        hasFormals: true, hasEllipsis: formalsNode.flag == .hasEllipsis, body: .absent),
      formals: written.map(\.formal), in: arena)
    let mark = try enterScope(at: place)
    let offset = alias == .none ? 0 : 1
    if alias != .none { scope.define(alias, slot: 0) }
    for (index, item) in written.enumerated() {
      scope.define(item.formal.symbol, slot: index + offset)
    }
    for (index, item) in written.enumerated() where item.fallback.exists {
      code.setFallback(index, try bind(item.fallback))
    }
    code.body = try bindBody(syntax.c)
    scope.leave(mark)
    return make(.lambda, place, code.word)
  }

  private func refuseDuplicates(
    _ formals: [LambdaCode.Formal], alias: Symbol, at place: Position
  ) throws {
    let repeated = zip(formals, formals.dropFirst()).filter { $0.0.symbol == $0.1.symbol }
      .map(\.1)
    if let first = repeated.min(by: { $0.symbol.id < $1.symbol.id }) {
      throw duplicateFormal(first.symbol, at: first.position)
    }
    if alias != .none, formals.contains(where: { $0.symbol == alias }) {
      throw duplicateFormal(alias, at: place)
    }
  }

  private func duplicateFormal(_ symbol: Symbol, at place: Position) -> EvalError {
    EvalError(
      .syntax,
      "duplicate formal function argument '\(evaluator.symbols.name(symbol).text)'", at: place)
  }

  /// `let bindings in body`.
  mutating func bindLet(_ syntax: SyntaxTree.Node, _ place: Position) throws -> Node {
    let outside = literalStart
    literalStart = path.count
    var set = newDraft(isRecursive: true)
    try collect(ListID(syntax.a), into: &set)
    let (code, mark) = try bind(set, at: place, isLet: true)
    literalStart = outside
    let body = try bindBody(syntax.b)
    if let mark { scope.leave(mark) }
    return make(.letIn, place, code.word, body.word)
  }

  /// Gives a function the name of what it is bound to; so do the functions that it returns at once.
  func name(_ node: Node, _ symbol: Symbol) {
    var node = node
    while node.kind == .lambda {
      node.lambda.name = symbol
      node = node.lambda.body
    }
  }
}
