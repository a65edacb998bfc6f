import HostModel
import SourceText

extension WizardState {
  /// What edits values of a type above the page; nil for those that are typed where they stand.
  func editor(
    for type: AnswerType, _ value: AnswerValue, title: String, help: String, question: String,
    returnsTo: Row.Kind
  ) -> Layer? {
    func picker(
      _ choices: [AnswerType.Choice], _ chosen: [String], _ form: Picker.Form, other: Bool = false
    ) -> Layer {
      .picker(
        Picker(
          title: title, question: question, choices: choices, chosen: chosen, form: form,
          allowsOther: other, returnsTo: returnsTo))
    }
    let suggested = suggestions?[question]
    switch (type, value) {
    case (.choice(let choices), .text(let chosen)): return picker(choices, [chosen], .one)
    case (.text(let rule), _) where rule.entry == .password:
      return .password(PasswordEntry(title: title, returnsTo: returnsTo))
    case (.text(let rule), .text(let chosen)):
      if var known = KnownTexts.choices(for: rule, of: question, answers: answers) {
        guard KnownTexts.isSeveral(rule) else {
          return picker(known, [chosen], .one, other: KnownTexts.isOpen(rule))
        }
        known.removeAll { $0.value.isEmpty }
        return picker(known, chosen.split(separator: ",").map(String.init), .joined)
      }
      guard let suggested else { return nil }
      return picker(suggested, [chosen], .one, other: true)
    case (.list(let element, _), .list(let values)):
      let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      if case .choice(let choices) = element { return picker(choices, texts, .several) }
      if case .text = element, let suggested {
        return picker(suggested, texts, .several, other: true)
      }
    default: break
    }
    return Page(
      type, value: value, title: title, help: help, question: question, returnsTo: returnsTo
    ).map { .page($0) }
  }

  /// Opens a layer. A list without entries begins with its first one.
  mutating func push(_ layer: Layer) {
    problem = nil
    layers.append(layer)
    guard case .page(let page) = layer, page.entries.isEmpty else { return }
    switch page.kind {
    case .records, .list, .settings: addEntry()
    case .record: break
    }
  }

  /// The page on top, if it is one, changed by `body`.
  mutating func withPage<Result>(_ body: (inout Page) -> Result) -> Result? {
    guard case .page(var page)? = layers.last else { return nil }
    let result = body(&page)
    layers[layers.count - 1] = .page(page)
    return result
  }

  // MARK: - Pages

  mutating func performInPage(_ action: Action) -> [Effect] {
    guard case .page(let page)? = layers.last else { return [] }
    if page.typing != nil { return performInPageField(action) }
    withPage { $0.problem = nil }
    switch action {
    case .up, .previousField: moveFocus(-1)
    case .down, .nextField: moveFocus(1)
    case .nextPage: moveFocus(max(1, height - 6))
    case .previousPage: moveFocus(-max(1, height - 6))
    case .first: moveFocus(-page.rows.count)
    case .last: moveFocus(page.rows.count)
    case .open: return openInPage()
    case .toggle:
      if let row = focusedRow, let type = row.type, let next = Self.next(of: row.answer, type) {
        put(next, at: row.kind)
        return []
      }
      return openInPage()
    case .add: addEntry()
    case .remove: removeEntry()
    case .why, .view: toggle(action == .why ? .why : .nix)
    case .nextFile:
      panel = .nix
      panelFile += 1
    case .scrollDown: panelScroll += 1
    case .scrollUp: panelScroll = max(0, panelScroll - 1)
    case .keys: layers.append(.keys(offset: 0))
    case .leave:
      guard page.isChanged else {
        layers.removeLast()
        return []
      }
      dialog = .leavePage(page.title)
    case .saveAnswers, .undo, .redo, .review, .steps, .nextStep, .previousStep, .problems, .find,
      .nextProblem:
      message = "Finish this first: Done keeps it, Esc leaves it."
    case .reset:
      guard let row = focusedRow, case .question(let name) = row.kind else { return [] }
      withPage { page in
        guard case .record(var record) = page.value else { return }
        record[name] = nil
        page.value = .record(record)
      }
    default: break
    }
    return []
  }

  private mutating func openInPage() -> [Effect] {
    guard case .page(let page)? = layers.last, let row = focusedRow else { return [] }
    switch row.kind {
    case .done: return acceptPage()
    case .add:
      addEntry()
      return []
    case .question:
      guard let type = row.type else { return [] }
      if case .boolean(let isOn)? = row.answer, case .boolean = type {
        put(.boolean(!isOn), at: row.kind)
        return []
      }
      let layer = editor(
        for: type, row.answer ?? Self.empty(type), title: "\(page.title), \(row.label)",
        help: row.help, question: page.question, returnsTo: row.kind)
      if let layer { push(layer) } else { startTyping(Self.typed(row.answer)) }
    case .entry(let index):
      let entry = page.entries[index]
      switch page.kind {
      case .records(let fields, let key, _):
        push(
          .page(
            Page(
              record: entry, fields: fields, key: key, title: row.label,
              question: page.question, returnsTo: row.kind)))
      case .list, .settings: startTyping(Self.typed(entry))
      case .record: break
      }
    case .more, .less, .fact, .heading, .continuation: break
    }
    return []
  }

  private mutating func startTyping(_ text: String) {
    withPage { $0.typing = TextInput(text) }
  }

  /// A value of a type that is not there yet.
  private static func empty(_ type: AnswerType) -> AnswerValue {
    switch type {
    case .list, .records: .list([])
    case .settings: .record([:])
    case .boolean: .boolean(false)
    case .integer(let range): .integer(range.lowerBound)
    case .text, .choice: .text("")
    }
  }

  private mutating func addEntry() {
    guard case .page(let page)? = layers.last else { return }
    moveFocus(page.rows.count)
    moveFocus(-1)
    switch page.kind {
    case .records(let fields, let key, _):
      layers.append(
        .page(
          Page(
            record: nil, fields: fields, key: key, title: "\(page.title), new entry",
            question: page.question, returnsTo: .add)))
      // A name has to be typed anyway.
      if fields.first?.standard == nil { startTyping("") }
    case .list, .settings: startTyping("")
    case .record: break
    }
  }

  private mutating func removeEntry() {
    guard case .entry(let index)? = focusedRow?.kind else { return }
    withPage { page in
      switch page.value {
      case .list(var values):
        values.remove(at: index)
        page.value = .list(values)
      case .record(var record):
        let name = record.keys.sorted()[index]
        record[name] = nil
        page.value = .record(record)
      default: break
      }
    }
  }

  /// Gives a value to a line of the page on top, or to the question of the step below. False when it
  /// is not good.
  @discardableResult
  mutating func put(_ value: AnswerValue, at kind: Row.Kind) -> Bool {
    let done: Bool? = withPage { page in
      switch (page.kind, kind) {
      case (.record(let fields, _), .question(let name)):
        guard let field = fields.first(where: { $0.name == name }) else { return false }
        guard let value = page.checked(value, field.type, name: name) else { return false }
        guard case .record(var record) = page.value else { return false }
        record[name] = value
        page.value = .record(record)
      case (.list(let element, _), _):
        guard let value = page.checked(value, element, name: page.title) else { return false }
        page.place(value, at: kind)
      case (.records, _): page.place(value, at: kind)
      case (.settings, _): return page.placeSetting(value, at: kind)
      case (.record, _): return false
      }
      page.problem = nil
      return true
    }
    return done ?? false
  }

  // MARK: - Fields of pages

  private mutating func performInPageField(_ action: Action) -> [Effect] {
    switch action {
    case .leave:
      withPage {
        $0.typing = nil
        $0.problem = nil
      }
    case .open, .nextField, .down: return acceptPageTyping(moving: true) ?? []
    case .up, .previousField:
      guard acceptPageTyping(moving: false) != nil else { return [] }
      moveFocus(-1)
    case .why: toggle(.why)
    default:
      withPage { page in
        guard var input = page.typing else { return }
        Self.edit(&input, action)
        page.typing = input
        page.problem = nil
      }
    }
    return []
  }

  /// Takes the text of the field; nil, and the field stays, when it is not good.
  mutating func acceptPageTyping(moving: Bool) -> [Effect]? {
    guard case .page(let page)? = layers.last, let row = focusedRow, let input = page.typing else {
      return []
    }
    let text = input.text.trimmed
    // An empty line ends a list.
    if row.kind == .add, text.isEmpty {
      withPage {
        $0.typing = nil
        $0.problem = nil
      }
      moveFocus(1)
      return []
    }
    do throws(TypedText.Problem) {
      let value = try TypedText.value(text, as: row.type ?? page.elementType)
      guard put(value, at: row.kind) else { return nil }
    } catch {
      withPage { $0.problem = error.message }
      return nil
    }
    withPage { $0.typing = nil }
    if row.kind == .add {
      // The next one, until an empty line.
      addEntry()
    } else if moving {
      moveFocus(1)
      if case .record? = pageKind, let next = focusedRow, case .text(let rule)? = next.type,
        rule.entry == .plain
      {
        startTyping(Self.typed(next.answer))
      }
    }
    return []
  }

  private var pageKind: Page.Kind? {
    if case .page(let page)? = layers.last { page.kind } else { nil }
  }

  /// Gives the value of the page on top to what is below it; stays, with a problem, when it is not
  /// good.
  mutating func acceptPage() -> [Effect] {
    guard case .page(var page)? = layers.last else { return [] }
    if let (problem, row) = page.incompleteness {
      page.problem = problem
      if let row { page.focus = row }
      layers[layers.count - 1] = .page(page)
      return []
    }
    layers.removeLast()
    return hand(page.value, to: page.returnsTo) { state, problem in
      page.problem = problem
      state.layers.append(.page(page))
    }
  }

  /// Gives a value to the page below or the question of the step; `refused` puts the editor back.
  mutating func hand(
    _ value: AnswerValue, to kind: Row.Kind,
    refused: (inout WizardState, String?) -> Void
  ) -> [Effect] {
    if case .page? = layers.last {
      if put(value, at: kind) {
        if kind == .add { moveFocus(1) }
        return []
      }
      let problem = withPage { page in
        defer { page.problem = nil }
        return page.problem
      }
      refused(&self, problem ?? nil)
      return []
    }
    guard case .question(let id) = kind else { return [] }
    if let effects = give(value, to: id) { return effects }
    let problem = self.problem
    self.problem = nil
    refused(&self, problem)
    return []
  }
}
