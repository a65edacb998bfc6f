package import HostModel

/// What a person typed, as a value of a question's type.
package enum TypedText {
  /// Why a text has no value; whether the value is a good one is checked elsewhere.
  package struct Problem: Error, Equatable {
    package var message: String
  }

  /// One value on one line. A choice may be given by its number, a yes or no by its first letter,
  /// and an empty text as `""`.
  package static func value(
    _ text: String, as type: AnswerType
  ) throws(Problem) -> AnswerValue {
    switch type {
    case .boolean:
      switch text.lowercased() {
      case "y", "yes", "true": return .boolean(true)
      case "n", "no", "false": return .boolean(false)
      default: throw Problem(message: "please answer yes or no")
      }
    case .integer:
      guard let number = Int(text) else { throw Problem(message: "please type a whole number") }
      return .integer(number)
    case .text: return .text(text == "\"\"" ? "" : text)
    case .choice(let choices):
      if let number = Int(text), choices.indices.contains(number - 1),
        !choices.contains(where: { $0.value == text })
      {
        return .text(choices[number - 1].value)
      }
      return .text(text)
    case .list, .records, .settings:
      throw Problem(message: "please type one entry a line")
    }
  }

  /// One `name = value` of a set of settings; the kind of the value follows from its text.
  package static func setting(_ text: String) throws(Problem) -> (String, AnswerValue) {
    guard let equals = text.firstIndex(of: "=") else {
      throw Problem(message: "please type name = value")
    }
    let name = text[..<equals].trimmed
    let value = text[text.index(after: equals)...].trimmed
    guard !name.isEmpty else { throw Problem(message: "please type name = value") }
    switch value {
    case "true": return (name, .boolean(true))
    case "false": return (name, .boolean(false))
    default: break
    }
    if let number = Int(value) { return (name, .integer(number)) }
    if let number = Double(value), number.isFinite { return (name, .number(number)) }
    if value.count >= 2, value.first == "\"", value.last == "\"" {
      return (name, .text(String(value.dropFirst().dropLast())))
    }
    return (name, .text(value))
  }
}

extension StringProtocol {
  /// Without blanks and tabs around it.
  var trimmed: String {
    var rest = Substring(self)
    while let first = rest.first, first == " " || first == "\t" || first == "\r" {
      rest.removeFirst()
    }
    while let last = rest.last, last == " " || last == "\t" || last == "\r" { rest.removeLast() }
    return String(rest)
  }
}
