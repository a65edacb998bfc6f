/// What an answer may be. The same value checks answers, writes the JSON Schema and the manual.
package indirect enum AnswerType: Sendable {
  case boolean
  case integer(ClosedRange<Int>)
  case text(TextRule)
  case choice([Choice])
  /// A list without duplicates.
  case list(of: AnswerType, noun: String)
  /// A list of records with these fields, of which `key` must differ.
  case records(of: [Field], key: String, noun: String)
  /// Names of the user's own choice with plain values: flags of a program.
  case settings(name: TextRule, values: Set<SettingKind>)

  /// One of the values that a choice offers.
  package struct Choice: Sendable, Hashable {
    package let value: String
    package let help: String

    package init(_ value: String, _ help: String) {
      self.value = value
      self.help = help
    }
  }

  /// One field of a record.
  package struct Field: Sendable {
    package let name: String
    package let type: AnswerType
    package let help: String
    /// Nil for a field that must be given.
    package let standard: AnswerValue?

    package init(_ name: String, _ type: AnswerType, _ help: String, default standard: AnswerValue?)
    {
      self.name = name
      self.type = type
      self.help = help
      self.standard = standard
    }
  }

  /// The kinds of values that settings may have.
  package enum SettingKind: String, Sendable, Hashable, CaseIterable {
    case boolean, integer, number, text, texts
  }

  /// The kind with its article, for messages and the manual.
  package var description: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
    case .text(let rule): rule.noun
    case .choice(let choices): "one of " + choices.map { "\"\($0.value)\"" }.joined(separator: ", ")
    case .list(_, let noun), .records(_, _, let noun): "a list of \(noun)"
    case .settings: "a set of names with values"
    }
  }

  /// The JSON kind that a value must be of, with its article.
  package var kindName: String {
    switch self {
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .text, .choice: "a string"
    case .list, .records: "a list"
    case .settings: "a set of attributes"
    }
  }
}

/// A rule for a text: what is said about it, and what is checked.
package struct TextRule: Sendable {
  /// What the text is, with its article: "a host name".
  package let noun: String
  /// An ECMA 262 regular expression for the JSON Schema; never looser than needed to help an editor.
  package let pattern: String?
  package let maximumLength: Int
  /// The list that holds all texts, where there is one to search.
  package let list: RegionList?
  /// How people give the text.
  package let entry: Entry
  /// What is wrong with a text, and the way out; nil when it is well.
  package let problem: @Sendable (String) -> Problem?

  /// How people give a text.
  package enum Entry: Sendable {
    /// By typing it.
    case plain
    /// By typing a password, of which the text is the hash.
    case password
  }

  /// A fault of a text. The message never repeats a secret.
  package struct Problem: Sendable, Hashable {
    package var message: String
    package var fix: String?
    package var code: String

    package init(_ message: String, fix: String? = nil, code: String = "answer-value") {
      self.message = message
      self.fix = fix
      self.code = code
    }
  }

  package init(
    _ noun: String, pattern: String? = nil, maximumLength: Int = 4096,
    entry: Entry = .plain, list: RegionList? = nil,
    problem: @escaping @Sendable (String) -> Problem? = { _ in nil }
  ) {
    self.noun = noun
    self.pattern = pattern
    self.maximumLength = maximumLength
    self.list = list
    self.entry = entry
    self.problem = problem
  }

  /// Everything that is wrong with a text: the general rules first.
  package func check(_ text: String) -> Problem? {
    if text.utf8.count > maximumLength {
      return Problem("\(noun) has at most \(maximumLength) bytes, this has \(text.utf8.count)")
    }
    if text.utf8.contains(0) { return Problem("\(noun) must not hold a NUL character") }
    return problem(text)
  }
}
