package import HostModel
package import SourceText

/// The wizard as a conversation on lines: for screen readers, serial lines and terminals that cannot
/// place the cursor. It edits answers; what follows from them it is told by closures.
package struct LineWizard {
  /// What answers lead to, as the review shows it.
  package struct Preview {
    /// Decisions and files, for people.
    package var text: String
    package var findings: [Diagnostic]
    /// Whether the answers may be written.
    package var isWritable: Bool
    /// The changes of files, for people.
    package var diff: String
    /// The places where an edit of the user's excludes a change, decided or not.
    package var conflicts: [LineConflict]

    package init(
      text: String, findings: [Diagnostic], isWritable: Bool, diff: String,
      conflicts: [LineConflict] = []
    ) {
      self.text = text
      self.findings = findings
      self.isWritable = isWritable
      self.diff = diff
      self.conflicts = conflicts
    }
  }

  /// How the conversation ended.
  package enum Outcome: Equatable {
    case write(Services.Request)
    /// Nothing is to be written; whether the draft is to be kept.
    case quit(keeping: Bool)
  }

  private let catalog: QuestionCatalog
  private let hardware: Hardware
  private let preview: (Services.Request) -> Preview
  private let keepDraft: (AnswersDocument) -> Void
  private let edit: (Services.Edit) -> Services.Edited
  /// What the session began with.
  private let initial: AnswersDocument
  private var document: AnswersDocument {
    didSet { keepDraft(document) }
  }
  /// About edits that exclude changes, by path.
  private var decisions: [String: [EditConflict: EditConflict.Decision]] = [:]
  private let draft: AnswersDocument?
  private let suggestions: [String: [AnswerType.Choice]]

  /// - Parameters:
  ///   - draft: the answers of a session that did not end.
  ///   - suggestions: known values for questions that take others too, by question.
  ///   - keepDraft: keeps answers for the case that this one does not end.
  ///   - edit: gives the texts of a conflict to an editor.
  package init(
    hardware: Hardware, document: AnswersDocument, draft: AnswersDocument? = nil,
    suggestions: [String: [AnswerType.Choice]] = [:], catalog: QuestionCatalog = .standard,
    keepDraft: @escaping (AnswersDocument) -> Void = { _ in },
    edit: @escaping (Services.Edit) -> Services.Edited = { _ in .failed(Editor.missing) },
    preview: @escaping (Services.Request) -> Preview
  ) {
    self.hardware = hardware
    self.document = document
    initial = document
    self.draft = draft
    self.suggestions = suggestions
    self.catalog = catalog
    self.keepDraft = keepDraft
    self.edit = edit
    self.preview = preview
  }

  /// Talks until there is something to write or nothing to do.
  package mutating func run(on terminal: inout some LineTerminal) -> Outcome {
    terminal.write(
      """
      nixwiz writes the configuration of this machine as a flake.
      Every question shows its default: Enter takes it, ? explains, < goes back,
      /review ends the questions, /quit leaves without writing.\n
      """)
    if let draft {
      terminal.write("\nAn earlier session did not end. Its answers were kept.\n")
      guard let isWanted = confirm("Continue with them?", &terminal) else {
        return .quit(keeping: true)
      }
      if isWanted { document = draft }
    }
    terminal.write(
      """

      1. The questions that people differ about.
      2. All questions.
      3. No question: review \(document.ids.isEmpty ? "the defaults" : "the answers").\n
      """)
    let ids: [String]
    switch choose(from: 1...3, &terminal) {
    case nil: return quit(&terminal)
    case 1: ids = ShortRun.ids
    case 2: ids = catalog.questions.map(\.id)
    default: ids = []
    }
    if !ask(ids, &terminal) { return quit(&terminal) }
    return review(&terminal)
  }

  /// The end without writing. At the end of input the answers are kept, as nobody says otherwise.
  private func quit(_ terminal: inout some LineTerminal) -> Outcome {
    guard document != initial else { return .quit(keeping: false) }
    return .quit(keeping: confirm("Keep the answers for the next start?", &terminal) ?? true)
  }

  /// A yes, which Enter means too, or a no; nil at the end of input.
  private func confirm(_ question: String, _ terminal: inout some LineTerminal) -> Bool? {
    while let text = terminal.readLine(prompt: "\(question) [yes] ")?.trimmed {
      if text.isEmpty { return true }
      if let value = try? TypedText.value(text, as: .boolean) { return value == .boolean(true) }
      terminal.write("  Error: please answer yes or no\n")
    }
    return nil
  }

  private func choose(from range: ClosedRange<Int>, _ terminal: inout some LineTerminal) -> Int? {
    while let text = terminal.readLine(prompt: "Which? [1] ")?.trimmed {
      if text.isEmpty { return 1 }
      if text == "/quit" { return nil }
      if text == "/review" { return range.upperBound }
      if let number = Int(text), range.contains(number) { return number }
      terminal.write("  Error: please type a number from 1 to \(range.upperBound)\n")
    }
    return nil
  }

  /// Asks questions in order, leaving out what has no effect; false to leave.
  private mutating func ask(_ ids: [String], _ terminal: inout some LineTerminal) -> Bool {
    var index = 0
    var asked: [Int] = []
    while index < ids.count {
      guard let question = catalog[ids[index]] else {
        index += 1
        continue
      }
      let answers = Answers.resolve(document, hardware: hardware, catalog: catalog).0
      let context = DefaultContext(hardware: hardware, answers: answers)
      guard question.hasEffect(context), let current = answers[id: question.id] else {
        index += 1
        continue
      }
      // Those that have no effect are not counted; an answer may bring some, or take some away.
      let count = ids[index...].count { catalog[$0]?.hasEffect(context) ?? false }
      let entry = LineQuestion(
        question: question, current: current, irrelevance: nil, known: known(question, answers))
      switch entry.ask(
        heading: "[\(asked.count + 1)/\(asked.count + count)]", &terminal)
      {
      case .answered(let given): document.set(given, for: question.id)
      case .unchanged: break
      case .back:
        // The first question has none before it and is asked again.
        index = asked.popLast() ?? index
        continue
      case .review: return true
      case .quit: return false
      }
      asked.append(index)
      index += 1
    }
    return true
  }

  /// What is known of the values of a question.
  private func known(_ question: Question, _ answers: Answers) -> ChoiceSearch? {
    if case .text(let rule) = question.type, !KnownTexts.isSeveral(rule),
      let choices = KnownTexts.choices(for: rule, of: question.id, answers: answers)
    {
      return ChoiceSearch(choices.filter { !$0.value.isEmpty })
    }
    return suggestions[question.id].map { ChoiceSearch($0) }
  }

  // MARK: - Review

  private mutating func review(_ terminal: inout some LineTerminal) -> Outcome {
    let renderer = DiagnosticRenderer(colored: false)
    while true {
      let request = Services.Request(document, decisions: decisions)
      let result = preview(request)
      terminal.write("\n\(result.text)")
      if !result.findings.isEmpty {
        terminal.write("\n\(renderer.render(result.findings.map(LineQuestion.withoutTyped)))")
      }
      let open = result.conflicts.count { $0.decision(in: decisions) == nil }
      let count = result.conflicts.count
      terminal.write(
        "\nw writes, d shows the changes, "
          + (count > 0 ? "c decides the conflicts (\(open) of \(count) open), " : "")
          + "KEY changes an answer, q leaves.\n")
      decide: while true {
        guard let text = terminal.readLine(prompt: "Review? ")?.trimmed else {
          return quit(&terminal)
        }
        switch text {
        case "w" where result.isWritable: return .write(request)
        case "w" where open > 0:
          terminal.write("  Error: there are conflicts to decide first, with c\n")
        case "w": terminal.write("  Error: the errors above must be mended first\n")
        case "d": terminal.write(result.diff.isEmpty ? "  No file changes.\n" : result.diff)
        case "c" where count > 0:
          for conflict in result.conflicts {
            guard let decision = conflict.decide(in: decisions, &terminal, edit: edit) else {
              break
            }
            decisions[conflict.path, default: [:]][conflict.place] = decision
          }
          break decide
        case "q", "/quit": return quit(&terminal)
        case "", "?":
          terminal.write("  Type w, d, q, or the key of a question such as host.name.\n")
        default:
          guard change(text, &terminal) else { continue decide }
          break decide
        }
      }
    }
  }

  /// Asks one question again; false when there is none of that name.
  private mutating func change(_ id: String, _ terminal: inout some LineTerminal) -> Bool {
    guard let question = catalog[id] else {
      terminal.write("  Error: there is no question \(Terminal.visible(id))\n")
      if let near = Suggestion.nearest(to: id, among: catalog.questions.map(\.id)) {
        terminal.write("  Fix: did you mean \(near)?\n")
      }
      return false
    }
    let answers = Answers.resolve(document, hardware: hardware, catalog: catalog).0
    guard let current = answers[id: id] else { return false }
    let irrelevance = question.irrelevance(DefaultContext(hardware: hardware, answers: answers))
    let entry = LineQuestion(
      question: question, current: current, irrelevance: irrelevance,
      known: known(question, answers))
    if case .answered(let given) = entry.ask(heading: "[\(id)]", &terminal) {
      document.set(given, for: id)
    }
    return true
  }
}

extension AnswersDocument {
  fileprivate mutating func set(_ answer: Given, for id: String) {
    self = overlaid(by: AnswersDocument([id: answer]))
  }
}

extension Question {
  fileprivate func hasEffect(_ context: DefaultContext) -> Bool { irrelevance(context) == nil }
}
