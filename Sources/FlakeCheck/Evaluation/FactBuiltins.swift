import NixEval
import SourceText
import Synchronization

/// The primitives through which the stand-in for nixpkgs asks for facts and says what it noticed.
///
/// `facts/open.nix` of the stand-in is the only file that calls them.
struct FactBuiltins: Sendable {
  let facts: PackedFacts
  let mentioned: MentionedNames
  let remarks: RemarkCollector

  var table: [Builtin] {
    [
      Builtin("nixwizFact", "kind! name!", "A fact about nixpkgs.") { evaluator, arguments in
        guard arguments[0].isString, arguments[1].isString else {
          throw evaluator.failure("nixwizFact: not a string")
        }
        let question = FactAnswers.Question(
          kind: evaluator.symbols.intern(arguments[0].string),
          name: evaluator.symbols.intern(arguments[1].string))
        let answers = evaluator.cache(FactAnswers.self, FactAnswers.init)
        if let known = answers.known[question] { return known }
        let kind = arguments[0].string.text
        let name = arguments[1].string.text
        // Read once: Python has 11,000 packages.
        let members = kind == "scope" ? scope(name) : nil
        let answer = try kind == "scope" ? scope(members, evaluator) : fact(kind, name, evaluator)
        if kind == "mentioned" || members == Self.openScope {
          // These depend on the tree that is checked.
          evaluator.noteOutside()
        } else {
          answers.known[question] = answer
        }
        return answer
      },
      Builtin("nixwizNearest", "name! names!", "The nearest of some names, or null.") {
        evaluator, arguments in
        let name = try Self.text(arguments[0], evaluator)
        guard arguments[1].isList else { return .null }
        let list = arguments[1].list
        let names = try (0..<list.count).map {
          try Self.text(evaluator.force(list.slot($0)), evaluator)
        }
        return Suggestion.nearest(to: name, among: names).map { evaluator.string($0) } ?? .null
      },
      Builtin("nixwizReport", "remark! value", "Notes a remark and gives the value back.") {
        evaluator, arguments in
        if arguments[0].isAttributes {
          remarks.add(try RemarkRecord(arguments[0].attributes, evaluator))
        }
        return try evaluator.force(arguments[1])
      },
    ] + IncrementalBuiltins.table + ModuleBuiltins.table + OpenSetBuiltins.table
  }

  private static func text(_ value: Value, _ evaluator: Evaluator) throws -> String {
    guard value.isString else { throw evaluator.failure("nixwizFact: not a string") }
    return value.string.text
  }

  private func fact(_ kind: String, _ name: String, _ evaluator: Evaluator) throws -> Value {
    switch kind {
    case "option": return option(name, evaluator)
    case "children": return names(facts.children(of: name, in: .options), evaluator)
    case "package": return package(name, evaluator)
    case "alias": return alias(name, evaluator)
    case "renames": return renames(name, evaluator)
    case "packages": return keys(of: .packages, evaluator)
    case "aliases": return keys(of: .aliases, evaluator)
    case "scopes": return keys(of: .scopes, evaluator)
    case "about":
      return facts.row(name, of: .about).map { evaluator.string($0[0][0]) } ?? .null
    case "lib": return keys(of: .lib, evaluator)
    case "mentioned": return names(mentioned.sorted, evaluator)
    case "attributes":
      var list: [Value] = []
      facts.forEachKey(of: .commonAttributes) { list.append(evaluator.string($0)) }
      return evaluator.list(list)
    default: throw evaluator.failure("nixwizFact: no facts of kind '\(kind)'")
    }
  }

  /// A set with the names, each null.
  private func names(_ names: [String], _ evaluator: Evaluator) -> Value {
    evaluator.symbols.reserve(names.count)
    return evaluator.attributes(names.map { ($0, Value.null) })
  }

  private func keys(of table: FactSource.Table, _ evaluator: Evaluator) -> Value {
    let count = facts.count(of: table)
    var builder = AttributeSetBuilder(capacity: count)
    evaluator.symbols.reserve(count)
    facts.forEachKey(of: table) { key in
      let symbol = key.withUnsafeBufferPointer { evaluator.symbols.intern($0) }
      builder.append(symbol, .null)
    }
    return builder.finish(in: evaluator.arena).value
  }

  private func option(_ name: String, _ evaluator: Evaluator) -> Value {
    guard let row = facts.row(name, of: .options) else { return .null }
    var entries: [(String, Value)] = [("flags", evaluator.string(row[1][0]))]
    let type = OptionTypeText(row[0][0]) ?? .type("unspecified", [])
    entries.append(("type", value(of: type, in: nil, evaluator)))
    let fallback = row[2][0]
    if fallback.hasPrefix("@") {
      entries.append(("package", evaluator.string(String(fallback.dropFirst()))))
    } else if fallback != "-" {
      entries.append(("json", evaluator.string(fallback)))
    }
    if row[3][0] != "-" { entries.append(("target", evaluator.string(row[3][0]))) }
    return evaluator.attributes(entries)
  }

  /// `{ c = CONSTRUCTOR; a = ARGUMENTS; }`, or the name alone.
  private func value(
    of type: OptionTypeText, in constructor: String?, _ evaluator: Evaluator
  ) -> Value {
    switch type {
    case .text(let text):
      // Patterns were quoted twice: as the name of their type, then as a text.
      guard constructor == "strMatching" else { return evaluator.string(text) }
      return evaluator.string(OptionTypeText.unescaped(Array(text.utf8)[...]))
    case .type(let name, let arguments):
      if constructor == "enum" { return constant(name, evaluator) }
      if arguments.isEmpty { return evaluator.string(name) }
      return evaluator.attributes([
        ("c", evaluator.string(name)),
        ("a", evaluator.list(arguments.map { value(of: $0, in: name, evaluator) })),
      ])
    }
  }

  /// An unquoted value of an enumeration.
  private func constant(_ text: String, _ evaluator: Evaluator) -> Value {
    switch text {
    case "true": .true
    case "false": .false
    case "null": .null
    default: Int(text).map { evaluator.integer($0) } ?? evaluator.string(text)
    }
  }

  private func package(_ name: String, _ evaluator: Evaluator) -> Value {
    guard let row = facts.row(name, of: .packages) else { return .null }
    func words(_ column: Int) -> Value { evaluator.list(row[column].map { evaluator.string($0) }) }
    return evaluator.attributes([
      ("kind", evaluator.string(row[0][0])),
      ("pname", evaluator.string(row[1][0] == "-" ? name : row[1][0])),
      ("flags", evaluator.string(row[2][0])),
      ("arguments", words(3)), ("attributes", words(4)),
    ])
  }

  private func alias(_ name: String, _ evaluator: Evaluator) -> Value {
    guard let row = facts.row(name, of: .aliases) else { return .null }
    let target = row[1][0]
    return evaluator.attributes([
      ("kind", evaluator.string(row[0][0])),
      ("target", target == "-" ? .null : evaluator.string(target)),
    ])
  }

  /// The names in a nested package set; those the user mentions when the set is an open one.
  private func scope(_ members: [String]?, _ evaluator: Evaluator) -> Value {
    guard let members else { return .null }
    return names(members == Self.openScope ? mentioned.sorted : members, evaluator)
  }

  /// What the facts have for a set whose names nobody can list.
  private static let openScope = ["*"]

  private func scope(_ name: String) -> [String]? {
    let list = facts.row(name, of: .scopes)?[0]
    // A set with the names of another one says so; those say it themselves.
    guard let list, list.count == 1, let only = list.first, only.hasPrefix("=") else { return list }
    return facts.row(String(only.dropFirst()), of: .scopes)?[0] ?? []
  }

  private func renames(_ name: String, _ evaluator: Evaluator) -> Value {
    let depth = name.split(separator: ".").count
    return evaluator.list(
      facts.renamed(to: name).map { alias in
        let target = facts.row(alias, of: .options)?[3][0] ?? name
        let rest = target.split(separator: ".").dropFirst(depth)
        return evaluator.attributes([
          ("from", evaluator.string(alias)),
          ("rest", evaluator.list(rest.map { evaluator.string(String($0)) })),
        ])
      })
  }
}

/// Facts that one evaluator has asked for, decoded once.
private final class FactAnswers {
  struct Question: Hashable {
    let kind: Symbol
    let name: Symbol
  }

  var known: [Question: Value] = [:]
}

/// Something the stand-in noticed while it went on.
struct RemarkRecord: Sendable {
  var severity: Diagnostic.Severity
  var code: String
  var message: String
  var fix: String?
  var place: NixPlace?

  init(_ set: AttributeSet, _ evaluator: Evaluator) throws {
    let reader = SetReader(set: set, evaluator: evaluator)
    severity = Diagnostic.Severity(rawValue: try reader.text("severity") ?? "") ?? .warning
    code = try reader.text("code") ?? "remark"
    message = try reader.text("message") ?? ""
    fix = try reader.text("fix")
    place = try reader.value("place").flatMap { try NixPlace($0, evaluator) }
  }
}

/// Remarks of one evaluation, in the order they were made.
final class RemarkCollector: Sendable {
  private let list = Mutex<[RemarkRecord]>([])

  func add(_ remark: RemarkRecord) { list.withLock { $0.append(remark) } }
  func removeAll() { list.withLock { $0 = [] } }
  var all: [RemarkRecord] { list.withLock { $0 } }
}

/// A place as `builtins.unsafeGetAttrPos` gives it.
struct NixPlace: Hashable, Sendable {
  var file: String
  var line: Int
  var column: Int

  init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  init?(_ value: Value, _ evaluator: Evaluator) throws {
    let value = try evaluator.force(value)
    guard value.isAttributes else { return nil }
    let reader = SetReader(set: value.attributes, evaluator: evaluator)
    guard let file = try reader.text("file"), let line = try reader.integer("line"),
      let column = try reader.integer("column")
    else { return nil }
    self.init(file: file, line: line, column: column)
  }
}

/// Reads attributes of a set by name.
struct SetReader {
  let set: AttributeSet
  let evaluator: Evaluator

  /// The value of an attribute, evaluated; nil when it is missing or null.
  func value(_ name: String) throws -> Value? {
    guard let entry = set.find(evaluator.symbols.intern(name)) else { return nil }
    let value = try evaluator.force(entry.slot)
    return value.isNull ? nil : value
  }

  /// The attribute as it is, perhaps a thunk.
  func unevaluated(_ name: String) -> Value? {
    set.find(evaluator.symbols.intern(name))?.value
  }

  func text(_ name: String) throws -> String? {
    guard let value = try value(name), value.isString else { return nil }
    return value.string.text
  }

  func integer(_ name: String) throws -> Int? {
    guard let value = try value(name), value.isInteger else { return nil }
    return value.integer
  }

  func boolean(_ name: String) throws -> Bool? { try value(name)?.boolean }

  /// The elements of a list, unevaluated.
  func elements(_ name: String) throws -> [Value] {
    guard let value = try value(name), value.isList else { return [] }
    return (0..<value.list.count).map { value.list[$0] }
  }
}
