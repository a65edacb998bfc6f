/// One question of the catalogue: everything that decoders, documents and the wizard need to know.
package struct Question: Sendable {
  /// The key in answers files and after `--set`, with dots: `host.name`.
  package let id: String
  package let type: AnswerType
  /// A few words, as the wizard shows it.
  package let label: String
  /// One to three sentences: what it means and what follows from it.
  package let help: String
  /// How the default comes about, in words.
  package let defaultRule: String
  /// The default for a machine and the answers that precede this question in the catalogue.
  package let defaultAnswer: @Sendable (DefaultContext) -> DefaultAnswer
  /// Why an answer would have no effect on this machine; nil when it has one.
  package let irrelevance: @Sendable (DefaultContext) -> String?

  package init(
    _ id: String, _ type: AnswerType, label: String, help: String, default defaultRule: String,
    _ defaultAnswer: @escaping @Sendable (DefaultContext) -> DefaultAnswer,
    irrelevantWhen irrelevance: @escaping @Sendable (DefaultContext) -> String? = { _ in nil }
  ) {
    self.id = id
    self.type = type
    self.label = label
    self.help = help
    self.defaultRule = defaultRule
    self.defaultAnswer = defaultAnswer
    self.irrelevance = irrelevance
  }

  /// A question whose default is the same on all machines.
  package init(
    _ id: String, _ type: AnswerType, label: String, help: String, fixed value: AnswerValue,
    irrelevantWhen irrelevance: @escaping @Sendable (DefaultContext) -> String? = { _ in nil }
  ) {
    self.init(
      id, type, label: label, help: help, default: AnswerText.short(value),
      { _ in .rule(value, DefaultAnswer.standard) }, irrelevantWhen: irrelevance)
  }

  /// The names that the dots of the id separate.
  package var path: [String] { id.split(separator: ".").map(String.init) }
}

/// What a default may depend on.
package struct DefaultContext: Sendable {
  package var hardware: Hardware
  /// The answers to the questions before.
  package var answers: Answers

  package init(hardware: Hardware, answers: Answers) {
    self.hardware = hardware
    self.answers = answers
  }

  package subscript<Value>(key: AnswerKey<Value>) -> Value { answers[key] }
}

/// A default with its reason.
package struct DefaultAnswer: Sendable, Hashable {
  package var value: AnswerValue
  package var reason: String
  package var origin: Origin

  /// The reason of a default that depends on nothing.
  package static let standard = "the default"

  /// From the machine.
  package static func found(_ value: AnswerValue, _ reason: String) -> Self {
    Self(value: value, reason: reason, origin: .hardware)
  }

  /// By a rule.
  package static func rule(_ value: AnswerValue, _ reason: String) -> Self {
    Self(value: value, reason: reason, origin: .rule)
  }
}

/// The name of a question together with the Swift type of its answers.
///
/// That each key names a question of a fitting type is what `QuestionCatalogTests` proves.
package struct AnswerKey<Value: AnswerConvertible>: Sendable {
  package let id: String

  package init(_ id: String) { self.id = id }
}

/// A Swift type that answers convert to.
package protocol AnswerConvertible: Sendable {
  /// Nil when the value is of another kind, which the decoder has ruled out before.
  init?(answer: AnswerValue)
  /// What stands for an answer that is not there.
  static var absent: Self { get }
}

extension Bool: AnswerConvertible {
  package static var absent: Bool { false }
  package init?(answer: AnswerValue) {
    guard case .boolean(let value) = answer else { return nil }
    self = value
  }
}

extension Int: AnswerConvertible {
  package static var absent: Int { 0 }
  package init?(answer: AnswerValue) {
    guard case .integer(let value) = answer else { return nil }
    self = value
  }
}

extension String: AnswerConvertible {
  package static var absent: String { "" }
  package init?(answer: AnswerValue) {
    guard case .text(let value) = answer else { return nil }
    self = value
  }
}

extension AnswerValue: AnswerConvertible {
  package static var absent: AnswerValue { .record([:]) }
  package init?(answer: AnswerValue) { self = answer }
}

extension Array: AnswerConvertible where Element: AnswerConvertible {
  package static var absent: [Element] { [] }
  package init?(answer: AnswerValue) {
    guard case .list(let values) = answer else { return nil }
    self = values.compactMap { Element(answer: $0) }
  }
}

extension [String: AnswerValue]: AnswerConvertible {
  package static var absent: [String: AnswerValue] { [:] }
  package init?(answer: AnswerValue) {
    guard case .record(let values) = answer else { return nil }
    self = values
  }
}
