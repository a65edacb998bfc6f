import HostModel
import SourceText

extension WizardState {
  /// Answers a question; the effects that follow. Nil, and `problem` set, when the value is not good.
  mutating func give(_ value: AnswerValue, to id: String) -> [Effect]? {
    guard let question = catalog[id] else { return nil }
    let typed = SourceFile(name: id, text: ValueText.short(value, question.type))
    let (given, problems) = question.type.checked(value, name: id, typed: typed)
    guard let given, !problems.contains(where: { $0.severity == .error }) else {
      problem = Self.words(problems.first)
      return nil
    }
    problem = nil
    guard given.value != document[id]?.value else { return [] }
    remember()
    document[id] = given
    return changed(because: id)
  }

  /// A problem in one line, with the way out.
  static func words(_ problem: Diagnostic?) -> String? {
    guard let problem else { return nil }
    // The name of the question stands in front of the message, and the field beside it.
    var message = Substring(problem.message)
    if message.hasPrefix("`"), let end = message.range(ofFirst: "`: ") { message = message[end...] }
    return problem.fix.map { "\(message): \($0)" } ?? String(message)
  }

  /// Puts a question back to its default.
  mutating func reset(_ id: String) -> [Effect] {
    guard document[id] != nil else {
      message = "This is the default already."
      return []
    }
    remember()
    document[id] = nil
    return changed(because: id)
  }

  private mutating func remember() {
    past.append(document)
    future = []
  }

  mutating func undo() -> [Effect] {
    guard let last = past.popLast() else {
      message = "There is nothing to take back."
      return []
    }
    future.append(document)
    document = last
    return changed(because: nil)
  }

  mutating func redo() -> [Effect] {
    guard let next = future.popLast() else {
      message = "Nothing was taken back."
      return []
    }
    past.append(document)
    document = next
    return changed(because: nil)
  }

  /// Brings everything in line with the document, and asks for what follows from it. Says which
  /// defaults have changed with an answer.
  mutating func changed(because id: String?) -> [Effect] {
    let before = answers
    refresh()
    if let id { announceChanges(since: before, because: id) }
    version += 1
    ticks = 0
    isCheckingInFull = false
    progress = CheckWatch.Progress()
    panelScroll = 0
    return [.outlook(request, version: version, inFull: false)]
  }

  /// Resolves the answers and finds out which questions have an effect.
  mutating func refresh() {
    answers = Answers.resolve(document, hardware: hardware, catalog: catalog).0
    let context = DefaultContext(hardware: hardware, answers: answers)
    irrelevance = [:]
    for question in catalog.questions { irrelevance[question.id] = question.irrelevance(context) }
  }

  private mutating func announceChanges(since before: Answers, because id: String) {
    let moved = catalog.questions.filter { question in
      question.id != id && document[question.id] == nil && irrelevance[question.id] == nil
        && before[id: question.id]?.value != answers[id: question.id]?.value
    }
    guard let first = moved.first else { return }
    let value = ValueText.short(answers[id: first.id]?.value, first.type)
    message =
      "\(first.label) follows: \(value)"
      + (moved.count > 1 ? ", and \(moved.count - 1) more." : ".")
  }
}

extension Substring {
  /// The index behind the first occurrence of a short text.
  func range(ofFirst text: String) -> Index? {
    var rest = self
    while !rest.isEmpty {
      if rest.hasPrefix(text) { return rest.index(rest.startIndex, offsetBy: text.count) }
      rest = rest.dropFirst()
    }
    return nil
  }
}
