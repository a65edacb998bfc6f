package import HostModel

/// A form or list that is open above the form of a step: a copy of a value, which is given back when
/// it is accepted and forgotten when it is left.
package struct Page: Sendable {
  package enum Kind: Sendable {
    case record([AnswerType.Field], key: String)
    case list(AnswerType, noun: String)
    case records([AnswerType.Field], key: String, noun: String)
    case settings
  }

  package let kind: Kind
  package let title: String
  package let help: String
  /// The id of the question that this is part of.
  package let question: String
  package var value: AnswerValue
  /// What it was at first.
  package let original: AnswerValue
  package var focus = 0
  package var typing: TextInput?
  /// What is wrong with the focused line.
  package var problem: String?
  /// Where the value goes: the row of the page below.
  package let returnsTo: Row.Kind

  /// Nil when values of the type are edited where they stand.
  init?(
    _ type: AnswerType, value: AnswerValue, title: String, help: String, question: String,
    returnsTo: Row.Kind
  ) {
    switch type {
    case .list(let element, let noun): kind = .list(element, noun: noun)
    case .records(let fields, let key, let noun): kind = .records(fields, key: key, noun: noun)
    case .settings: kind = .settings
    case .boolean, .integer, .text, .choice: return nil
    }
    self.value = value
    original = value
    self.title = title
    self.help = help
    self.question = question
    self.returnsTo = returnsTo
  }

  /// The form of one record; nil for a new one.
  init(
    record: AnswerValue?, fields: [AnswerType.Field], key: String, title: String,
    question: String, returnsTo: Row.Kind
  ) {
    kind = .record(fields, key: key)
    value = record ?? .record([:])
    original = value
    self.title = title
    help = ""
    self.question = question
    self.returnsTo = returnsTo
  }

  package var isChanged: Bool { value != original }

  /// The entries of a list, with settings as the texts that they are typed as.
  var entries: [AnswerValue] {
    switch value {
    case .list(let values): values
    case .record(let record):
      record.sorted { $0.key < $1.key }.map { .text(ValueText.setting($0.key, $0.value)) }
    default: []
    }
  }

  /// All lines.
  package var rows: [Row] {
    switch kind {
    case .record(let fields, _):
      guard case .record(let record) = value else { return [] }
      return fields.map { field in
        let given = record[field.name]
        let shown = given ?? field.standard
        return Row(
          kind: .question(field.name), label: Self.label(field),
          value: ValueText.short(shown, field.type),
          origin: given == nil ? (field.standard == nil ? "needed" : "default") : "you",
          type: field.type, answer: shown, help: Self.help(field))
      } + [Row(kind: .done, label: "Done")]
    case .list(let element, let noun):
      return listRows(noun) { ValueText.short($0, element) }
    case .records(let fields, let key, let noun):
      return listRows(noun) { ValueText.record($0, fields, key: key) }
    case .settings:
      return listRows("settings") { ValueText.short($0, .text(TextRule("a setting"))) }
    }
  }

  /// The name of a field in words: `sshKeys` as "Ssh keys".
  private static func label(_ field: AnswerType.Field) -> String {
    if case .text(let rule) = field.type, rule.entry == .password { return "Password" }
    let words = field.name.reduce(into: "") { words, letter in
      words += letter.isUppercase ? " \(letter.lowercased())" : String(letter)
    }
    if words.hasPrefix("ssh ") { return "SSH " + words.dropFirst(4) }
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// What a field is for. A password is typed here, and not its hash.
  private static func help(_ field: AnswerType.Field) -> String {
    guard case .text(let rule) = field.type, rule.entry == .password else { return field.help }
    return "Typed twice, and kept as its hash alone. Without one an SSH key is needed to log in."
  }

  private func listRows(_ noun: String, _ text: (AnswerValue) -> String) -> [Row] {
    entries.enumerated().map { Row(kind: .entry($0.offset), label: text($0.element)) } + [
      Row(kind: .add, label: "Add to the \(noun)"), Row(kind: .done, label: "Done"),
    ]
  }

  /// Whether entries are typed where they stand.
  var elementIsTyped: Bool {
    switch kind {
    case .list(.text, _), .list(.integer, _), .settings: true
    case .list, .records, .record: false
    }
  }
}
