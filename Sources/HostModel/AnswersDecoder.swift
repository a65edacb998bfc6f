import SourceText
import TextFormats

/// Turns the tree of an answers file into answers, collecting every problem with its place.
struct AnswersDecoder {
  let file: SourceFile
  let catalog: QuestionCatalog
  let migration: AnswersMigration
  private(set) var given: [String: AnswersDocument.Given] = [:]
  /// What in the file is not today's.
  private(set) var outdated: [AnswersDocument.Outdated] = []
  private(set) var problems: [Diagnostic] = []
  /// The version of the catalogue that the file was written for.
  private var format = 1

  init(
    file: SourceFile, catalog: QuestionCatalog, migration: AnswersMigration = .standard
  ) {
    self.file = file
    self.catalog = catalog
    self.migration = migration
  }

  mutating func decode(_ root: TextNode) {
    guard let members = root.members else {
      report(
        "answer-type", "an answers file is a set of attributes, this is \(root.kindName)",
        root.span,
        fix: "begin with `{ host.name = \"…\"; }`; `nixwiz answers example` prints a whole file")
      return
    }
    readFormat(members)
    decode(members.filter { $0.name != Self.formatName }, under: [])
  }

  /// The attribute that says which version of the catalogue a file was written for.
  static let formatName = "format"

  private mutating func readFormat(_ members: [TextMember]) {
    guard let node = members.last(where: { $0.name == Self.formatName })?.node else { return }
    guard case .integer(let number) = node.value, number >= 1 else {
      return report("answer-type", "`format` is a number from 1", node.span)
    }
    format = Int(clamping: number)
    guard format > migration.format else { return }
    report(
      "answer-format",
      "these answers have format \(number), and this nixwiz knows formats to \(migration.format)",
      node.span, fix: "use the nixwiz that wrote them, or a later one")
  }

  /// Says what has become of an old name or value.
  private mutating func reportOutdated(
    _ words: String, _ answer: AnswersDocument.Outdated, _ member: TextMember
  ) {
    outdated.append(answer)
    problems.append(
      .warning(
        "outdated-answer", words, at: place(member.nameSpan),
        fix: "`nixwiz regenerate` rewrites the answers.nix of a flake"))
  }

  /// The members of a group of questions, such as `host`.
  private mutating func decode(_ members: [TextMember], under path: [String]) {
    for (first, again) in members.duplicates {
      report(
        "answer-duplicate", "`\((path + [again.name]).joined(separator: "."))` is given twice",
        again.nameSpan, notes: [.init("first given here", at: place(first.nameSpan))],
        fix: "remove one of the two")
    }
    for member in members {
      let here = path + [member.name]
      let written = here.joined(separator: ".")
      var member = member
      let migrated = migration.migrate(written, member.node.value, since: format)
      if let words = migrated.words {
        reportOutdated(words, .init(id: written, today: migrated.id), member)
      }
      guard let id = migrated.id else { continue }
      member.node.value = migrated.value
      if !member.name.contains("."), let question = catalog[id] {
        if let first = given[id] {
          report(
            "answer-duplicate", "`\(id)` is given twice", member.nameSpan,
            notes: [.init("first given here", at: first.location)], fix: "remove one of the two")
        } else if let value = AnswerCheck.value(of: member.node, question.type, name: id, &self) {
          given[id] = AnswersDocument.Given(value: value, location: place(member.node.span))
        }
      } else if !member.name.contains("."), catalog.isGroup(id) || migration.isGroup(id) {
        if let inner = member.node.members {
          decode(inner, under: here)
        } else {
          report(
            "answer-type",
            "`\(id)` is a group of questions, so a set of attributes, not \(member.node.kindName)",
            member.node.span, fix: "write `\(catalog.example(under: id)) = …;`")
        }
      } else {
        reportUnknown(id, member)
      }
    }
  }

  private mutating func reportUnknown(_ id: String, _ member: TextMember) {
    let names = catalog.questions.map(\.id) + catalog.groups
    var fix = "`nixwiz answers example` lists all questions"
    if member.name.contains("."), catalog[id] != nil {
      fix = "do not quote the name: each dot begins a group, as in `\(id) = …;`"
    } else if let near = Suggestion.nearest(to: id, among: names) {
      fix = "did you mean `\(near)`?"
    } else if let last = id.split(separator: ".").last,
      let question = catalog.questions.first(where: { $0.path.last == String(last) })
    {
      fix = "did you mean `\(question.id)`?"
    }
    report("unknown-answer", "there is no question `\(id)`", member.nameSpan, fix: fix)
  }

  mutating func report(
    _ code: String, _ message: String, _ span: SourceSpan, notes: [Diagnostic.Note] = [],
    fix: String? = nil
  ) {
    problems.append(.error(code, message, at: place(span), notes: notes, fix: fix))
  }

  private func place(_ span: SourceSpan) -> SourceLocation {
    SourceLocation(file: file, span: span)
  }
}

/// Checks of single values, by type.
enum AnswerCheck {
  /// The value of a node if it fits the type; else nil, and the decoder has the problem.
  static func value(
    of node: TextNode, _ type: AnswerType, name: String, _ decoder: inout AnswersDecoder
  ) -> AnswerValue? {
    switch (type, node.value) {
    case (.boolean, .bool(let value)): return .boolean(value)
    case (.integer(let range), .integer(let value)):
      guard let value = Int(exactly: value), range.contains(value) else {
        decoder.report(
          "answer-range", "`\(name)` is \(value), which is not \(type.description)", node.span,
          fix: "choose a number from \(range.lowerBound) to \(range.upperBound)")
        return nil
      }
      return .integer(value)
    case (.text(let rule), .string(let text)):
      guard let problem = rule.check(text) else { return .text(text) }
      decoder.report(
        problem.code, "`\(name)`: \(problem.message)", node.span, fix: problem.fix)
      return nil
    case (.choice(let choices), .string(let text)):
      if choices.contains(where: { $0.value == text }) { return .text(text) }
      let near = Suggestion.nearest(to: text, among: choices.map(\.value))
      decoder.report(
        "answer-choice", "`\(name)` is \"\(text)\", which is not \(type.description)", node.span,
        fix: near.map { "did you mean \"\($0)\"?" })
      return nil
    case (.list(let element, _), .array(let nodes)):
      return list(nodes, of: element, name: name, &decoder)
    case (.records(let fields, let key, _), .array(let nodes)):
      return records(nodes, fields, key: key, name: name, &decoder)
    case (.settings(let rule, let kinds), .object(let members)):
      return settings(members, rule, kinds, name: name, &decoder)
    default:
      decoder.report(
        "answer-type", "`\(name)` is \(type.kindName), not \(node.kindName)", node.span,
        fix: typeFix(type, node, name: name))
      return nil
    }
  }

  private static func typeFix(_ type: AnswerType, _ node: TextNode, name: String) -> String {
    switch (type, node.value) {
    case (.boolean, .string("true")), (.boolean, .string("false")), (.integer, .string):
      return "remove the quotes"
    case (.text, .integer), (.text, .bool), (.choice, .bool), (.choice, .integer):
      return "put the value in quotes"
    case (.list, .string), (.records, .object): return "put the value in brackets: [ … ]"
    case (.choice, .null), (.text, .null), (.boolean, .null), (.integer, .null):
      return "leave `\(name)` out to get its default"
    default: return "expected \(type.description)"
    }
  }

  private static func list(
    _ nodes: [TextNode], of element: AnswerType, name: String, _ decoder: inout AnswersDecoder
  ) -> AnswerValue? {
    var values: [AnswerValue] = []
    var complete = true
    for (index, node) in nodes.enumerated() {
      guard let value = value(of: node, element, name: "\(name)[\(index)]", &decoder) else {
        complete = false
        continue
      }
      if values.contains(value) {
        decoder.report(
          "answer-duplicate", "`\(name)` holds \(AnswerText.short(value)) twice", node.span,
          fix: "remove one of the two")
        complete = false
      }
      values.append(value)
    }
    return complete ? .list(values) : nil
  }

  private static func records(
    _ nodes: [TextNode], _ fields: [AnswerType.Field], key: String, name: String,
    _ decoder: inout AnswersDecoder
  ) -> AnswerValue? {
    var values: [AnswerValue] = []
    var keys: Set<AnswerValue> = []
    var complete = true
    for (index, node) in nodes.enumerated() {
      guard let members = node.members else {
        decoder.report(
          "answer-type", "`\(name)[\(index)]` is a set of attributes, not \(node.kindName)",
          node.span, fix: "write `{ \(key) = …; }`")
        complete = false
        continue
      }
      guard let record = record(members, fields, node, name: "\(name)[\(index)]", &decoder) else {
        complete = false
        continue
      }
      if let value = record[key], !keys.insert(value).inserted {
        decoder.report(
          "answer-duplicate", "`\(name)` has two entries with \(key) \(AnswerText.short(value))",
          node.span, fix: "give one of them another \(key)")
        complete = false
      }
      values.append(.record(record))
    }
    return complete ? .list(values) : nil
  }

  private static func record(
    _ members: [TextMember], _ fields: [AnswerType.Field], _ node: TextNode, name: String,
    _ decoder: inout AnswersDecoder
  ) -> [String: AnswerValue]? {
    var record: [String: AnswerValue] = [:]
    var complete = true
    for (_, again) in members.duplicates {
      decoder.report(
        "answer-duplicate", "`\(name).\(again.name)` is given twice", again.nameSpan,
        fix: "remove one of the two")
      complete = false
    }
    for member in members {
      guard let field = fields.first(where: { $0.name == member.name }) else {
        let near = Suggestion.nearest(to: member.name, among: fields.map(\.name))
        decoder.report(
          "unknown-answer", "`\(name)` has no field `\(member.name)`", member.nameSpan,
          fix: near.map { "did you mean `\($0)`?" }
            ?? "its fields are \(fields.map { "`\($0.name)`" }.joined(separator: ", "))")
        complete = false
        continue
      }
      let inner = value(of: member.node, field.type, name: "\(name).\(field.name)", &decoder)
      if let inner { record[field.name] = inner } else { complete = false }
    }
    for field in fields where !members.contains(where: { $0.name == field.name }) {
      guard let standard = field.standard else {
        decoder.report(
          "answer-missing", "`\(name)` lacks `\(field.name)`, \(field.type.description)", node.span,
          fix: "add `\(field.name) = …;`")
        complete = false
        continue
      }
      record[field.name] = standard
    }
    return complete ? record : nil
  }

  private static func settings(
    _ members: [TextMember], _ rule: TextRule, _ kinds: Set<AnswerType.SettingKind>, name: String,
    _ decoder: inout AnswersDecoder
  ) -> AnswerValue? {
    var record: [String: AnswerValue] = [:]
    var complete = true
    for (_, again) in members.duplicates {
      decoder.report(
        "answer-duplicate", "`\(name).\(again.name)` is given twice", again.nameSpan,
        fix: "remove one of the two")
      complete = false
    }
    for member in members {
      let here = "\(name).\(member.name)"
      if let problem = rule.check(member.name) {
        decoder.report(
          problem.code, "`\(here)`: \(problem.message)", member.nameSpan,
          fix: problem.fix)
        complete = false
      } else if let value = setting(member.node.value, kinds) {
        record[member.name] = value
      } else {
        let allowed = AnswerType.SettingKind.allCases.filter(kinds.contains).map(\.rawValue)
        decoder.report(
          "answer-type", "`\(here)` must not be \(member.node.kindName)", member.node.span,
          fix: "allowed are: \(allowed.joined(separator: ", "))")
        complete = false
      }
    }
    return complete ? .record(record) : nil
  }

  private static func setting(
    _ value: TextNode.Value, _ kinds: Set<AnswerType.SettingKind>
  ) -> AnswerValue? {
    switch value {
    case .bool(let value) where kinds.contains(.boolean): return .boolean(value)
    case .integer(let value) where kinds.contains(.integer):
      return Int(exactly: value).map { .integer($0) }
    case .float(let value) where kinds.contains(.number) && value.isFinite: return .number(value)
    case .string(let text) where kinds.contains(.text) && !text.utf8.contains(0):
      return .text(text)
    case .array(let nodes) where kinds.contains(.texts):
      let texts = nodes.compactMap { setting($0.value, [.text]) }
      return texts.count == nodes.count ? .list(texts) : nil
    default: return nil
    }
  }
}
