package import SourceText
package import TextFormats

/// A JSON value being made; optionals become null.
package enum JSONValue {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case list([JSONValue])
  case object([(String, JSONValue)])

  package static func bool(_ value: Bool?) -> JSONValue { value.map { .bool($0) } ?? .null }
  package static func integer(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
  package static func string(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
  package static func strings(_ values: [String]) -> JSONValue { .list(values.map { .string($0) }) }

  /// A number in hexadecimal of a fixed width, as PCI ids are written.
  package static func hex(_ value: Int?, _ width: Int) -> JSONValue {
    .string(
      value.map { value in
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
      })
  }

  /// The tree that the writer takes; places mean nothing here.
  package var node: TextNode {
    let nowhere = SourceSpan(start: 0, end: 0)
    switch self {
    case .null: return TextNode(.null, at: nowhere)
    case .bool(let value): return TextNode(.bool(value), at: nowhere)
    case .integer(let value): return TextNode(.integer(Int64(value)), at: nowhere)
    case .string(let value): return TextNode(.string(value), at: nowhere)
    case .list(let items): return TextNode(.array(items.map(\.node)), at: nowhere)
    case .object(let members):
      return TextNode(
        .object(members.map { TextMember($0.0, at: nowhere, $0.1.node) }), at: nowhere)
    }
  }
}

/// A JSON object being made, name by name.
package struct JSONObject {
  private var members: [(String, JSONValue)] = []

  package init() {}

  package subscript(name: String) -> JSONValue {
    get { members.last { $0.0 == name }?.1 ?? .null }
    set { members.append((name, newValue)) }
  }

  package var isEmpty: Bool { members.isEmpty }

  /// Adds a member unless its value is null.
  package mutating func set(_ name: String, _ value: JSONValue) {
    if case .null = value { return }
    members.append((name, value))
  }

  package var value: JSONValue { .object(members) }
}

/// What is wrong with a document, and where.
package struct JSONObjectError: Error {
  package var message: String
  package var span: SourceSpan
}

/// An object of a document being read. A missing name and null are the same: not known.
package struct JSONObjectReader {
  private let node: TextNode
  /// Where the object is, for messages: `gpus[0].`.
  private let path: String

  package init(_ node: TextNode, path: String) throws(JSONObjectError) {
    guard node.members != nil else {
      let name = path.isEmpty ? "the document" : String(path.dropLast())
      throw JSONObjectError(
        message: "\(name) must be an object, not \(node.kindName)", span: node.span)
    }
    self.node = node
    self.path = path
  }

  package func string(_ name: String) throws(JSONObjectError) -> String? {
    guard let value = self[name] else { return nil }
    guard case .string(let text) = value.value else { throw wrong(name, value, "a string") }
    return text
  }

  package func bool(_ name: String) throws(JSONObjectError) -> Bool? {
    guard let value = self[name] else { return nil }
    guard case .bool(let flag) = value.value else { throw wrong(name, value, "true or false") }
    return flag
  }

  package func integer(_ name: String) throws(JSONObjectError) -> Int? {
    guard let value = self[name] else { return nil }
    guard case .integer(let number) = value.value else { throw wrong(name, value, "an integer") }
    return Int(number)
  }

  package func hex(_ name: String) throws(JSONObjectError) -> Int? {
    guard let text = try string(name) else { return nil }
    guard text.utf8.count <= 8, let number = Int(text, radix: 16), number >= 0 else {
      throw wrong(name, self[name] ?? node, "a hexadecimal number")
    }
    return number
  }

  package func strings(_ name: String) throws(JSONObjectError) -> [String] {
    var out: [String] = []
    for item in try items(name) {
      guard case .string(let text) = item.value else { throw wrong(name, item, "a string") }
      out.append(text)
    }
    return out
  }

  package func object(_ name: String) throws(JSONObjectError) -> JSONObjectReader? {
    guard let value = self[name] else { return nil }
    return try JSONObjectReader(value, path: "\(path)\(name).")
  }

  package func objects(_ name: String) throws(JSONObjectError) -> [JSONObjectReader] {
    var out: [JSONObjectReader] = []
    for (index, item) in try items(name).enumerated() {
      out.append(try JSONObjectReader(item, path: "\(path)\(name)[\(index)]."))
    }
    return out
  }

  /// A value that must be there.
  package func required<Value>(_ name: String, _ value: Value?) throws(JSONObjectError) -> Value {
    guard let value else { throw error(name, "is missing") }
    return value
  }

  /// One of an enumeration's words.
  package func word<Word: RawRepresentable<String>>(
    _ name: String, _ type: Word.Type
  ) throws(JSONObjectError) -> Word? {
    guard let text = try string(name) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw error(name, "has the unknown value \(text)")
    }
    return word
  }

  package func error(_ name: String, _ problem: String) -> JSONObjectError {
    JSONObjectError(message: "\(path)\(name) \(problem)", span: (self[name] ?? node).span)
  }

  /// The names of all members, in their order.
  package var names: [String] { (node.members ?? []).map(\.name) }

  /// Whether a member is a list.
  package func isList(_ name: String) -> Bool {
    if case .array? = self[name]?.value { true } else { false }
  }

  /// All names with their strings.
  package func stringMembers() throws(JSONObjectError) -> [String: String] {
    var out: [String: String] = [:]
    for member in node.members ?? [] { out[member.name] = try string(member.name) }
    return out
  }

  private subscript(name: String) -> TextNode? {
    guard let value = node[name], value.value != .null else { return nil }
    return value
  }

  private func items(_ name: String) throws(JSONObjectError) -> [TextNode] {
    guard let value = self[name] else { return [] }
    guard case .array(let items) = value.value else { throw wrong(name, value, "a list") }
    return items
  }

  private func wrong(_ name: String, _ value: TextNode, _ wanted: String) -> JSONObjectError {
    JSONObjectError(
      message: "\(path)\(name) must be \(wanted), not \(value.kindName)", span: value.span)
  }
}
