import CNcurses
import Glibc

/// What the terminal can do, as its terminfo entry says.
package struct TerminalCapabilities: Sendable, Equatable {
  /// How many colours it shows; 0 for none.
  package var colors: Int
  /// Whether the cursor can be placed and the screen cleared, without which there are no screens.
  package var movesCursor: Bool

  /// A stream of lines: a dumb terminal, an unknown one, a pipe.
  package static let lines = TerminalCapabilities(colors: 0, movesCursor: false)

  /// Asks terminfo about a terminal; writes nothing to it.
  package static func detect(descriptor: Int32, term: String?) -> TerminalCapabilities {
    guard let term, !term.isEmpty, term != "dumb", isatty(descriptor) == 1,
      TerminalEntry.load(term: term, descriptor: descriptor) != nil
    else { return .lines }
    return TerminalCapabilities(
      colors: max(0, Int(nixwiz_terminfo_number("colors"))),
      movesCursor: nixwiz_terminfo_has_string("cup") == 1
        && nixwiz_terminfo_has_string("clear") == 1)
  }
}
