/// Functions as values.
enum FunctionBuiltins {
  static let table: [Builtin] = [
    Builtin(
      "functionArgs", "function!",
      "The formals of a function: for each whether it has a default.", functionArgs)
  ]

  private static func functionArgs(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    // Asked for here, as the error of an argument that failed is told where it is missed.
    let function = try evaluator.force(arguments[0])
    guard function.isFunction else {
      throw evaluator.failure(
        "'functionArgs' requires a function", kind: .type)
    }
    guard function.isClosure, function.closure.code.formalCount > 0 else {
      return evaluator.emptySet.value
    }
    let code = function.closure.code
    let formals = (0..<code.formalCount).map { index in
      let formal = code.formal(index)
      return Attribute(
        symbol: formal.symbol, position: formal.position, value: Value(!formal.fallback.isAbsent))
    }
    return AttributeSet.make(formals, in: evaluator.arena).value
  }
}
