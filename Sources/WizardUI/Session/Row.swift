package import HostModel

/// A line of a form or list that can have the focus.
package struct Row: Sendable {
  package enum Kind: Sendable, Equatable {
    /// A question, or a field of a record, by its name.
    case question(String)
    /// An entry of a list.
    case entry(Int)
    case add
    case done
    /// So many questions are hidden, or shown beyond the usual ones.
    case more(Int)
    case less
    /// A finding of the probe, or a decision, with its reason.
    case fact(reason: String)
    /// A title between lines; never has the focus.
    case heading
    /// The rest of a value that is longer than a line.
    case continuation
  }

  package var kind: Kind
  package var label: String
  /// The value in words.
  package var value = ""
  /// Where the value comes from, in a word.
  package var origin = ""
  package var type: AnswerType?
  package var answer: AnswerValue?
  package var help = ""
  /// Where the value begins, when it is not where those of all lines do.
  var valueColumn: Int?

  package var isFocusable: Bool { kind != .heading && kind != .continuation }

  /// Whether it is only to be read.
  var isReadable: Bool {
    switch kind {
    case .fact, .continuation: true
    default: false
    }
  }

  /// The column in which the values of lines begin: behind the widest label, which gets two fifths of
  /// the width at most.
  static func valueColumn(_ rows: [Row], width: Int) -> Int {
    let widest =
      rows.filter { !$0.value.isEmpty || $0.type != nil }.map { DisplayWidth.of($0.label) }.max()
      ?? 0
    return 5 + min(widest, width * 2 / 5)
  }

  /// The lines between two titles, as wide as a list: what is longer goes on in the next one.
  static func wrapped(_ rows: [Row], width: Int) -> [Row] {
    let column = valueColumn(rows, width: width)
    let room = width - column
    return rows.flatMap { row -> [Row] in
      var row = row
      row.valueColumn = column
      guard DisplayWidth.of(row.value) > room else { return [row] }
      return TextLayout.wrap(row.value, width: room).enumerated().map { index, line in
        var part = row
        part.value = line
        part.help = row.value
        if index > 0 {
          part.kind = .continuation
          part.label = ""
        }
        return part
      }
    }
  }

  /// Whether its value is chosen from a list.
  package var opensList: Bool {
    switch type {
    case .choice: true
    case .text(let rule): rule.list != nil || kind == .question(AnswerKey.keyboardVariant.id)
    default: false
    }
  }
}

/// Answers in words, as forms show them.
package enum ValueText {
  /// A value on one line; a hash of a password is not shown.
  package static func short(_ value: AnswerValue?, _ type: AnswerType) -> String {
    guard let value else { return "not given" }
    switch (value, type) {
    case (.boolean(let isOn), _): return isOn ? "yes" : "no"
    case (.text(""), .text(let rule)) where rule.entry == .password: return "none"
    case (.text, .text(let rule)) where rule.entry == .password: return "set"
    case (.text(""), _): return "none"
    case (.text(let text), _): return text
    case (.list([]), _): return "none"
    case (.list(let values), .list(let element, _)):
      return values.map { short($0, element) }.joined(separator: ", ")
    case (.list(let values), .records(let fields, let key, _)):
      return values.map { record($0, fields, key: key) }.joined(separator: ", ")
    case (.record(let record), _) where record.isEmpty: return "none"
    case (.record(let record), .settings):
      return record.sorted { $0.key < $1.key }.map { setting($0.key, $0.value) }
        .joined(separator: ", ")
    default: return AnswerText.short(value)
    }
  }

  /// The name of a record.
  package static func record(
    _ value: AnswerValue, _ fields: [AnswerType.Field], key: String
  ) -> String {
    guard case .record(let record) = value, case .text(let name)? = record[key], !name.isEmpty
    else { return "(without \(key))" }
    return name
  }

  /// One setting as it is typed.
  package static func setting(_ name: String, _ value: AnswerValue) -> String {
    if case .text(let text) = value { return "\(name) = \(text)" }
    return "\(name) = \(AnswerText.short(value))"
  }
}
