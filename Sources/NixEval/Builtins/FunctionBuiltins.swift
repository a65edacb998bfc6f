/// Functions as values.
enum FunctionBuiltins {
  static let table: [Builtin] = [
    Builtin(
      "functionArgs", "function!",
      "The formals of a function: for each whether it has a default.", functionArgs)
  ]

  private static func functionArgs(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let function = arguments[0]
    guard function.isFunction else {
      throw evaluator.failure(
        "'functionArgs' requires a function", kind: .type)
    }
    guard function.isClosure else { return evaluator.emptySet.value }
    let code = function.closure.code
    let set = AttributeSet.make(count: code.formalCount, in: evaluator.arena)
    for index in 0..<code.formalCount {
      let formal = code.formal(index)
      set.setEntry(
        index,
        Attribute(
          symbol: formal.symbol, position: formal.position,
          value: Value(!formal.fallback.isAbsent)))
    }
    return set.value
  }
}
