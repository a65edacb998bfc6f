import HostModel
import SourceText

/// Searching a long list on lines: a part of a name shows what matches, and a number takes one.
extension LineQuestion {
  /// More matches are counted and not listed: a person hears them all.
  private static let shown = 20

  /// The reply to a text that was typed for a question whose values are known.
  func reply(
    to text: String, _ rule: TextRule, _ known: ChoiceSearch, _ terminal: inout some LineTerminal
  ) -> Reply? {
    let wanted = text == "\"\"" ? "" : text
    if rule.check(wanted) == nil { return checked(.text(wanted), typed: text, &terminal) }
    switch search(for: text, known, &terminal) {
    // The message about the text as it was typed says what is wanted.
    case .nothing: return checked(.text(text), typed: text, &terminal)
    case .chosen(let value):
      terminal.write("  Taken: \(value)\n")
      return checked(.text(value), typed: value, &terminal)
    case .command(let command): return handle(command, &terminal)
    case .end: return .quit
    }
  }

  /// An entry of a list: what was typed when it is known or nothing matches, else what is chosen of
  /// the matches; nil when it is given up.
  func entry(
    _ text: String, _ terminal: inout some LineTerminal
  ) throws(Interruption) -> String? {
    guard let known, !known.choices.contains(where: { $0.value == text }) else { return text }
    switch search(for: text, known, &terminal) {
    case .nothing: return text
    case .chosen(let value): return value
    case .command(.help):
      showHow(&terminal)
      return nil
    case .command(let command): throw interruption(command, &terminal)
    case .end: throw Interruption(reply: .quit)
    }
  }

  private enum Found {
    case nothing
    case chosen(String)
    case command(Command)
    case end
  }

  /// Lists what matches until one of it is taken. A slash in front, as on a screen, is no part of
  /// the name.
  private func search(
    for text: String, _ known: ChoiceSearch, _ terminal: inout some LineTerminal
  ) -> Found {
    var wanted = text
    while true {
      if wanted.hasPrefix("/") { wanted.removeFirst() }
      let matches = known.matches(wanted)
      guard !matches.isEmpty else { return .nothing }
      for (index, choice) in matches.prefix(Self.shown).enumerated() {
        let help = choice.help.isEmpty ? "" : ": \(choice.help)"
        terminal.write("  \(index + 1). \(choice.value)\(help)\n")
      }
      if matches.count > Self.shown {
        terminal.write("  \(matches.count - Self.shown) more match; type more of the name.\n")
      }
      guard
        let reply = terminal.readLine(
          prompt: "  Which? Enter takes 1, other text searches again: ")?
          .trimmed
      else { return .end }
      if reply.isEmpty { return .chosen(matches[0].value) }
      if let command = Command(rawValue: reply) { return .command(command) }
      if let number = Int(reply), matches.prefix(Self.shown).indices.contains(number - 1) {
        return .chosen(matches[number - 1].value)
      }
      wanted = reply
    }
  }
}
