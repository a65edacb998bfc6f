import HostModel
import SourceText

extension WizardState {
  /// A step with more questions than this shows first those that people differ about.
  private static let longForm = 8

  /// The questions of a step that have an effect now, or an answer.
  func relevantQuestions(_ step: Step) -> [Question] {
    step.questions.compactMap { catalog[$0] }.filter {
      irrelevance[$0.id] == nil || document[$0.id] != nil
    }
  }

  /// The lines of a step.
  package func rows(of index: Int) -> [Row] {
    let step = steps[index]
    switch step.kind {
    case .machine: return machineRows
    case .review: return []
    case .questions: break
    }
    let all = relevantQuestions(step)
    let usual = all.count > Self.longForm ? all.filter(isUsual) : all
    let isExpanded = expanded.contains(index) || usual.isEmpty
    let shown = isExpanded ? all : usual
    var rows = shown.map(row)
    if usual.count < all.count, !usual.isEmpty {
      let hidden = all.count - usual.count
      rows.append(
        isExpanded
          ? Row(kind: .less, label: "fewer questions")
          : Row(kind: .more(hidden), label: "\(hidden) more questions"))
    }
    return rows
  }

  /// Whether a question is shown on a long form at once.
  private func isUsual(_ question: Question) -> Bool {
    ShortRun.ids.contains(question.id) || document[question.id] != nil
      || revealed.contains(question.id)
  }

  private func row(_ question: Question) -> Row {
    let answer = answers[id: question.id]
    return Row(
      kind: .question(question.id), label: question.label,
      value: shown(answer?.value, of: question), origin: origin(of: question.id),
      type: question.type, answer: answer?.value, help: question.help)
  }

  /// A value in words; what is left to the program with what that decided.
  private func shown(_ value: AnswerValue?, of question: Question) -> String {
    let words = ValueText.short(value, question.type)
    guard words == "auto",
      let decision = outlook?.decisions.first(where: { $0.question == question.id })
    else { return words }
    return "\(words): \(decision.value)"
  }

  /// Where an answer comes from, in a word.
  package func origin(of id: String) -> String {
    if let given = document[id] { return given == initial[id] ? "file" : "you" }
    return answers[id: id]?.origin == .hardware ? "found" : "default"
  }

  private var machineRows: [Row] {
    let width = Layout(self).list.width
    var found = facts.map { Row(kind: .fact(reason: ""), label: $0.subject, value: $0.value) }
    found += remarks.map {
      Row(
        kind: .fact(reason: $0.fix ?? ""), label: $0.severity == .error ? "Error" : "Remark",
        value: $0.message)
    }
    let rows = [Row(kind: .heading, label: "Found")] + Row.wrapped(found, width: width)
    guard let decisions = outlook?.decisions, !decisions.isEmpty else { return rows }
    let following = decisions.map {
      Row(kind: .fact(reason: $0.reason), label: $0.subject, value: $0.value)
    }
    return rows + [Row(kind: .heading, label: "What follows")]
      + Row.wrapped(following, width: width)
  }

  /// The lines that the keys move among.
  package var currentRows: [Row] {
    if case .page(let page)? = layers.last { return page.rows }
    return rows(of: step)
  }

  /// The index of the focused line among them.
  package var currentFocus: Int {
    if case .page(let page)? = layers.last { return page.focus }
    return stepFocus
  }

  /// The focused line of the step, which is always one that can have the focus.
  var stepFocus: Int { focusedLine(of: step) }

  private func focusedLine(of step: Int) -> Int {
    let rows = rows(of: step)
    let focus = focus[step] ?? StepFocus(index: 0)
    // Questions come and go with answers and findings; the focus stays with its own.
    if let line = focus.line, let index = rows.firstIndex(where: { StepFocus.Line($0) == line }) {
      return index
    }
    let wanted = min(max(0, focus.index), max(0, rows.count - 1))
    guard rows.indices.contains(wanted), !rows[wanted].isFocusable else { return wanted }
    return rows.indices.first { $0 > wanted && rows[$0].isFocusable } ?? wanted
  }

  /// A line of a step that has the focus.
  struct StepFocus: Sendable {
    /// A line that is the same one at another index.
    enum Line: Sendable, Equatable {
      case question(String)
      case more

      init?(_ row: Row) {
        switch row.kind {
        case .question(let id): self = .question(id)
        case .more, .less: self = .more
        case .entry, .add, .done, .fact, .heading, .continuation: return nil
        }
      }
    }

    var index: Int
    var line: Line?
  }

  /// Puts the focus of a step on a line.
  mutating func setFocus(_ index: Int, of step: Int) {
    let rows = rows(of: step)
    let line = rows.indices.contains(index) ? StepFocus.Line(rows[index]) : nil
    focus[step] = StepFocus(index: index, line: line)
  }

  /// Makes the focus of every step hold on to its line, before lines come between.
  mutating func anchorFocus() {
    for step in steps.indices { setFocus(focusedLine(of: step), of: step) }
  }

  package var focusedRow: Row? {
    let rows = currentRows
    return rows.indices.contains(currentFocus) ? rows[currentFocus] : nil
  }

  /// How a step stands, for the list of steps.
  package struct StepStatus: Sendable, Equatable {
    package var glyph: GlyphSet.Glyph
    package var role: Role
    /// How many findings, when there are some.
    package var count = 0
  }

  package func status(of index: Int) -> StepStatus {
    let ids = Set(steps[index].questions)
    let all = outlook?.findings ?? []
    let isReview = steps[index].kind == .review
    let findings = all.filter { finding in
      // What belongs to no question must not be lost.
      isReview ? finding.questions.isEmpty : finding.questions.contains(where: ids.contains)
    }.filter { $0.diagnostic.severity != .note }
    if findings.contains(where: \.isError) {
      return StepStatus(glyph: .problem, role: .bad, count: findings.count)
    }
    if !findings.isEmpty {
      return StepStatus(glyph: .warning, role: .warn, count: findings.count)
    }
    if steps[index].questions.contains(where: { document[$0] != nil }) || visited.contains(index) {
      return StepStatus(glyph: .answered, role: .good)
    }
    return StepStatus(glyph: .standard, role: .quiet)
  }
}
