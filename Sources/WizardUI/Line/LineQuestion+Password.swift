import HostModel
import SourceText

extension LineQuestion {
  /// A question for a password alone.
  func secretReply(_ rule: TextRule, _ terminal: inout some LineTerminal) -> Reply {
    guard let hash = hash(called: question.label, now: current.value, &terminal) else {
      return .unchanged
    }
    let typed = Self.typed("")
    let (given, problems) = question.type.checked(hash, name: question.id, typed: typed)
    for problem in problems { Self.show(problem, &terminal) }
    return given.map { .answered($0) } ?? .unchanged
  }

  /// The hash of a password that is typed twice and not shown; nil to leave things as they are.
  func hash(
    called name: String, now: AnswerValue?, _ terminal: inout some LineTerminal
  ) -> AnswerValue? {
    let isSet = now != nil && now != .text("")
    let first = Secret()
    let second = Secret()
    while true {
      let prompt =
        "  \(Terminal.visible(name)), not shown, empty "
        + (isSet ? "keeps the one that is set: " : "for none: ")
      switch terminal.readSecret(prompt: prompt, into: first) {
      case .end: return nil
      case .tooLong:
        terminal.write("  Error: at most \(Secret.maximumBytes) bytes are taken\n")
        continue
      case .typed: break
      }
      if first.isEmpty { return nil }
      switch terminal.readSecret(prompt: "  Again: ", into: second) {
      case .end: return nil
      case .typed where first.equals(second): break
      case .typed, .tooLong:
        terminal.write("  Error: the two are different\n")
        continue
      }
      second.wipe()
      terminal.write("  Strength: \(first.strength).\n")
      defer { first.wipe() }
      guard let hash = first.hash() else {
        terminal.write("  Error: the C library cannot hash this password\n")
        return nil
      }
      return .text(hash)
    }
  }
}
