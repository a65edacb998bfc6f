package import HostModel

/// A choice from a list that is searched by typing.
package struct Picker: Sendable {
  /// What the choices make of the answer.
  package enum Form: Sendable, Equatable {
    case one
    /// A list of values.
    case several
    /// One text, with commas between the values.
    case joined
  }

  package let title: String
  package let question: String
  /// The values that are chosen, in the order of choosing; one at most unless several may be.
  package var chosen: [String]
  package let original: [String]
  package let form: Form
  /// Whether what is typed may be taken though it is not in the list.
  package let allowsOther: Bool
  package var filter = TextInput() {
    didSet { if filter.text != oldValue.text { matches = search.matches(filter.text) } }
  }
  /// The entries that match what is typed.
  package private(set) var matches: [AnswerType.Choice]
  private let search: ChoiceSearch
  package var focus = 0
  package var problem: String?
  package let returnsTo: Row.Kind

  package var choices: [AnswerType.Choice] { search.choices }
  package var isMultiple: Bool { form != .one }

  package init(
    title: String, question: String, choices: [AnswerType.Choice], chosen: [String],
    form: Form, allowsOther: Bool, returnsTo: Row.Kind
  ) {
    self.title = title
    self.question = question
    // What is chosen and not in the list must be seen, to be taken away.
    let known = Set(choices.map(\.value))
    let others = chosen.filter { !known.contains($0) && !$0.isEmpty }
    search = ChoiceSearch(Self.inOrder(choices + others.map { .init($0, "") }, chosen, form))
    matches = search.choices
    self.chosen = chosen
    original = chosen
    self.form = form
    self.allowsOther = allowsOther
    self.returnsTo = returnsTo
    if form == .one, let first = chosen.first {
      focus = matches.firstIndex { $0.value == first } ?? 0
    }
  }

  /// In a list longer than a screen, what is chosen comes first, or nobody would see it.
  private static func inOrder(
    _ choices: [AnswerType.Choice], _ chosen: [String], _ form: Form
  ) -> [AnswerType.Choice] {
    guard form != .one, choices.count > 40 else { return choices }
    let isChosen = Set(chosen)
    return choices.filter { isChosen.contains($0.value) }
      + choices.filter { !isChosen.contains($0.value) }
  }

  /// The answer that is chosen.
  var value: AnswerValue {
    switch form {
    case .one: .text(chosen.first ?? "")
    case .several: .texts(chosen)
    case .joined: .text(chosen.joined(separator: ","))
    }
  }
}
