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
  enum Command: String {
    case help = "?"
    case back = "<"
    case review = "/review"
    case quit = "/quit"
  }

  let question: Question
  let current: Answer
  let irrelevance: String?
  /// The values that are known, for texts that are not typed from memory; nil for others.
  var known: ChoiceSearch?

  /// Asks; `heading` says how far the conversation is.
  func ask(heading: String, _ terminal: inout some LineTerminal) -> Reply {
    terminal.write("\n\(heading) \(question.label)\n")
    if let irrelevance { terminal.write("  Has no effect: \(Terminal.visible(irrelevance)).\n") }
    if case .text(let rule) = question.type, rule.entry == .password {
      return secretReply(rule, &terminal)
    }
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
    let shown = Terminal.visible(Self.words(current.value, question.type))
    let origin = current.origin.isAnswer ? "your answer" : current.reason
    terminal.write("  Now: \(shown) (\(Terminal.visible(origin)))\n")
    guard let text = terminal.readLine(prompt: prompt)?.trimmed else { return .quit }
    if text.isEmpty { return .unchanged }
    if let command = Command(rawValue: text) { return handle(command, &terminal) }
    if let known, case .text(let rule) = question.type {
      return reply(to: text, rule, known, &terminal)
    }
    guard let value = value(startingWith: text, &terminal) else { return nil }
    return checked(value, typed: text, &terminal)
  }

  /// The answer, if it is a good one; what is wrong with it is shown.
  func checked(
    _ value: AnswerValue, typed text: String, _ terminal: inout some LineTerminal
  ) -> Reply? {
    let typed = SourceFile(name: "typed", text: text)
    let (given, problems) = question.type.checked(value, name: question.id, typed: typed)
    for problem in problems { show(problem, &terminal) }
    return given.map { .answered($0) }
  }

  /// A value in words: of records their names, as they may hold hashes of passwords.
  private static func words(_ value: AnswerValue, _ type: AnswerType) -> String {
    if case .records = type { return ValueText.short(value, type) }
    return AnswerText.short(value)
  }

  private var prompt: String { "\(question.id)? " }

  func handle(_ command: Command, _ terminal: inout some LineTerminal) -> Reply? {
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

  func show(_ problem: Diagnostic, _ terminal: inout some LineTerminal) {
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
      case .list(let element, _): return list(startingWith: text, element, &terminal)
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

  /// Entries up to an empty line. One that cannot be is told, and left out.
  private func list(
    startingWith text: String, _ element: AnswerType, _ terminal: inout some LineTerminal
  ) -> AnswerValue {
    if text == "-" { return .list([]) }
    var values: [AnswerValue] = []
    var next: String? = text
    while let line = next, !line.isEmpty {
      if let entry = entry(line, &terminal) {
        do throws(TypedText.Problem) {
          values.append(try TypedText.value(entry, as: element))
        } catch { terminal.write("  Error: \(error.message)\n") }
      }
      next = terminal.readLine(prompt: "\(question.id), next? ")?.trimmed
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

  /// Records are typed field by field; each begins with the value of its key. Of one that is there
  /// already, Enter keeps what it has.
  private func records(
    startingWith text: String, _ fields: [AnswerType.Field], key: String,
    _ terminal: inout some LineTerminal
  ) -> AnswerValue {
    if text == "-" { return .list([]) }
    var values: [AnswerValue] = []
    var next: String? = text
    while let name = next, !name.isEmpty {
      let known = record(named: name, key: key)
      var record: [String: AnswerValue] = [:]
      for field in fields {
        let standard = known[field.name] ?? field.standard
        record[field.name] =
          field.name == key
          ? .text(name) : value(of: field, in: name, standard: standard, &terminal) ?? standard
      }
      values.append(.record(record))
      next = terminal.readLine(prompt: "\(question.id), next \(key)? ")?.trimmed
    }
    return .list(values)
  }

  /// The record of the current answer that has a name.
  private func record(named name: String, key: String) -> [String: AnswerValue] {
    guard case .list(let values) = current.value else { return [:] }
    for case .record(let record) in values where record[key] == .text(name) { return record }
    return [:]
  }

  /// One field; nil for what it has already.
  private func value(
    of field: AnswerType.Field, in record: String, standard: AnswerValue?,
    _ terminal: inout some LineTerminal
  ) -> AnswerValue? {
    if case .text(let rule) = field.type, rule.entry == .password {
      return hash(called: "Password of \(record)", now: standard, &terminal)
    }
    let standard = standard.map { " [\(Terminal.visible(AnswerText.short($0)))]" } ?? ""
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
      terminal.write(
        "  Type one entry a line, an empty line ends; - is the empty list."
          + (known == nil ? "\n" : " What is not a known name is searched.\n"))
    case .settings: terminal.write("  Type name = value, one a line; an empty line ends.\n")
    case .text where known != nil:
      terminal.write("  Type a name, or a part of one to see what matches.\n")
    case .boolean, .integer, .text, .choice: break
    }
  }
}
