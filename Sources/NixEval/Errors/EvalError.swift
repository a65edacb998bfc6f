/// An error on its way through the evaluator.
///
/// A class, so that frames of the trace are added in place while the stack unwinds: only the thread
/// that evaluates touches it, which is why it may call itself `Sendable`. What leaves the evaluator
/// is an `EvaluationFailure`.
package final class EvalError: Error, @unchecked Sendable {
  /// The classes of errors that callers tell apart.
  package enum Kind: Equatable, Sendable {
    /// `builtins.throw`, or a file not found in the search path: `tryEval` catches it.
    case thrown
    /// A failed `assert`: `tryEval` catches it.
    case assertion
    /// `builtins.abort`.
    case abort
    /// A value of the wrong type.
    case type
    case missingAttribute
    case undefinedVariable
    case infiniteRecursion
    /// `max-call-depth` or the end of the stack.
    case stackOverflow
    /// A limit of the settings, or cancellation.
    case interrupted(Interruption.Reason)
    /// The text could not be parsed; the diagnostics say why.
    case syntax
    /// A file or folder could not be read.
    case io
    /// Forbidden in pure evaluation.
    case restricted
    /// Needs the output of a derivation, which nothing here builds.
    case importFromDerivation(derivation: String)
    /// A source that is not on this machine.
    case unavailableSource
    /// Everything else.
    case evaluation
  }

  package let kind: Kind
  package let message: String
  package fileprivate(set) var position: Position
  /// Innermost first.
  package private(set) var trace: [TraceFrame] = []
  /// Names like the one that was not found, the nearest first.
  package let suggestions: [String]

  /// A trace longer than this loses parts of its middle: the innermost frames say what failed, the
  /// outermost where the user's file comes in. As many nested calls as there may be have all their
  /// frames, which Nix counts.
  private static let mostFrames = 200_000

  package init(
    _ kind: Kind, _ message: String, at position: Position = .none, suggestions: [String] = []
  ) {
    self.kind = kind
    self.message = message
    self.position = position
    self.suggestions = suggestions
  }

  /// Whether `builtins.tryEval` turns the error into a value.
  package var isCatchable: Bool { kind == .thrown || kind == .assertion }

  /// What is to be said by whoever asked for the value that failed, at once or not at all.
  private enum Awaited {
    case nothing
    /// The place of an infinite recursion.
    case position
    /// Where the call was, of the last step: a step of its own.
    case callSite(TraceFrame.Subject)
    /// The place of the last step.
    case stepPosition
  }

  private lazy var awaited = kind == .infiniteRecursion ? Awaited.position : .nothing

  func add(_ frame: TraceFrame) {
    awaited = .nothing
    // Where the stack ends says nothing; the innermost call that has a place does.
    if kind == .stackOverflow { settle(at: frame.position) }
    trace.append(frame)
    if trace.count == Self.mostFrames {
      let quarter = Self.mostFrames / 4
      trace.removeSubrange(quarter..<2 * quarter)
    }
  }

  /// Takes over the steps to another error, that of asking for the value whose evaluation is this one.
  func addSteps(of other: EvalError) {
    for frame in other.trace { add(frame) }
  }

  /// Says where the value was asked for, or with `.none` that it was nowhere; the first word counts.
  func locate(at position: Position) {
    let wanted = awaited
    awaited = .nothing
    guard !position.isNone else { return }
    switch wanted {
    case .nothing: break
    case .position: self.position = position
    case .callSite(let subject): add(TraceFrame(subject: subject, position: position))
    case .stepPosition:
      if let step = trace.popLast() {
        trace.append(TraceFrame(subject: step.subject, position: position))
      }
    }
  }

  /// Takes back that a variable is the place of an infinite recursion, where it is an argument: then
  /// the builtin asks for the value.
  func forgetPosition(_ position: Position) {
    guard kind == .infiniteRecursion, trace.isEmpty, self.position == position else { return }
    self.position = .none
  }

  /// Of a call without a place: whoever asked for its result is the one who called.
  func awaitCallSite() {
    guard let last = trace.last else {
      if position.isNone { awaited = .position }
      return
    }
    switch last.subject {
    case .call: awaited = .callSite(.callSite)
    case .formals: awaited = .callSite(.fixed("from call site"))
    default: if last.position.isNone { awaited = .stepPosition }
    }
  }

  /// Sets the position when none is known yet.
  func settle(at position: Position) {
    if self.position.isNone { self.position = position }
  }
}

/// One step of the way to an error.
package struct TraceFrame {
  /// What was going on. Text is made only when the trace is shown: errors that `tryEval`
  /// swallows are frequent in nixpkgs.
  enum Subject {
    case fixed(StaticString)
    case text(String)
    /// What the program said with `addErrorContext`.
    case context(String)
    /// while evaluating the attribute 'a.b'
    case attribute([Symbol])
    /// Where an attribute was asked for. Nix has no such step; the judge of a configuration needs it
    /// to find the user's own file.
    case selection(Symbol)
    /// while calling 'f', or an anonymous lambda
    case call(Symbol)
    /// from call site, of a call that succeeded so far
    case callSite
    /// while evaluating the value passed for the lambda argument
    case formals
    /// while calling the 'x' builtin
    case builtin(Symbol)
    /// while evaluating list element at index N
    case listElement(Int)
  }

  let subject: Subject
  package let position: Position

  /// Whether Nix has this step in its traces.
  var isOfNix: Bool { if case .selection = subject { false } else { true } }

  /// Whether the program itself asked for this step.
  var isOfUser: Bool { if case .context = subject { true } else { false } }

  /// Whether Nix shows this step only when all are asked for.
  var isDetail: Bool {
    switch subject {
    case .call, .callSite: true
    default: false
    }
  }

  package func message(_ symbols: SymbolTable) -> String {
    func path(_ names: [Symbol]) -> String {
      names.map { symbols.shown($0) }.joined(separator: ".")
    }
    return switch subject {
    case .fixed(let text): "\(text)"
    case .text(let text), .context(let text): text
    case .attribute(let names): "while evaluating the attribute '\(path(names))'"
    case .selection(let name): "while selecting the attribute '\(path([name]))'"
    case .call(.none): "while calling anonymous lambda"
    case .call(let name): "while calling '\(symbols.name(name).text)'"
    case .callSite: "from call site"
    case .formals: "while evaluating the value passed for the lambda argument"
    case .builtin(let name): "while calling the '\(symbols.name(name).text)' builtin"
    case .listElement(let index): "while evaluating list element at index \(index)"
    }
  }
}

extension SymbolTable {
  /// A name as messages show it: quoted where the language would want it.
  func shown(_ symbol: Symbol) -> String { StringLiteral.attributeName(name(symbol).text) }
}

extension Evaluator {
  /// The same error with one more frame; to be called in `catch` only.
  @inline(never) func traced(
    _ error: any Error, _ subject: TraceFrame.Subject, at position: Position = .none
  ) -> any Error {
    let frame = TraceFrame(subject: subject, position: position)
    if let error = error as? EvalError {
      error.add(frame)
    } else {
      (error as? SyntaxFailure)?.trace.append(frame)
    }
    return error
  }

  /// An error of the general kind.
  @inline(never) package func failure(
    _ message: String, kind: EvalError.Kind = .evaluation, at position: Position = .none
  ) -> EvalError {
    EvalError(kind, message, at: position)
  }

  /// "expected a set but found a list: [ ]".
  @inline(never) package func typeError(
    expected: StaticString, found value: Value, at position: Position = .none
  ) -> EvalError {
    EvalError(
      .type, "expected \(expected) but found \(describeType(value)): \(preview(value))",
      at: position)
  }

  /// "attribute 'x' missing", with the nearest names.
  @inline(never) func missingAttribute(
    _ symbol: Symbol, in set: AttributeSet, at position: Position
  ) -> EvalError {
    let name = symbols.name(symbol).text
    return EvalError(
      .missingAttribute, "attribute '\(symbols.shown(symbol))' missing", at: position,
      suggestions: nearest(to: name, among: set.lazy.map { self.symbols.name($0.symbol).text }))
  }

  @inline(never) func infiniteRecursion() -> EvalError {
    EvalError(.infiniteRecursion, "infinite recursion encountered")
  }
}
