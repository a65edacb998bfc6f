import Glibc

/// Numbers: what the operators do, as functions, and bits and rounding.
enum ArithmeticBuiltins {
  static let table: [Builtin] = [
    Builtin("add", "e1! e2!", "The sum of two numbers.", forcesFirst: true) {
      evaluator, arguments in
      try evaluator.arithmetic(.add, arguments[0], arguments[1])
    },
    Builtin("sub", "e1! e2!", "The difference of two numbers.", forcesFirst: true) {
      evaluator, arguments in
      try evaluator.arithmetic(.subtract, arguments[0], arguments[1])
    },
    Builtin("mul", "e1! e2!", "The product of two numbers.", forcesFirst: true) {
      evaluator, arguments in
      try evaluator.arithmetic(.multiply, arguments[0], arguments[1])
    },
    Builtin(
      "div", "e1! e2!", "The quotient of two numbers; of integers, without the remainder.",
      forcesFirst: true
    ) {
      evaluator, arguments in
      try evaluator.arithmetic(.divide, arguments[0], arguments[1])
    },
    Builtin(
      "lessThan", "e1! e2!", "Whether `e1` comes before `e2`: numbers, strings, paths, lists.",
      forcesFirst: true
    ) { evaluator, arguments in
      Value(try evaluator.isLess(arguments[0], arguments[1]))
    },
    Builtin("bitAnd", "e1! e2!", "The bits that both integers have.") { evaluator, arguments in
      let (left, right) = try operands(
        evaluator, arguments, "while evaluating the first argument passed to builtins.bitAnd",
        "while evaluating the second argument passed to builtins.bitAnd")
      return evaluator.integer(left & right)
    },
    Builtin("bitOr", "e1! e2!", "The bits that either integer has.") { evaluator, arguments in
      let (left, right) = try operands(
        evaluator, arguments, "while evaluating the first argument passed to builtins.bitOr",
        "while evaluating the second argument passed to builtins.bitOr")
      return evaluator.integer(left | right)
    },
    Builtin("bitXor", "e1! e2!", "The bits that one of two integers has.") { evaluator, arguments in
      let (left, right) = try operands(
        evaluator, arguments, "while evaluating the first argument passed to builtins.bitXor",
        "while evaluating the second argument passed to builtins.bitXor")
      return evaluator.integer(left ^ right)
    },
    Builtin("ceil", "number!", "The smallest integer that is not below a number.") {
      evaluator, arguments in
      try round(
        evaluator, arguments, "while evaluating the first argument passed to builtins.ceil",
        Glibc.ceil)
    },
    Builtin("floor", "number!", "The largest integer that is not above a number.") {
      evaluator, arguments in
      try round(
        evaluator, arguments, "while evaluating the first argument passed to builtins.floor",
        Glibc.floor)
    },
  ]

  private static func operands(
    _ evaluator: Evaluator, _ arguments: Arguments, _ first: StaticString, _ second: StaticString
  ) throws -> (Int, Int) {
    (try evaluator.integer(arguments[0], first), try evaluator.integer(arguments[1], second))
  }

  /// Nix rounds through a float, also an integer; where that loses something it refuses.
  private static func round(
    _ evaluator: Evaluator, _ arguments: Arguments, _ name: StaticString,
    _ function: (Double) -> Double
  ) throws -> Value {
    let argument = arguments[0]
    let number = try evaluator.float(argument, name)
    let rounded = Int(exactly: function(number))
    guard argument.isInteger else {
      guard let rounded else {
        throw evaluator.failure(
          "NixFloat argument \(NumberText.general(number)) is not in the range of NixInt")
      }
      return evaluator.integer(rounded)
    }
    let bug = "Due to a bug (see https://github.com/NixOS/nix/issues/12899)"
    let future = "\n\tFuture Nix versions might implement the correct behavior."
    guard let rounded else {
      throw evaluator.failure(
        "\(bug) the NixInt argument \(argument.integer) caused undefined behavior in previous Nix "
          + "versions." + future)
    }
    guard rounded == argument.integer else {
      throw evaluator.failure(
        "\(bug) a loss of precision occurred in previous Nix versions because the NixInt argument "
          + "\(argument.integer) was rounded to \(rounded)." + future)
    }
    return argument
  }
}
