import TextFormats

extension QuestionCatalog {
  /// The JSON Schema (2020-12) of an answers file, for editors and for other checkers.
  package var jsonSchema: [UInt8] {
    var writer = JSONWriter(pretty: true)
    writer.beginObject()
    writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
    writer.member("title", "Answers of nixwiz")
    writer.member("description", "What nixwiz plans a NixOS host from; everything has a default.")
    schemaOfGroup([], &writer)
    writer.endObject()
    return writer.bytes + [0x0a]
  }

  /// The questions and groups right below a path, as an object that allows nothing else.
  private func schemaOfGroup(_ path: [String], _ writer: inout JSONWriter) {
    writer.member("type", "object")
    writer.key("additionalProperties")
    writer.bool(false)
    writer.key("properties")
    writer.beginObject()
    var seen: Set<String> = []
    if path.isEmpty {
      writer.key(AnswersDecoder.formatName)
      writer.beginObject()
      writer.member("title", "The version of the questions that the file was written for.")
      AnswerType.integer(1...AnswersMigration.standard.format).writeSchema(to: &writer)
      writer.endObject()
    }
    for question in questions where question.path.starts(with: path) {
      let name = question.path[path.count]
      guard seen.insert(name).inserted else { continue }
      writer.key(name)
      writer.beginObject()
      if question.path.count == path.count + 1 {
        writer.member("title", question.label)
        writer.member("description", "\(question.help) Default: \(question.defaultRule).")
        question.type.writeSchema(to: &writer)
      } else {
        schemaOfGroup(path + [name], &writer)
      }
      writer.endObject()
    }
    writer.endObject()
  }
}

extension AnswerType {
  /// The keywords of this type, inside of an object that is open.
  func writeSchema(to writer: inout JSONWriter) {
    switch self {
    case .boolean: writer.member("type", "boolean")
    case .integer(let range):
      writer.member("type", "integer")
      writer.key("minimum")
      writer.integer(range.lowerBound)
      writer.key("maximum")
      writer.integer(range.upperBound)
    case .text(let rule): rule.writeSchema(to: &writer)
    case .choice(let choices):
      writer.key("oneOf")
      writer.beginArray()
      for choice in choices {
        writer.beginObject()
        writer.member("const", choice.value)
        writer.member("description", choice.help)
        writer.endObject()
      }
      writer.endArray()
    case .list(let element, _):
      writer.member("type", "array")
      writer.key("uniqueItems")
      writer.bool(true)
      writer.key("items")
      writer.beginObject()
      element.writeSchema(to: &writer)
      writer.endObject()
    case .records(let fields, _, _):
      writer.member("type", "array")
      writer.key("items")
      writer.beginObject()
      Self.writeRecord(fields, to: &writer)
      writer.endObject()
    case .settings(let rule, let kinds): Self.writeSettings(rule, kinds, to: &writer)
    }
  }

  private static func writeRecord(_ fields: [Field], to writer: inout JSONWriter) {
    writer.member("type", "object")
    writer.key("additionalProperties")
    writer.bool(false)
    writer.key("required")
    writer.beginArray()
    for field in fields where field.standard == nil { writer.string(field.name) }
    writer.endArray()
    writer.key("properties")
    writer.beginObject()
    for field in fields {
      writer.key(field.name)
      writer.beginObject()
      writer.member("description", field.help)
      field.type.writeSchema(to: &writer)
      writer.endObject()
    }
    writer.endObject()
  }

  private static func writeSettings(
    _ rule: TextRule, _ kinds: Set<SettingKind>, to writer: inout JSONWriter
  ) {
    writer.member("type", "object")
    writer.key("propertyNames")
    writer.beginObject()
    rule.writeSchema(to: &writer)
    writer.endObject()
    writer.key("additionalProperties")
    writer.beginObject()
    writer.key("type")
    writer.beginArray()
    var names: [String] = []
    for kind in SettingKind.allCases where kinds.contains(kind) {
      // JSON Schema has every integer among the numbers.
      let name = kind == .integer && kinds.contains(.number) ? "number" : kind.schemaType
      if !names.contains(name) { names.append(name) }
    }
    for name in names { writer.string(name) }
    writer.endArray()
    if kinds.contains(.texts) {
      writer.key("items")
      writer.beginObject()
      writer.member("type", "string")
      writer.endObject()
    }
    writer.endObject()
  }
}

extension AnswerType.SettingKind {
  fileprivate var schemaType: String {
    switch self {
    case .boolean: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .text: "string"
    case .texts: "array"
    }
  }
}

extension TextRule {
  fileprivate func writeSchema(to writer: inout JSONWriter) {
    writer.member("type", "string")
    writer.key("maxLength")
    writer.integer(maximumLength)
    if let pattern { writer.member("pattern", pattern) }
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }
}
