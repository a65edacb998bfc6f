import NixEval

/// What came of an expression.
enum Outcome: Equatable {
  /// The value, printed as `nix-instantiate --eval --strict` does.
  case value(String)
  /// The message, and the column of its place where there is one.
  case failure(message: String, column: Int?)
  /// Ended by a limit of ours: nothing to compare.
  case tooLarge

  var isValue: Bool { if case .value = self { true } else { false } }

  /// Ours: the expression alone, in an evaluator of its own.
  static func ours(_ expression: String) -> Outcome {
    var settings = EvaluationSettings()
    settings.memoryLimit = 256 << 20
    settings.callLimit = 200_000
    settings.experimentalFeatures = []
    settings.messageHandler = { _ in }
    let evaluator = Evaluator(settings: settings)
    do throws(EvaluationFailure) {
      let value = try evaluator.evaluate(expression)
      let bytes = try evaluator.print(value, strictly: true)
      return .value(String(decoding: bytes, as: UTF8.self))
    } catch {
      if case .interrupted = error.kind { return .tooLarge }
      return .failure(message: comparable(error.message), column: error.place?.column)
    }
  }

  /// The first line of a message, with one space for any number: Nix expands tabs and drops carriage
  /// returns when it prints.
  static func comparable(_ message: String) -> String {
    let line = message.unicodeScalars.prefix { $0 != "\n" }.filter { $0 != "\r" }
    return line.split { $0 == " " || $0 == "\t" }.map { String(String.UnicodeScalarView($0)) }
      .joined(separator: " ")
  }
}
