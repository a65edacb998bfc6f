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

  /// The end of an answer before it is complete; nil to ask the question again.
  struct Interruption: Error {
    var reply: Reply?
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
    showHow(&terminal)
    while true {
      do throws(Interruption) {
        if let reply = try reply(&terminal) { return reply }
      } catch {
        if let reply = error.reply { return reply }
      }
    }
  }

  /// One round; nil to ask again.
  private func reply(_ terminal: inout some LineTerminal) throws(Interruption) -> Reply? {
    let shown = Terminal.visible(ValueText.short(current.value, question.type))
    let origin = current.origin.isAnswer ? "your answer" : current.reason
    terminal.write("  Now: \(shown) (\(Terminal.visible(origin)))\n")
    guard let text = terminal.readLine(prompt: prompt)?.trimmed else { return .quit }
    if text.isEmpty { return .unchanged }
    if let command = Command(rawValue: text) { return handle(command, &terminal) }
    if let known, case .text(let rule) = question.type {
      return reply(to: text, rule, known, &terminal)
    }
    guard let value = try value(startingWith: text, &terminal) else { return nil }
    return checked(value, typed: text, &terminal)
  }

  /// A further line of an answer. Commands are obeyed here too; but for a question for help they
  /// give up what was typed of the answer.
  private func further(
    _ prompt: String, help: String? = nil, _ terminal: inout some LineTerminal
  ) throws(Interruption) -> String {
    while true {
      guard let text = terminal.readLine(prompt: prompt)?.trimmed else {
        throw Interruption(reply: .quit)
      }
      switch Command(rawValue: text) {
      case nil: return text
      case .help:
        if let help { terminal.write("  \(help)\n") } else { showHow(&terminal) }
      case .some(let command): throw interruption(command, &terminal)
      }
    }
  }

  /// In the middle of an answer, going back leads to its beginning.
  func interruption(_ command: Command, _ terminal: inout some LineTerminal) -> Interruption {
    terminal.write("  The answer stays as it was.\n")
    return Interruption(reply: command == .back ? nil : handle(command, &terminal))
  }

  /// The answer, if it is a good one; what is wrong with it is shown.
  func checked(
    _ value: AnswerValue, typed text: String, _ terminal: inout some LineTerminal
  ) -> Reply? {
    let typed = Self.typed(text)
    let (given, problems) = question.type.checked(value, name: question.id, typed: typed)
    for problem in problems { Self.show(problem, &terminal) }
    return given.map { .answered($0) }
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
      showHow(&terminal)
      showFields(question.type, &terminal)
      return nil
    }
  }

  /// What was typed as a text that messages can point at.
  static func typed(_ text: String) -> SourceFile { SourceFile(name: typedName, text: text) }

  private static let typedName = "typed"

  /// A finding about something typed shows no place: a line of a conversation has none.
  static func withoutTyped(_ finding: Diagnostic) -> Diagnostic {
    guard finding.location?.file.name == typedName else { return finding }
    var finding = finding
    finding.location = nil
    return finding
  }

  static func show(_ problem: Diagnostic, _ terminal: inout some LineTerminal) {
    terminal.write("  Error: \(Terminal.visible(problem.message))\n")
    if let fix = problem.fix { terminal.write("  Fix: \(Terminal.visible(fix))\n") }
  }

  // MARK: - Values

  /// The value that begins with the typed line; lists, records and settings read further lines.
  private func value(
    startingWith text: String, _ terminal: inout some LineTerminal
  ) throws(Interruption) -> AnswerValue? {
    switch question.type {
    case .list(let element, _): return try list(startingWith: text, element, &terminal)
    case .records(let fields, let key, _):
      return try records(startingWith: text, fields, key: key, &terminal)
    case .settings: return try settings(startingWith: text, &terminal)
    case .boolean, .integer, .text, .choice:
      return told(&terminal) { () throws(TypedText.Problem) in
        try TypedText.value(text, as: question.type)
      }
    }
  }

  /// What a text says, or nil when it is told what is wrong with it.
  private func told<Value>(
    _ terminal: inout some LineTerminal, _ body: () throws(TypedText.Problem) -> Value
  ) -> Value? {
    do throws(TypedText.Problem) { return try body() } catch {
      terminal.write("  Error: \(error.message)\n")
      return nil
    }
  }

  /// Entries up to an empty line. One that cannot be is told, and left out.
  private func list(
    startingWith text: String, _ element: AnswerType, _ terminal: inout some LineTerminal
  ) throws(Interruption) -> AnswerValue {
    if text == "-" { return .list([]) }
    var values: [AnswerValue] = []
    var line = text
    while !line.isEmpty {
      if let entry = try entry(line, &terminal),
        let value = told(
          &terminal, { () throws(TypedText.Problem) in try TypedText.value(entry, as: element) })
      {
        values.append(value)
      }
      line = try further("\(question.id), next? ", &terminal)
    }
    return .list(values)
  }

  private func settings(
    startingWith text: String, _ terminal: inout some LineTerminal
  ) throws(Interruption) -> AnswerValue {
    if text == "-" { return .record([:]) }
    var record: [String: AnswerValue] = [:]
    var line = text
    while !line.isEmpty {
      if let (name, value) = told(
        &terminal, { () throws(TypedText.Problem) in try TypedText.setting(line) })
      {
        record[name] = value
      }
      line = try further("\(question.id), next? ", &terminal)
    }
    return .record(record)
  }

  /// Records are typed field by field; each begins with the value of its key. Of one that is there
  /// already, Enter keeps what it has, and those that were not named are asked for.
  private func records(
    startingWith text: String, _ fields: [AnswerType.Field], key: String,
    _ terminal: inout some LineTerminal
  ) throws(Interruption) -> AnswerValue {
    if text == "-" { return .list([]) }
    var names: [String] = []
    var values: [String: AnswerValue] = [:]
    var name = text
    while !name.isEmpty {
      let known = record(named: name, key: key)
      var record: [String: AnswerValue] = [:]
      for field in fields {
        let standard = known[field.name] ?? field.standard
        record[field.name] =
          field.name == key
          ? .text(name) : try value(of: field, in: name, standard: standard, &terminal) ?? standard
      }
      if values[name] == nil { names.append(name) }
      values[name] = .record(record)
      name = try further("\(question.id), next \(key)? ", &terminal)
    }
    return .list(try kept(besides: names, key: key, &terminal) + names.compactMap { values[$0] })
  }

  /// Those records of the current answer that were not typed anew and are to stay.
  private func kept(
    besides names: [String], key: String, _ terminal: inout some LineTerminal
  ) throws(Interruption) -> [AnswerValue] {
    guard case .list(let values) = current.value else { return [] }
    var kept: [AnswerValue] = []
    for value in values {
      guard case .record(let record) = value, case .text(let name)? = record[key],
        !names.contains(name)
      else { continue }
      while true {
        let reply = try further("Keep \(Terminal.visible(name))? [yes] ", &terminal)
        let isKept = told(&terminal) { () throws(TypedText.Problem) in
          try TypedText.value(reply.isEmpty ? "yes" : reply, as: .boolean)
        }
        guard let isKept else { continue }
        if isKept == .boolean(true) { kept.append(value) }
        break
      }
    }
    return kept
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
  ) throws(Interruption) -> AnswerValue? {
    if case .text(let rule) = field.type, rule.entry == .password {
      return hash(called: "Password of \(record)", now: standard, &terminal)
    }
    let standard =
      standard.map { " [\(Terminal.visible(ValueText.short($0, field.type)))]" } ?? ""
    let name = "\(record).\(field.name)"
    let help = "\(field.help) Wanted: \(field.type.description)."
    while true {
      let text = try further("  \(Terminal.visible(name))\(standard)? ", help: help, &terminal)
      if text.isEmpty { return nil }
      let entry = LineQuestion(
        question: Question(
          name, field.type, label: field.name, help: field.help, default: "",
          { _ in .rule(.text(""), "") }),
        current: current, irrelevance: nil)
      guard let value = try entry.value(startingWith: text, &terminal) else { continue }
      let typed = Self.typed(text)
      let (given, problems) = field.type.checked(value, name: name, typed: typed)
      for problem in problems { Self.show(problem, &terminal) }
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

  /// How the answer is typed, where that is more than a word.
  func showHow(_ terminal: inout some LineTerminal) {
    switch question.type {
    case .records(_, let key, let noun):
      terminal.write("  Type the \(key) of the first of the \(noun), or - for none.\n")
    case .list:
      terminal.write(
        "  Type one entry a line, an empty line ends; - is the empty list.\n"
          + (known == nil ? "" : "  What is not a known name is searched.\n"))
    case .settings:
      terminal.write("  Type name = value, one a line; an empty line ends, - is none.\n")
    case .text where known != nil:
      terminal.write("  Type a name, or a part of one to see what matches.\n")
    case .boolean, .integer, .text, .choice: break
    }
  }

  private func showFields(_ type: AnswerType, _ terminal: inout some LineTerminal) {
    guard case .records(let fields, let key, _) = type else { return }
    terminal.write("  Then these are asked, where Enter keeps what is in brackets:\n")
    for field in fields where field.name != key {
      terminal.write("  \(field.name): \(field.help)\n")
    }
  }
}
