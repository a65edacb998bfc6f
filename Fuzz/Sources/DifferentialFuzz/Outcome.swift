import Glibc
import NixEval
import NixFlakes

/// What came of an expression.
enum Outcome: Equatable {
  /// The value, printed as `nix-instantiate --eval --strict` does.
  case value(String)
  /// The message, and the column of its place where there is one.
  case failure(message: String, column: Int?)
  /// Ended by a limit of ours: nothing to compare.
  case tooLarge

  var isValue: Bool { if case .value = self { true } else { false } }

  /// Where relative paths start: Nix takes the current folder.
  private static let folder = String(cString: realpath(".", nil))

  /// Ours: the expression alone, in an evaluator of its own.
  static func ours(_ expression: String) -> Outcome {
    var settings = EvaluationSettings()
    settings.memoryLimit = 256 << 20
    settings.callLimit = 200_000
    settings.experimentalFeatures = []
    settings.messageHandler = { _ in }
    let evaluator = Evaluator(settings: settings, extraBuiltins: GetFlake.builtins)
    do throws(EvaluationFailure) {
      let value = try evaluator.evaluate(expression, folder: folder)
      let bytes = try evaluator.print(value, strictly: true)
      return .value(withoutClock(String(decoding: bytes, as: UTF8.self)))
    } catch {
      if case .interrupted = error.kind { return .tooLarge }
      return .failure(message: comparable(error.message), column: error.place?.column)
    }
  }

  /// Whether two messages are the same but for what the values shown in them had been evaluated to.
  ///
  /// Nix makes a thunk of every function and shows it until it is asked for; this evaluator makes
  /// none, and takes attributes out of sets that are known at once.
  static func differInThunksOnly(_ ours: String, _ theirs: String) -> Bool {
    isInstance(ours, of: theirs) || isInstance(theirs, of: ours)
  }

  /// Whether a message is another one in which something stands for each thunk.
  private static func isInstance(_ message: String, of pattern: String) -> Bool {
    let parts = pattern.split(separator: "«thunk»", omittingEmptySubsequences: false)
    guard parts.count > 1, message.hasPrefix(parts[0]) else { return false }
    var rest = message.dropFirst(parts[0].count)
    for part in parts.dropFirst() {
      if part.isEmpty { continue }
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  /// A printed value in which the time of its evaluation is any time: the set of all builtins holds it.
  static func withoutClock(_ value: String) -> String {
    value.replacing(/currentTime = \d+/, with: "currentTime = 0")
  }

  /// The first line of a message, with one space for any number: Nix expands tabs and drops carriage
  /// returns when it prints.
  static func comparable(_ message: String) -> String {
    let line = message.unicodeScalars.prefix { $0 != "\n" }.filter { $0 != "\r" }
    return line.split { $0 == " " || $0 == "\t" }.map { String(String.UnicodeScalarView($0)) }
      .joined(separator: " ")
  }
}
