import HostModel

extension WizardState {
  /// An action on the form of a step, the list of steps, or the review.
  mutating func performInStep(_ action: Action) -> [Effect] {
    switch action {
    case .nextStep: return leavingField { $0.go(to: $0.neighbour(1)) }
    case .previousStep: return leavingField { $0.go(to: $0.neighbour(-1)) }
    case .review: return leavingField { $0.go(to: $0.steps.count - 1) }
    case .steps: return leavingField { $0.pane = .steps }
    case .find: return leavingField { $0.openFinder() }
    case .problems: return leavingField { $0.openProblems() }
    case .nextProblem: return goToNextProblem()
    case .fix: return askForRepairs(of: focusedQuestion.flatMap { worstFinding(of: $0) })
    case .keys:
      layers.append(.keys(offset: 0))
      return []
    case .undo: return undo()
    case .redo: return redo()
    case .saveAnswers:
      dialog = .save(suggesting: "nixwiz-answers.nix")
      return []
    case .why, .view:
      toggle(action == .why ? .why : .nix)
      return []
    case .nextFile:
      panel = .nix
      panelFile += 1
      panelScroll = 0
      return []
    default: break
    }
    if typing != nil { return performInField(action) }
    if pane == .steps { return performInSteps(action) }
    return currentStep.kind == .review ? performInReview(action) : performInForm(action)
  }

  /// Accepts what is typed, then moves on; stays when it is not good.
  private mutating func leavingField(_ move: (inout WizardState) -> Void) -> [Effect] {
    guard let effects = acceptTyping(moving: false) else { return [] }
    move(&self)
    return effects
  }

  /// The step after or before this one that has something on it.
  private func neighbour(_ direction: Int) -> Int {
    var index = step + direction
    while steps.indices.contains(index), steps[index].kind != .review, rows(of: index).isEmpty {
      index += direction
    }
    return steps.indices.contains(index) ? index : step
  }

  mutating func go(to index: Int) {
    visited.insert(step)
    step = index
    pane = .content
    problem = nil
    isFileOpen = false
    panelFile = 0
    panelScroll = 0
  }

  mutating func go(toQuestion id: String) {
    guard let index = stepIndex(of: id) else { return }
    layers = []
    go(to: index)
    var row = rows(of: index).firstIndex { $0.kind == .question(id) }
    if row == nil {
      expanded.insert(index)
      row = rows(of: index).firstIndex { $0.kind == .question(id) }
    }
    guard let row else {
      message = irrelevance[id].map { "This question has no effect: \($0)." }
      return
    }
    setFocus(row, of: index)
  }

  mutating func toggle(_ wanted: Panel) {
    panel = panel == wanted ? .none : wanted
    panelFile = 0
    panelScroll = 0
  }

  // MARK: - The list of steps

  private mutating func performInSteps(_ action: Action) -> [Effect] {
    switch action {
    case .up: moveStep(-1)
    case .down: moveStep(1)
    case .first: moveStep(-steps.count)
    case .last: moveStep(steps.count)
    case .open, .nextField, .leave, .previousField: pane = .content
    default: break
    }
    return []
  }

  private mutating func moveStep(_ count: Int) {
    visited.insert(step)
    step = min(max(0, step + count), steps.count - 1)
  }

  // MARK: - Forms

  private mutating func performInForm(_ action: Action) -> [Effect] {
    problem = nil
    switch action {
    case .up: moveFocus(-1)
    case .down: moveFocus(1)
    case .first: moveFocus(-currentRows.count)
    case .last: moveFocus(currentRows.count)
    case .previousField: moveFocus(-1)
    case .nextField:
      if currentFocus >= currentRows.count - 1 {
        go(to: neighbour(1))
      } else {
        moveFocus(1)
      }
    case .open: return openFocused()
    case .toggle: return toggleFocused()
    case .leave: pane = .steps
    case .more:
      if expanded.remove(step) == nil { expanded.insert(step) }
    case .reset:
      guard case .question(let id)? = focusedRow?.kind else { return [] }
      return reset(id)
    case .scrollDown: panelScroll += 1
    case .scrollUp: panelScroll = max(0, panelScroll - 1)
    default: break
    }
    return []
  }

  /// Moves over lines that can have the focus.
  mutating func moveFocus(_ count: Int) {
    let rows = currentRows
    let wanted = min(max(0, currentFocus + count), max(0, rows.count - 1))
    let forward = rows.indices.first { $0 >= wanted && rows[$0].isFocusable }
    let backward = rows.indices.last { $0 <= wanted && rows[$0].isFocusable }
    setFocus((count < 0 ? backward ?? forward : forward ?? backward) ?? wanted)
  }

  mutating func setFocus(_ index: Int) {
    panelFile = 0
    panelScroll = 0
    if case .page(var page)? = layers.last {
      page.focus = min(max(0, index), max(0, page.rows.count - 1))
      page.problem = nil
      layers[layers.count - 1] = .page(page)
    } else {
      setFocus(index, of: step)
    }
  }

  private mutating func openFocused() -> [Effect] {
    guard let row = focusedRow else { return [] }
    switch row.kind {
    case .more, .less: return perform(.more)
    case .fact:
      toggle(.why)
      return []
    default: break
    }
    guard case .question(let id) = row.kind, let type = row.type, let value = row.answer else {
      return []
    }
    if case .boolean(let isOn) = value { return give(.boolean(!isOn), to: id) ?? [] }
    if suggestions == nil, suggestedQuestions.contains(id) {
      awaitsSuggestions = id
      message = "The names to choose from are being read."
      return []
    }
    if let layer = editor(
      for: type, value, title: row.label, help: row.help, question: id, returnsTo: row.kind)
    {
      push(layer)
    } else {
      typing = TextInput(Self.typed(value))
    }
    return []
  }

  private mutating func toggleFocused() -> [Effect] {
    guard let row = focusedRow, case .question(let id) = row.kind, let type = row.type else {
      return []
    }
    if let next = Self.next(of: row.answer, type) { return give(next, to: id) ?? [] }
    return openFocused()
  }

  /// The other of yes and no, or the next of at most three choices.
  static func next(of value: AnswerValue?, _ type: AnswerType) -> AnswerValue? {
    switch (value, type) {
    case (.boolean(let isOn), .boolean): return .boolean(!isOn)
    case (.text(let text), .choice(let choices)) where choices.count <= 3:
      let index = choices.firstIndex { $0.value == text } ?? -1
      return .text(choices[(index + 1) % choices.count].value)
    default: return nil
    }
  }

  /// A value as it is typed.
  static func typed(_ value: AnswerValue?) -> String {
    switch value {
    case .integer(let number): String(number)
    case .text(let text): text
    default: ""
    }
  }

  // MARK: - A field that is typed in

  private mutating func performInField(_ action: Action) -> [Effect] {
    guard var input = typing else { return [] }
    switch action {
    case .leave:
      typing = nil
      problem = nil
    case .open, .nextField, .down: return acceptTyping(moving: true) ?? []
    case .up, .previousField:
      guard let effects = acceptTyping(moving: false) else { return [] }
      moveFocus(-1)
      return effects
    default:
      Self.edit(&input, action)
      typing = input
      problem = nil
    }
    return []
  }

  /// The editing that actions do.
  static func edit(_ input: inout TextInput, _ action: Action) {
    switch action {
    case .first: input.moveToStart()
    case .last: input.moveToEnd()
    case .deleteWord: input.deleteWord()
    case .deleteLine: input.clear()
    case .deleteToEnd: input.deleteToEnd()
    default: break
    }
  }

  /// Takes the text of the field that is typed in, of the step or the page; nil, and the field stays,
  /// when it is not good.
  mutating func acceptTyping(moving: Bool) -> [Effect]? {
    if case .page? = layers.last { return acceptPageTyping(moving: moving) }
    guard let input = typing else { return [] }
    guard case .question(let id)? = focusedRow?.kind, let type = focusedRow?.type else {
      typing = nil
      return []
    }
    do throws(TypedText.Problem) {
      let value = try TypedText.value(input.text.trimmed, as: type)
      // Enter on the default as it stands is no answer.
      if value == answers[id: id]?.value {
        typing = nil
        problem = nil
        if moving { moveFocus(1) }
        return []
      }
      guard let effects = give(value, to: id) else { return nil }
      typing = nil
      if moving { moveFocus(1) }
      return effects
    } catch {
      problem = error.message
      return nil
    }
  }
}
