import Glibc
import SourceText

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
    // What comes after `e1` is not looked at where that fails.
    Builtin("seq", "e1! e2", "The value `e2`, after evaluating `e1`.", forcesFirst: true) {
      evaluator, arguments in
      try evaluator.force(arguments[1])
    },
    Builtin(
      "deepSeq", "e1! e2", "The value `e2`, after evaluating `e1` with all that is in it.",
      forcesFirst: true
    ) { evaluator, arguments in
      try evaluator.forceDeeply(arguments[0])
      return try evaluator.force(arguments[1])
    },
    Builtin("trace", "e1! e2", "The value `e2`; prints `e1`.", forcesFirst: true) {
      evaluator, arguments in
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
        throw evaluator.traced(error, .context(context.text))
      }
    },
    Builtin("break", "e!", "The value `e`; a debugger would stop here.", visibility: .global) {
      _, arguments in arguments[0]
    },
  ]

  private static func messageText(_ evaluator: Evaluator, _ value: Value) -> String {
    value.isString ? value.string.text : evaluator.shownInFull(value)
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
}

extension Evaluator {
  /// Passes a trace or a warning to the handler of the settings, or prints it on standard error.
  package func say(_ kind: EvaluationMessage.Kind, _ text: String) {
    if let handler = settings.messageHandler {
      handler(EvaluationMessage(kind: kind, text: text))
      return
    }
    let line = Terminal.filtered(
      "\(kind.rawValue): \(text)\n", keepsColors: isatty(STDERR_FILENO) == 1)
    _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
  }
}
