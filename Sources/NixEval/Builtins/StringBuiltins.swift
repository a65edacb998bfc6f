/// Strings without patterns: length, parts, joining, coercion.
enum StringBuiltins {
  static let table: [Builtin] = [
    Builtin(
      "toString", "e!", "The text of a value: numbers, lists and null too.", visibility: .global
    ) { evaluator, arguments in
      try evaluator.coerceToString(
        arguments[0], .takesEverything,
        "while evaluating the first argument passed to builtins.toString"
      ).value
    },
    Builtin("stringLength", "e!", "How many bytes a string has.") { evaluator, arguments in
      let string = try evaluator.coerceToString(
        arguments[0], .copiesPaths,
        "while evaluating the argument passed to builtins.stringLength")
      return evaluator.integer(string.count)
    },
    Builtin(
      "substring", "start! length! string!",
      "The bytes of a string from `start`; all of them when `length` is negative.", substring),
    Builtin(
      "concatStringsSep", "separator! list!", "The strings of a list with a separator between.",
      concatStringsSep),
  ]

  private static func substring(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let start = try evaluator.integer(
      arguments[0],
      "while evaluating the first argument (the start offset) passed to builtins.substring")
    guard start >= 0 else {
      throw evaluator.failure("negative start position in 'substring'")
    }
    let length = try evaluator.integer(
      arguments[1],
      "while evaluating the second argument (the substring length) passed to builtins.substring")
    let string = try evaluator.coerceToString(
      arguments[2], .copiesPaths,
      "while evaluating the third argument (the string) passed to builtins.substring")
    let from = min(start, string.count)
    let count = length < 0 ? string.count - from : min(length, string.count - from)
    if count == string.count { return string.value }
    let bytes = UnsafeBufferPointer(rebasing: string.bytes[from..<from + count])
    return NixString.make(bytes, context: string.context, in: evaluator.arena).value
  }

  private static func concatStringsSep(_ evaluator: Evaluator, _ arguments: Arguments) throws
    -> Value
  {
    let separator = try evaluator.string(
      arguments[0],
      """
      while evaluating the first argument (the separator string) passed to \
      builtins.concatStringsSep
      """)
    let list = try evaluator.list(
      arguments[1],
      """
      while evaluating the second argument (the list of strings to concat) passed to \
      builtins.concatStringsSep
      """)
    guard !list.isEmpty else {
      return NixString.make("", context: separator.context, in: evaluator.arena).value
    }
    return try withTemporaryValues(2 * list.count - 1) { strings in
      var length = 0
      var context = separator.context
      for index in 0..<list.count {
        if index > 0 {
          strings[2 * index - 1] = separator.value
          length += separator.count
        }
        let string = try evaluator.coerceToString(
          try evaluator.force(list.slot(index)), .copiesPaths,
          """
          while evaluating one element of the list of strings to concat passed to \
          builtins.concatStringsSep
          """)
        strings[2 * index] = string.value
        length += string.count
        context = context.union(string.context, in: evaluator.arena)
      }
      try evaluator.checkLength(length)
      return try evaluator.copied(
        NixString.concatenate(strings, count: length, context: context, in: evaluator.arena))
    }
  }
}
