import Glibc

/// Errors, evaluation order, messages.
enum ControlBuiltins {
  static let table: [Builtin] = [
    Builtin("throw", "message", "Fails with a message; `tryEval` catches it.", visibility: .global)
    {
      evaluator, arguments in
      let message = try evaluator.coerceToString(
        arguments[0], .copiesPaths, "while evaluating the error message passed to builtin.throw")
      throw evaluator.failure(message.text, kind: .thrown)
    },
    Builtin("abort", "message", "Fails with a message for good.", visibility: .global) {
      evaluator, arguments in
      let message = try evaluator.coerceToString(
        arguments[0], .copiesPaths, "while evaluating the error message passed to builtins.abort")
      throw evaluator.failure(
        "evaluation aborted with the following error message: '\(message.text)'", kind: .abort)
    },
    Builtin(
      "tryEval", "e",
      "`{ success; value; }`: whether a value could be evaluated without throw or assert failing.",
      tryEval),
    Builtin("seq", "e1! e2", "The value `e2`, after evaluating `e1`.") { evaluator, arguments in
      try evaluator.force(arguments[1])
    },
    Builtin("deepSeq", "e1! e2", "The value `e2`, after evaluating `e1` with all that is in it.") {
      evaluator, arguments in
      try evaluator.forceDeeply(arguments[0])
      return try evaluator.force(arguments[1])
    },
    Builtin("trace", "e1! e2", "The value `e2`; prints `e1`.") { evaluator, arguments in
      evaluator.say(.trace, messageText(evaluator, arguments[0]))
      return try evaluator.force(arguments[1])
    },
    Builtin(
      "traceVerbose", "e1 e2", "The same, but prints only when asked to (`--trace-verbose`)."
    ) { evaluator, arguments in
      if evaluator.settings.tracesVerbosely {
        evaluator.say(.trace, messageText(evaluator, try evaluator.force(arguments[0])))
      }
      return try evaluator.force(arguments[1])
    },
    Builtin("warn", "message! e2", "The value `e2`; prints a warning.") { evaluator, arguments in
      let message = try evaluator.string(
        arguments[0],
        "while evaluating the first argument; the message passed to builtins.warn")
      evaluator.say(.warning, message.text)
      guard !evaluator.settings.abortsOnWarning else {
        throw evaluator.failure(
          "aborting to reveal stack trace of warning, as abort-on-warn is set", kind: .abort)
      }
      return try evaluator.force(arguments[1])
    },
    Builtin(
      "addErrorContext", "context e", "The value `e`; `context` is shown with errors in it."
    ) { evaluator, arguments in
      do {
        return try evaluator.force(arguments[1])
      } catch {
        let context = try evaluator.coerceToString(
          arguments[0], [],
          "while evaluating the error message passed to builtins.addErrorContext")
        throw evaluator.traced(error, .text(context.text))
      }
    },
    Builtin("break", "e!", "The value `e`; a debugger would stop here.", visibility: .global) {
      _, arguments in arguments[0]
    },
    Builtin(
      "genericClosure", "set!",
      "All elements that `operator` leads to from `startSet`, one for each `key`.",
      genericClosure),
  ]

  private static func messageText(_ evaluator: Evaluator, _ value: Value) -> String {
    value.isString ? value.string.text : evaluator.preview(value)
  }

  private static func tryEval(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let depth = evaluator.callDepth
    do {
      let value = try evaluator.force(arguments[0])
      return evaluator.attributes([(Symbol.success, .true), (.value, value)])
    } catch let error as EvalError where error.isCatchable {
      evaluator.callDepth = depth
      return evaluator.attributes([(Symbol.success, .false), (.value, .false)])
    }
  }

  private static func genericClosure(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value
  {
    let set = try evaluator.attributes(
      arguments[0], "while evaluating the first argument passed to builtins.genericClosure")
    let purpose: StaticString = "in the attrset passed as argument to builtins.genericClosure"
    let start = try evaluator.list(
      try evaluator.force(
        try evaluator.requiredAttribute(.startSet, of: set, purpose).slot),
      "while evaluating the 'startSet' attribute passed as argument to builtins.genericClosure")
    if start.isEmpty { return start.value }
    let function = try evaluator.function(
      try evaluator.force(
        try evaluator.requiredAttribute(.operatorName, of: set, purpose).slot),
      "while evaluating the 'operator' attribute passed as argument to builtins.genericClosure")
    var closure = Closure(evaluator: evaluator)
    for index in 0..<start.count { closure.pending.append(start[index]) }
    try closure.run(function)
    return try evaluator.reservedList(closure.result)
  }

  /// The work of `genericClosure`: elements in the order they were met, and their keys, sorted.
  private struct Closure {
    let evaluator: Evaluator
    var pending: [Value] = []
    var result: [Value] = []
    private var next = 0
    private var keys: [Value] = []

    init(evaluator: Evaluator) { self.evaluator = evaluator }

    mutating func run(_ function: Value) throws {
      while next < pending.count {
        try evaluator.checkStack()
        let element = try evaluator.force(pending[next])
        next += 1
        guard try insert(try key(of: element), element) else { continue }
        result.append(element)
        do {
          let more = try evaluator.list(
            try evaluator.call(function, element),
            """
            while evaluating the return value of the `operator` passed to \
            builtins.genericClosure
            """)
          for index in 0..<more.count {
            pending.append(try evaluator.force(more.slot(index)))
          }
        } catch {
          throw evaluator.traced(
            error,
            .text(
              "while calling operator on genericClosure element \(evaluator.preview(element))"))
        }
        try evaluator.reserve(bytes: (pending.count - next) * 8)
      }
    }

    private func key(of element: Value) throws -> Value {
      do {
        let set = try evaluator.attributes(element, "")
        let entry = try evaluator.requiredAttribute(.key, of: set, "")
        return try evaluator.force(entry.slot)
      } catch {
        throw evaluator.traced(
          error, .text("in genericClosure element \(evaluator.preview(element))"))
      }
    }

    /// Adds a key; false when it was there. Keys have an order, so a sorted array finds them.
    private mutating func insert(_ key: Value, _ element: Value) throws -> Bool {
      var low = 0
      var high = keys.count
      do {
        // A key must be of a kind that has an order, even the only one.
        while low < high {
          let middle = (low + high) / 2
          if try evaluator.isLess(key, keys[middle]) { high = middle } else { low = middle + 1 }
        }
        if low > 0, !(try evaluator.isLess(keys[low - 1], key)) { return false }
      } catch {
        throw evaluator.traced(
          error, .text("while comparing element \(evaluator.preview(element))"))
      }
      keys.insert(key, at: low)
      return true
    }
  }
}

extension Evaluator {
  /// Passes a trace or a warning to the handler of the settings, or prints it on standard error.
  package func say(_ kind: EvaluationMessage.Kind, _ text: String) {
    if let handler = settings.messageHandler {
      handler(EvaluationMessage(kind: kind, text: text))
      return
    }
    let line = "\(kind.rawValue): \(text)\n"
    _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
  }

  /// A list from values that are all forced or thunks.
  func reservedList(_ elements: [Value]) throws -> Value {
    try reserve(bytes: elements.count * 8)
    return list(elements)
  }
}
