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
  ///
  /// - Parameter edit: gives the texts to an editor.
  func decide(
    in decisions: [String: [EditConflict: EditConflict.Decision]],
    _ terminal: inout some LineTerminal, edit: (Services.Edit) -> Services.Edited
  ) -> EditConflict.Decision? {
    terminal.write("\nConflict in \(Terminal.visible(path)), line \(place.line)\n")
    show("Before", place.base, without: "(not known)", &terminal)
    show("Yours", place.yours, without: "", &terminal)
    show("New", place.generated, without: "(not generated any more)", &terminal)
    // As on the screen, the new text is proposed: it has what the machine needs.
    let known = decision(in: decisions) ?? .generated
    var text: [UInt8]?
    if case .edited(let edited) = known {
      show("Edited", edited, without: "", &terminal)
      text = edited
    }
    terminal.write("  1. Keep yours.\n")
    terminal.write(
      place.generated == nil ? "  2. Remove the file.\n" : "  2. Take the new text.\n")
    terminal.write("  3. Edit the text now, in your editor.\n")
    while let reply = terminal.readLine(prompt: "Which? [\(Self.number(of: known))] ")?.trimmed {
      switch reply {
      case "": return known
      case "1": return .yours
      case "2": return .generated
      case "3":
        switch edit(Services.Edit(path: path, place: place, text: text)) {
        case .decided(let edited): return .edited(edited)
        case .unfinished(let edited, let problem):
          text = edited
          LineQuestion.show(problem, &terminal)
        case .failed(let problem): LineQuestion.show(problem, &terminal)
        }
      case "<", "/review", "/quit": return nil
      default: terminal.write("  Error: please type 1, 2 or 3, or < to leave it\n")
      }
    }
    return nil
  }

  private static func number(of decision: EditConflict.Decision) -> Int {
    switch decision {
    case .yours: 1
    case .generated: 2
    case .edited: 3
    }
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
