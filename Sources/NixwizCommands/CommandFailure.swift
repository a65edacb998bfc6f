import SourceText

/// Why a command ends without success: the diagnostics to show and the status to end with.
struct CommandFailure: Error {
  var status: ExitStatus
  var diagnostics: [Diagnostic]

  init(_ status: ExitStatus, _ diagnostics: [Diagnostic] = []) {
    self.status = status
    self.diagnostics = diagnostics
  }

  init(_ status: ExitStatus, code: String, _ message: String, fix: String? = nil) {
    self.init(status, [.error(code, message, fix: fix)])
  }

  /// Writes the diagnostics to standard error.
  func report() { Console.error.write(diagnostics) }
}
