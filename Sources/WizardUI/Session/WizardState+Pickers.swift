import HostModel

extension WizardState {
  // MARK: - Choices

  mutating func performInPicker(_ action: Action) -> [Effect] {
    guard case (var picker, let isFinder)? = topPicker else { return [] }
    picker.problem = nil
    let matches = picker.matches
    switch action {
    case .leave:
      // The first Esc takes back what was typed, the second leaves.
      if picker.filter.text.isEmpty || isFinder {
        layers.removeLast()
        return []
      }
      picker.filter = TextInput()
      picker.focus = 0
    case .open:
      return isFinder ? find(picker) : choose(picker)
    case .toggle: toggleChoice(&picker)
    case .deleteWord, .deleteLine, .deleteToEnd:
      Self.edit(&picker.filter, action)
      picker.focus = 0
    default:
      if let focus = Self.moved(
        picker.focus, by: action, count: matches.count, page: height - 7)
      {
        picker.focus = focus
      }
    }
    setTop(picker, isFinder)
    return []
  }

  private var topPicker: (Picker, isFinder: Bool)? {
    switch layers.last {
    case .picker(let picker): (picker, false)
    case .finder(let picker): (picker, true)
    default: nil
    }
  }

  private mutating func setTop(_ picker: Picker, _ isFinder: Bool) {
    layers[layers.count - 1] = isFinder ? .finder(picker) : .picker(picker)
  }

  private func toggleChoice(_ picker: inout Picker) {
    let matches = picker.matches
    guard matches.indices.contains(picker.focus) else {
      takeOther(&picker)
      return
    }
    let value = matches[picker.focus].value
    if let index = picker.chosen.firstIndex(of: value) {
      picker.chosen.remove(at: index)
    } else {
      picker.chosen.append(value)
    }
  }

  /// Takes what is typed, though it is not in the list.
  private func takeOther(_ picker: inout Picker) {
    let text = picker.filter.text.trimmed
    guard picker.allowsOther, !text.isEmpty else {
      picker.problem = "Nothing of the list matches."
      return
    }
    if picker.isMultiple {
      if !picker.chosen.contains(text) { picker.chosen.append(text) }
    } else {
      picker.chosen = [text]
    }
    picker.filter = TextInput()
  }

  private mutating func choose(_ picker: Picker) -> [Effect] {
    var picker = picker
    let matches = picker.matches
    if !picker.isMultiple {
      let isExact = matches.contains { $0.value == picker.filter.text.trimmed }
      if matches.indices.contains(picker.focus), !picker.allowsOther || !matches.isEmpty || isExact
      {
        picker.chosen = [matches[picker.focus].value]
      } else {
        takeOther(&picker)
        if picker.problem != nil {
          setTop(picker, false)
          return []
        }
      }
    } else if matches.isEmpty, picker.allowsOther {
      takeOther(&picker)
      setTop(picker, false)
      return []
    }
    layers.removeLast()
    if picker.chosen == picker.original { return [] }
    return hand(picker.value, to: picker.returnsTo) { state, problem in
      picker.problem = problem
      state.layers.append(.picker(picker))
    }
  }

  // MARK: - Finding a question

  mutating func openFinder() {
    let choices = catalog.questions.filter { stepIndex(of: $0.id) != nil }.map {
      AnswerType.Choice($0.id, "\($0.label): \($0.help)")
    }
    layers.append(
      .finder(
        Picker(
          title: "Find a question", question: "", choices: choices, chosen: [],
          form: .one, allowsOther: false, returnsTo: .done)))
  }

  private mutating func find(_ picker: Picker) -> [Effect] {
    let matches = picker.matches
    guard matches.indices.contains(picker.focus) else { return [] }
    go(toQuestion: matches[picker.focus].value)
    return []
  }

  // MARK: - Passwords

  mutating func performInPassword(_ action: Action) -> [Effect] {
    guard case .password(var entry)? = layers.last, !entry.isHashing else { return [] }
    switch action {
    case .leave:
      entry.wipe()
      layers.removeLast()
      return []
    case .nextField, .previousField, .up, .down: entry.isSecond.toggle()
    case .showSecret: entry.isShown.toggle()
    case .deleteLine, .deleteWord: entry.current.wipe()
    case .why: toggle(.why)
    case .open:
      guard entry.isSecond else {
        entry.isSecond = true
        break
      }
      return accept(&entry)
    default: break
    }
    entry.problem = nil
    layers[layers.count - 1] = .password(entry)
    return []
  }

  private mutating func accept(_ entry: inout PasswordEntry) -> [Effect] {
    guard entry.first.equals(entry.second) else {
      entry.problem = "The two are different."
      entry.second.wipe()
      layers[layers.count - 1] = .password(entry)
      return []
    }
    entry.second.wipe()
    guard !entry.first.isEmpty else {
      layers.removeLast()
      return hand(.text(""), to: entry.returnsTo) { _, _ in }
    }
    entry.isHashing = true
    entry.isShown = false
    layers[layers.count - 1] = .password(entry)
    return [.hash(entry.first)]
  }

  /// The hash of the password that was typed.
  mutating func take(hash: String?) -> [Effect] {
    guard case .password(var entry)? = layers.last, entry.isHashing else { return [] }
    entry.wipe()
    guard let hash else {
      entry.isHashing = false
      entry.isSecond = false
      entry.problem = "The C library cannot hash passwords."
      layers[layers.count - 1] = .password(entry)
      return []
    }
    layers.removeLast()
    return hand(.text(hash), to: entry.returnsTo) { state, problem in
      state.message = problem
    }
  }

  // MARK: - Typing

  /// A key that is text.
  mutating func type(_ key: Key) -> [Effect] {
    switch layers.last {
    case .page:
      if case .paste(let text) = key { return paste(text) }
      withPage { page in
        guard var input = page.typing, input.edit(key) else { return }
        page.typing = input
        page.problem = nil
      }
    case .picker, .finder:
      guard case (var picker, let isFinder)? = topPicker else { return [] }
      // The key of searching elsewhere; no value begins with it.
      if key == .character("/"), picker.filter.text.isEmpty { return [] }
      guard picker.filter.edit(key) else { return [] }
      picker.focus = 0
      picker.problem = nil
      setTop(picker, isFinder)
    case .password(var entry):
      guard !entry.isHashing else { return [] }
      entry.problem = nil
      switch key {
      case .character(let character):
        if !entry.current.append(character) { entry.problem = "Longer ones are not taken." }
      case .paste(let text):
        for character in text.prefix(while: { $0 != "\n" }) { entry.current.append(character) }
      case .backspace: entry.current.deleteBackward()
      default: break
      }
      layers[layers.count - 1] = .password(entry)
    case .problems, .conflict, .keys: break
    case nil:
      guard var input = typing, input.edit(key) else { return [] }
      if case .paste(let text) = key { tell(paste: text, into: typing ?? input) }
      typing = input
      problem = nil
    }
    return []
  }

  /// A list takes all lines of a paste, a field the first.
  private mutating func paste(_ text: String) -> [Effect] {
    let lines = text.split(separator: "\n").map(\.trimmed).filter { !$0.isEmpty }
    guard case .page(let page)? = layers.last, focusedRow?.kind == .add, lines.count > 1,
      page.elementIsTyped
    else {
      guard case .page(let page)? = layers.last, var input = page.typing else { return [] }
      tell(paste: text, into: input)
      _ = input.edit(.paste(text))
      withPage { $0.typing = input }
      return []
    }
    for line in lines {
      withPage { $0.typing = TextInput(line) }
      guard acceptPageTyping(moving: false) != nil else { return [] }
    }
    return []
  }

  /// Says what of a paste was not taken.
  private mutating func tell(paste text: String, into input: TextInput) {
    let count = text.split(separator: "\n").count
    if !input.hasRoom(for: text.firstLine) {
      message = "Nothing was taken: the text is too long."
    } else if count > 1 {
      message = "1 line of \(count) taken."
    }
  }
}
