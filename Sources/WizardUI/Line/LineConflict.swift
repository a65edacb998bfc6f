package import HostModel
import SourceText

/// A place where an edit of the user's excludes a change, decided on lines.
package struct LineConflict: Sendable, Equatable {
  package let path: String
  package let place: EditConflict

  package init(path: String, place: EditConflict) {
    self.path = path
    self.place = place
  }

  func decision(
    in decisions: [String: [EditConflict: EditConflict.Decision]]
  ) -> EditConflict.Decision? { decisions[path]?[place] }

  /// Shows the texts and asks for a decision; nil when the rest is left for later.
  func decide(
    in decisions: [String: [EditConflict: EditConflict.Decision]],
    _ terminal: inout some LineTerminal
  ) -> EditConflict.Decision? {
    terminal.write("\nConflict in \(Terminal.visible(path)), line \(place.line)\n")
    show("Before", place.base, without: "(not known)", &terminal)
    show("Yours", place.yours, without: "", &terminal)
    show("New", place.generated, without: "(not generated any more)", &terminal)
    terminal.write("  1. Keep yours.\n")
    terminal.write(
      place.generated == nil ? "  2. Remove the file.\n" : "  2. Take the new text.\n")
    // As on the screen, the new text is proposed: it has what the machine needs.
    let known = decision(in: decisions) ?? .generated
    while let text = terminal.readLine(prompt: "Which? [\(known == .yours ? 1 : 2)] ")?.trimmed {
      switch text {
      case "": return known
      case "1": return .yours
      case "2": return .generated
      case "<", "/review", "/quit": return nil
      default: terminal.write("  Error: please type 1 or 2, or < to leave it\n")
      }
    }
    return nil
  }

  private func show(
    _ title: String, _ bytes: [UInt8]?, without: String, _ terminal: inout some LineTerminal
  ) {
    guard let bytes else {
      terminal.write("  \(title): \(without)\n")
      return
    }
    var lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    terminal.write("  \(title):\(lines.isEmpty ? " (nothing)" : "")\n")
    for line in lines { terminal.write("    \(Terminal.visible(line))\n") }
  }
}
