import Glibc

/// Numbers: what the operators do, as functions, and bits and rounding.
enum ArithmeticBuiltins {
  static let table: [Builtin] = [
    Builtin("add", "e1! e2!", "The sum of two numbers.") { evaluator, arguments in
      try evaluator.arithmetic(.add, arguments[0], arguments[1], at: arguments.position)
    },
    Builtin("sub", "e1! e2!", "The difference of two numbers.") { evaluator, arguments in
      try evaluator.arithmetic(.subtract, arguments[0], arguments[1], at: arguments.position)
    },
    Builtin("mul", "e1! e2!", "The product of two numbers.") { evaluator, arguments in
      try evaluator.arithmetic(.multiply, arguments[0], arguments[1], at: arguments.position)
    },
    Builtin("div", "e1! e2!", "The quotient of two numbers; of integers, without the remainder.") {
      evaluator, arguments in
      try evaluator.arithmetic(.divide, arguments[0], arguments[1], at: arguments.position)
    },
    Builtin(
      "lessThan", "e1! e2!", "Whether `e1` comes before `e2`: numbers, strings, paths, lists."
    ) { evaluator, arguments in
      Value(try evaluator.isLess(arguments[0], arguments[1], at: arguments.position))
    },
    Builtin("bitAnd", "e1! e2!", "The bits that both integers have.") { evaluator, arguments in
      let (left, right) = try operands(evaluator, arguments, firstPurpose: "bitAnd")
      return evaluator.integer(left & right)
    },
    Builtin("bitOr", "e1! e2!", "The bits that either integer has.") { evaluator, arguments in
      let (left, right) = try operands(evaluator, arguments, firstPurpose: "bitOr")
      return evaluator.integer(left | right)
    },
    Builtin("bitXor", "e1! e2!", "The bits that one of two integers has.") { evaluator, arguments in
      let (left, right) = try operands(evaluator, arguments, firstPurpose: "bitXor")
      return evaluator.integer(left ^ right)
    },
    Builtin("ceil", "number!", "The smallest integer that is not below a number.") {
      evaluator, arguments in try round(evaluator, arguments, "ceil", Glibc.ceil)
    },
    Builtin("floor", "number!", "The largest integer that is not above a number.") {
      evaluator, arguments in try round(evaluator, arguments, "floor", Glibc.floor)
    },
  ]

  private static func operands(
    _ evaluator: Evaluator, _ arguments: Arguments, firstPurpose name: String
  ) throws -> (Int, Int) {
    (
      try evaluator.integer(
        arguments[0], "while evaluating the first argument of a bit operation",
        at: arguments.position),
      try evaluator.integer(
        arguments[1], "while evaluating the second argument of a bit operation",
        at: arguments.position)
    )
  }

  private static func round(
    _ evaluator: Evaluator, _ arguments: Arguments, _ name: String, _ function: (Double) -> Double
  ) throws -> Value {
    if arguments[0].isInteger { return arguments[0] }
    let number = try evaluator.float(
      arguments[0], "while evaluating the number to round", at: arguments.position)
    let rounded = function(number)
    guard let integer = Int(exactly: rounded) else {
      throw evaluator.failure(
        "NixFloat argument \(NumberText.general(number)) is not in the range of NixInt",
        at: arguments.position)
    }
    return evaluator.integer(integer)
  }
}
