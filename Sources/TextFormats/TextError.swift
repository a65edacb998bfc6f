package import SourceText

/// Why a text is not JSON or TOML, with the place.
package struct TextError: Error, Sendable, Hashable {
  /// A stable name such as `json-syntax`.
  package var code: String
  package var message: String
  package var span: SourceSpan
  package var fix: String?
  /// The earlier place that the error collides with, such as the first definition of a key.
  package var earlier: SourceSpan?
  /// For definitions of TOML that exclude each other: which.
  package var conflict: TOMLConflict?

  package init(
    _ code: String, _ message: String, at span: SourceSpan, fix: String? = nil,
    earlier: SourceSpan? = nil
  ) {
    self.code = code
    self.message = message
    self.span = span
    self.fix = fix
    self.earlier = earlier
  }

  /// The error as something to show.
  package func diagnostic(in file: SourceFile) -> Diagnostic {
    var notes: [Diagnostic.Note] = []
    if let earlier {
      notes.append(.init("it is first defined here", at: SourceLocation(file: file, span: earlier)))
    }
    return .error(
      code, message, at: SourceLocation(file: file, span: span), notes: notes, fix: fix)
  }
}

/// What the readers accept, to keep hostile texts from using up stack or memory.
package struct TextLimits: Sendable {
  /// How deep arrays and objects may be nested.
  package var depth: Int
  /// How long the text may be, in bytes.
  package var size: Int

  package init(depth: Int = 512, size: Int = 16 << 20) {
    self.depth = depth
    self.size = size
  }

  /// Asked now and then while a long text is read: whether to give up.
  package private(set) var isStopped: (@Sendable () -> Bool)?

  /// The same limits, and an end when somebody else wants it.
  package func stopping(when isStopped: @escaping @Sendable () -> Bool) -> TextLimits {
    var limits = self
    limits.isStopped = isStopped
    return limits
  }

  /// Throws when to give up; readers call it once for some thousand bytes.
  func check(at offset: Int) throws(TextError) {
    if let isStopped, isStopped() {
      throw TextError("text-stopped", "reading was stopped", at: SourceSpan(at: offset))
    }
  }

  /// No limit but memory: for readers that do not recurse.
  package static let none = TextLimits(depth: .max, size: .max)
}
