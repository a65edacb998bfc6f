import CNcurses
import Glibc

/// What the terminal can do, as its terminfo entry says.
package struct TerminalCapabilities: Sendable, Equatable {
  /// How many colours it shows; 0 for none.
  package var colors: Int
  /// Whether the cursor can be placed, without which there are no screens.
  package var movesCursor: Bool

  /// A stream of lines: a dumb terminal, an unknown one, a pipe.
  package static let lines = TerminalCapabilities(colors: 0, movesCursor: false)

  /// Where terminfo entries are found on the systems that the program meets. A static program knows
  /// only the folders of the distribution it was linked on, and NixOS has none of them.
  private static let folders = [
    "/run/current-system/sw/share/terminfo", "/etc/terminfo", "/lib/terminfo",
    "/usr/share/terminfo", "/usr/lib/terminfo",
  ]

  /// Asks terminfo about a terminal.
  ///
  /// The environment comes first; only when it does not lead to an entry, the known folders are
  /// searched. Reads the database at most twice and writes nothing to the terminal.
  package static func detect(
    descriptor: Int32, term: String?, searchList: String?
  ) -> TerminalCapabilities {
    guard let term, !term.isEmpty, term != "dumb", isatty(descriptor) == 1 else { return .lines }
    if nixwiz_load_terminfo(term, descriptor) != 1 {
      guard searchList == nil else { return .lines }
      setenv("TERMINFO_DIRS", folders.joined(separator: ":"), 1)
      defer { unsetenv("TERMINFO_DIRS") }
      guard nixwiz_load_terminfo(term, descriptor) == 1 else { return .lines }
    }
    return TerminalCapabilities(
      colors: max(0, Int(nixwiz_terminfo_number("colors"))),
      movesCursor: nixwiz_terminfo_has_string("cup") == 1)
  }
}
