import Glibc
import SourceText
import WizardUI

/// One of the two output streams of the process.
///
/// Results go to `output`, everything else to `error`. Nothing is buffered: a command writes whole
/// texts, and what was written before a crash is seen.
struct Console {
  static let output = Console(descriptor: STDOUT_FILENO)
  static let error = Console(descriptor: STDERR_FILENO)

  let descriptor: Int32

  /// Whether a person reads this stream on a terminal.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether colours may be written: a terminal that has them, and no wish against it
  /// (https://no-color.org: NO_COLOR set to anything but the empty string).
  var isColored: Bool {
    guard isTerminal, (Self.variable("NO_COLOR") ?? "").isEmpty else { return false }
    let terminal = TerminalCapabilities.detect(
      descriptor: descriptor, term: Self.variable("TERM"))
    return terminal.colors >= 8
  }

  /// The columns of the terminal; 80 where there is none or it does not say.
  var width: Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes all bytes; a stream that cannot be written ends the process.
  ///
  /// A full disk behind `nixwiz … > file` must not look like success.
  func write(_ bytes: some Sequence<UInt8>) {
    var rest = ArraySlice(Array(bytes))
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN, waitUntilWritable() { continue }
        exit(ExitStatus.unwritable.rawValue)
      }
      rest = rest.dropFirst(count)
    }
  }

  func write(_ text: String) { write(text.utf8) }

  /// Writes diagnostics as people read them, an empty line between two.
  func write(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    write(DiagnosticRenderer(colored: isColored).render(diagnostics))
  }

  /// A non-blocking stream (a pipe shared with such a program) is waited for.
  private func waitUntilWritable() -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&request, 1, -1) >= 0 || errno == EINTR
  }

  /// A variable of the environment.
  static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
