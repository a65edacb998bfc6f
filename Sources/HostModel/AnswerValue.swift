package import SourceText

/// A plain value of an answer, without the place it came from.
package indirect enum AnswerValue: Sendable, Hashable {
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([AnswerValue])
  case record([String: AnswerValue])

  /// The kind with its article, for messages: "a string".
  package var kindName: String {
    switch self {
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .number: "a number"
    case .text: "a string"
    case .list: "a list"
    case .record: "a set of attributes"
    }
  }

  /// A list of strings.
  package static func texts(_ texts: [String]) -> AnswerValue { .list(texts.map { .text($0) }) }
}

/// Where a value comes from, so that every generated line can say why it is there.
package enum Origin: Sendable, Hashable {
  /// No fact and no answer: the catalogue's rule.
  case rule
  /// A fact of the machine.
  case hardware
  /// An answers file or `--set`, at this place.
  case answer(SourceLocation)

  /// Whether the user said so.
  package var isAnswer: Bool {
    if case .answer = self { true } else { false }
  }
}

/// An answer with its origin and, for defaults, the reason in words.
package struct Answer: Sendable, Hashable {
  package var value: AnswerValue
  package var origin: Origin
  package var reason: String

  package init(_ value: AnswerValue, origin: Origin, reason: String) {
    self.value = value
    self.origin = origin
    self.reason = reason
  }

  /// Whether it is the default that a question has on all machines.
  package var isStandard: Bool { origin == .rule && reason == DefaultAnswer.standard }
}
