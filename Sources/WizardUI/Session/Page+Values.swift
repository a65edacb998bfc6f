import HostModel
import SourceText

extension Page {
  /// The type of an entry that is typed as text.
  var elementType: AnswerType {
    switch kind {
    case .list(let element, _): element
    case .settings, .record, .records: .text(TextRule("a setting"))
    }
  }

  /// The value, if it is good for a type; else nil, and `problem` says why.
  mutating func checked(_ value: AnswerValue, _ type: AnswerType, name: String) -> AnswerValue? {
    let typed = SourceFile(name: name, text: ValueText.short(value, type))
    let (given, problems) = type.checked(value, name: name, typed: typed)
    guard let given, !problems.contains(where: { $0.severity == .error }) else {
      problem = WizardState.words(problems.first)
      return nil
    }
    return given.value
  }

  /// Puts an entry into the list, at its place or at the end.
  mutating func place(_ value: AnswerValue, at row: Row.Kind) {
    guard case .list(var values) = self.value else { return }
    if case .entry(let index) = row, values.indices.contains(index) {
      values[index] = value
    } else {
      values.append(value)
    }
    self.value = .list(values)
  }

  /// Puts a setting that was typed as `name = value`; false, and `problem` says why.
  mutating func placeSetting(_ typed: AnswerValue, at row: Row.Kind) -> Bool {
    guard case .record(var record) = value, case .text(let text) = typed else { return false }
    do throws(TypedText.Problem) {
      let (name, setting) = try TypedText.setting(text)
      if case .entry(let index) = row {
        record[record.keys.sorted()[index]] = nil
      }
      record[name] = setting
      value = .record(record)
      problem = nil
      return true
    } catch {
      problem = error.message
      return false
    }
  }

  /// What is missing in a record, and at which of its lines.
  var incompleteness: (String, row: Int?)? {
    guard case .record(let fields, _) = kind, case .record(let record) = value else { return nil }
    for (index, field) in fields.enumerated() where field.standard == nil {
      if record[field.name] == nil { return ("\(field.name) is needed", index) }
    }
    return nil
  }
}
