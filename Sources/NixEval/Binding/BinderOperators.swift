import NixLanguage

/// Operators, and the calls that Nix makes of some of them.
extension Binder {
  mutating func bindNegation(_ syntax: SyntaxTree.Node, _ place: Position) throws -> Node {
    let operand = try bind(syntax.a)
    if scope.isGlobal(.sub) { return make(.negate, place, operand.word) }
    return try callVariable(.sub, [constant(evaluator.integer(0), place), operand], place)
  }

  /// Operators that Nix translates to calls of `__sub` and the like mean whatever that name means
  /// where they stand; nearly always it is the builtin.
  private mutating func callVariable(_ symbol: Symbol, _ operands: [Node], _ place: Position) throws
    -> Node
  {
    let function = try bindVariable(symbol, place)
    let parts = NodeArray.make(operands, in: arena)
    return make(.call, place, function.word, parts.word, UInt32(parts.count))
  }

  mutating func bindOperator(_ syntax: SyntaxTree.Node) throws -> Node {
    let place = position(syntax.c)
    // `a > b` is `__lessThan b a`, and `a <= b` is `! __lessThan b a`.
    let isSwapped = syntax.kind == .greater || syntax.kind == .lessOrEqual
    let first = try bind(isSwapped ? syntax.b : syntax.a)
    let second = try bind(isSwapped ? syntax.a : syntax.b)
    let (left, right) = isSwapped ? (second, first) : (first, second)
    func plain(_ kind: Node.Kind) -> Node { make(kind, place, left.word, right.word) }
    switch syntax.kind {
    case .implication: return plain(.implies)
    case .or: return plain(.or)
    case .and: return plain(.and)
    case .equal: return plain(.equal)
    case .notEqual: return plain(.notEqual)
    case .update: return plain(.update)
    case .add:
      // Messages point at the operands with their parentheses.
      let places = (position(NodeID(syntax.a)), position(NodeID(syntax.b)))
      return make(
        .add, place, left.word, right.word,
        places.0.raw, places.1.raw)
    case .concatenate: return plain(.concatenate)
    case .subtract:
      return scope.isGlobal(.sub)
        ? plain(.subtract) : try callVariable(.sub, [left, right], place)
    case .multiply:
      return scope.isGlobal(.mul)
        ? plain(.multiply) : try callVariable(.mul, [left, right], place)
    case .divide:
      return scope.isGlobal(.div)
        ? plain(.divide) : try callVariable(.div, [left, right], place)
    case .less:
      return scope.isGlobal(.lessThan)
        ? plain(.less) : try callVariable(.lessThan, [left, right], place)
    case .greater:
      return scope.isGlobal(.lessThan)
        ? plain(.greater) : try callVariable(.lessThan, [right, left], place)
    case .lessOrEqual:
      if scope.isGlobal(.lessThan) { return plain(.lessOrEqual) }
      return make(.not, place, try callVariable(.lessThan, [right, left], place).word)
    case .greaterOrEqual:
      if scope.isGlobal(.lessThan) { return plain(.greaterOrEqual) }
      return make(.not, place, try callVariable(.lessThan, [left, right], place).word)
    case .pipeFrom: return make(.callOne, place, left.word, right.word)
    case .pipeInto: return make(.callOne, place, right.word, left.word)
    default: throw EvalError(.syntax, "syntax error, unexpected operator", at: place)
    }
  }
}
