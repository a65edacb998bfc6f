package import SourceText

/// An error as it leaves the evaluator: texts and places instead of words of the arena.
package struct EvaluationFailure: Error, Sendable {
  /// A step of the trace.
  package struct Frame: Sendable {
    package let message: String
    package let place: SourceMap.Place?
    /// Whether Nix has this step in its traces.
    package let isOfNix: Bool
    /// Whether Nix shows this step only when all are asked for.
    package let isDetail: Bool
    /// Whether it is a text of `builtins.addErrorContext`, which Nix never leaves out.
    package let isOfUser: Bool
  }

  /// The message where not the depth of calls but the stack itself is at its end.
  package static let endOfStack = "stack overflow (possible infinite recursion)"

  package let kind: EvalError.Kind
  /// Nix's wording, without `error: `.
  package let message: String
  package let place: SourceMap.Place?
  /// Innermost first.
  package let trace: [Frame]
  package let suggestions: [String]
  /// Of a text that could not be parsed.
  package let diagnostics: [Diagnostic]

  /// Places of the error and its trace, innermost first, those in the user's own files before
  /// those elsewhere (nixpkgs): what to show first.
  package func places(userFilesUnder folders: [String]) -> [SourceMap.Place] {
    let all = [place].compactMap { $0 } + trace.compactMap(\.place)
    func isUsers(_ place: SourceMap.Place) -> Bool {
      switch place.origin {
      case .file(let path): folders.contains { path == $0 || path.hasPrefix($0 + "/") }
      case .text: true
      }
    }
    return all.filter(isUsers) + all.filter { !isUsers($0) }
  }
}

extension Evaluator {
  /// The error as a value that needs no evaluator.
  package func export(_ error: any Error) -> EvaluationFailure {
    switch error {
    case let failure as EvaluationFailure: failure
    case let error as EvalError:
      EvaluationFailure(
        kind: error.kind, message: error.message, place: place(of: error.position),
        trace: error.trace.map(export), suggestions: error.suggestions, diagnostics: [])
    case let error as SyntaxFailure:
      EvaluationFailure(
        kind: .syntax, message: error.message, place: error.place,
        trace: error.trace.map(export), suggestions: [], diagnostics: error.diagnostics)
    default:
      EvaluationFailure(
        kind: .evaluation, message: "\(error)", place: nil, trace: [], suggestions: [],
        diagnostics: [])
    }
  }

  private func export(_ frame: TraceFrame) -> EvaluationFailure.Frame {
    .init(
      message: frame.message(symbols), place: place(of: frame.position), isOfNix: frame.isOfNix,
      isDetail: frame.isDetail, isOfUser: frame.isOfUser)
  }

  /// The names that may have been meant, nearest first: as many and as far away as Nix names.
  func nearest(to name: String, among names: some Sequence<String>) -> [String] {
    Suggestion.near(name, among: names, limit: 2, count: 5)
  }
}

/// A text that the parser or the binder refused. A class for the same reason as `EvalError`.
final class SyntaxFailure: Error, @unchecked Sendable {
  let message: String
  let place: SourceMap.Place?
  let diagnostics: [Diagnostic]
  /// How the text came to be read, innermost first.
  var trace: [TraceFrame] = []

  init(message: String, place: SourceMap.Place?, diagnostics: [Diagnostic]) {
    self.message = message
    self.place = place
    self.diagnostics = diagnostics
  }
}
