import HostModel
import SourceText

/// Asks one question on lines until there is a good answer or something else is wanted.
struct LineQuestion {
  /// What a person can want at a prompt.
  enum Reply {
    case answered(AnswersDocument.Given)
    /// The default, or the answer that was there before.
    case unchanged
    case back
    case review
    case quit
  }

  /// A word for the whole conversation, given where an answer is expected.
  private enum Command: String {
    case help = "?"
    case back = "<"
    case review = "/review"
    case quit = "/quit"
  }

  let question: Question
  let current: Answer
  let irrelevance: String?

  /// Asks; `heading` says how far the conversation is.
  func ask(heading: String, _ terminal: inout some LineTerminal) -> Reply {
    terminal.write("\n\(heading) \(question.label)\n")
    if let irrelevance { terminal.write("  Has no effect: \(Terminal.visible(irrelevance)).\n") }
    showChoices(question.type, &terminal)
    while true {
      switch reply(&terminal) {
      case .some(let reply): return reply
      case nil: continue
      }
    }
  }

  /// One round; nil to ask again.
  private func reply(_ terminal: inout some LineTerminal) -> Reply? {
    let shown = Terminal.visible(AnswerText.short(current.value))
    let origin = current.origin.isAnswer ? "your answer" : current.reason
    terminal.write("  Now: \(shown) (\(Terminal.visible(origin)))\n")
    guard let text = terminal.readLine(prompt: prompt)?.trimmed else { return .quit }
    if text.isEmpty { return .unchanged }
    if let command = Command(rawValue: text) { return handle(command, &terminal) }
    guard let value = value(startingWith: text, &terminal) else { return nil }
    let typed = SourceFile(name: "typed", text: text)
    let (given, problems) = question.type.checked(value, name: question.id, typed: typed)
    for problem in problems { show(problem, &terminal) }
    return given.map { .answered($0) }
  }

  private var prompt: String { "\(question.id)? " }

  private func handle(_ command: Command, _ terminal: inout some LineTerminal) -> Reply? {
    switch command {
    case .back: return .back
    case .review: return .review
    case .quit: return .quit
    case .help:
      terminal.write(
        """
          \(question.help)
          Wanted: \(question.type.description). Default: \(question.defaultRule).
          Enter keeps what is shown, < goes back, /review ends the questions, /quit leaves.\n
        """)
      showFields(question.type, &terminal)
      return nil
    }
  }

  private func show(_ problem: Diagnostic, _ terminal: inout some LineTerminal) {
    terminal.write("  Error: \(Terminal.visible(problem.message))\n")
    if let fix = problem.fix { terminal.write("  Fix: \(Terminal.visible(fix))\n") }
  }

  // MARK: - Values

  /// The value that begins with the typed line; lists, records and settings read further lines.
  private func value(
    startingWith text: String, _ terminal: inout some LineTerminal
  ) -> AnswerValue? {
    do throws(TypedText.Problem) {
      switch question.type {
      case .list(let element, _): return try list(startingWith: text, element, &terminal)
      case .records(let fields, let key, _):
        return records(startingWith: text, fields, key: key, &terminal)
      case .settings: return try settings(startingWith: text, &terminal)
      case .boolean, .integer, .text, .choice: return try TypedText.value(text, as: question.type)
      }
    } catch {
      terminal.write("  Error: \(error.message)\n")
      return nil
    }
  }

  /// Further lines up to an empty one; `-` alone is the empty list.
  private func lines(startingWith text: String, _ terminal: inout some LineTerminal) -> [String] {
    if text == "-" { return [] }
    var lines = [text]
    while let line = terminal.readLine(prompt: "\(question.id), next? ")?.trimmed, !line.isEmpty {
      lines.append(line)
    }
    return lines
  }

  private func list(
    startingWith text: String, _ element: AnswerType, _ terminal: inout some LineTerminal
  ) throws(TypedText.Problem) -> AnswerValue {
    var values: [AnswerValue] = []
    for line in lines(startingWith: text, &terminal) {
      values.append(try TypedText.value(line, as: element))
    }
    return .list(values)
  }

  private func settings(
    startingWith text: String, _ terminal: inout some LineTerminal
  ) throws(TypedText.Problem) -> AnswerValue {
    var record: [String: AnswerValue] = [:]
    for line in lines(startingWith: text, &terminal) {
      let (name, value) = try TypedText.setting(line)
      record[name] = value
    }
    return .record(record)
  }

  /// Records are typed field by field; each begins with the value of its key.
  private func records(
    startingWith text: String, _ fields: [AnswerType.Field], key: String,
    _ terminal: inout some LineTerminal
  ) -> AnswerValue {
    if text == "-" { return .list([]) }
    var values: [AnswerValue] = []
    var next: String? = text
    while let name = next, !name.isEmpty {
      var record: [String: AnswerValue] = [:]
      for field in fields {
        record[field.name] =
          field.name == key
          ? .text(name) : value(of: field, in: name, &terminal) ?? field.standard
      }
      values.append(.record(record))
      next = terminal.readLine(prompt: "\(question.id), next \(key)? ")?.trimmed
    }
    return .list(values)
  }

  /// One field; nil for its default.
  private func value(
    of field: AnswerType.Field, in record: String, _ terminal: inout some LineTerminal
  ) -> AnswerValue? {
    let standard = field.standard.map { " [\(AnswerText.short($0))]" } ?? ""
    let name = "\(record).\(field.name)"
    while true {
      guard let text = terminal.readLine(prompt: "  \(name)\(standard)? ")?.trimmed, !text.isEmpty
      else { return nil }
      if text == Command.help.rawValue {
        terminal.write("  \(field.help) Wanted: \(field.type.description).\n")
        continue
      }
      let entry = LineQuestion(
        question: Question(
          name, field.type, label: field.name, help: field.help, default: "",
          { _ in .rule(.text(""), "") }),
        current: current, irrelevance: nil)
      guard let value = entry.value(startingWith: text, &terminal) else { continue }
      let typed = SourceFile(name: "typed", text: text)
      let (given, problems) = field.type.checked(value, name: name, typed: typed)
      for problem in problems { show(problem, &terminal) }
      if let given { return given.value }
    }
  }

  // MARK: - Help

  private func showChoices(_ type: AnswerType, _ terminal: inout some LineTerminal) {
    guard case .choice(let choices) = type else { return }
    for (index, choice) in choices.enumerated() {
      terminal.write("  \(index + 1). \(choice.value): \(choice.help)\n")
    }
  }

  private func showFields(_ type: AnswerType, _ terminal: inout some LineTerminal) {
    switch type {
    case .records(let fields, let key, _):
      terminal.write("  Type the \(key) of the first entry, or - for none. Then:\n")
      for field in fields where field.name != key {
        terminal.write("  \(field.name): \(field.help)\n")
      }
    case .list:
      terminal.write("  Type one entry a line, an empty line ends; - is the empty list.\n")
    case .settings: terminal.write("  Type name = value, one a line; an empty line ends.\n")
    case .boolean, .integer, .text, .choice: break
    }
  }
}
