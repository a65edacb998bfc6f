/// Something to tell the user about a text or a configuration: what, where, why and the way out.
///
/// A diagnostic is a value. It is made where the problem is known and rendered where the output is
/// known (`DiagnosticRenderer`, or JSON), so that the same problem reads the same everywhere.
package struct Diagnostic: Sendable, Hashable {
  /// How bad it is. Only errors make a command fail.
  package enum Severity: String, Sendable, Comparable {
    case note
    case warning
    case error

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  package var severity: Severity
  /// A stable name such as `unknown-option`, for scripts and for the documentation.
  package var code: String
  /// One sentence without a final full stop; may hold text from outside, the renderer sanitizes it.
  package var message: String
  /// The place to look at, when there is one.
  package var location: SourceLocation?
  /// Further places and facts, shown below.
  package var notes: [Note]
  /// What to do about it, in one sentence.
  package var fix: String?

  /// A further remark of a diagnostic.
  package struct Note: Sendable, Hashable {
    package var message: String
    package var location: SourceLocation?

    package init(_ message: String, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  package init(
    _ severity: Severity, code: String, _ message: String, at location: SourceLocation? = nil,
    notes: [Note] = [], fix: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
    self.notes = notes
    self.fix = fix
  }

  package static func error(
    _ code: String, _ message: String, at location: SourceLocation? = nil, notes: [Note] = [],
    fix: String? = nil
  ) -> Diagnostic {
    Diagnostic(.error, code: code, message, at: location, notes: notes, fix: fix)
  }

  package static func warning(
    _ code: String, _ message: String, at location: SourceLocation? = nil, notes: [Note] = [],
    fix: String? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, code: code, message, at: location, notes: notes, fix: fix)
  }
}
