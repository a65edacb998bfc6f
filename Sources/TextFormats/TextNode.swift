package import SourceText

/// A value of a data language (JSON, TOML, literal Nix) together with the place where it stands.
///
/// One decoder reads answers from all three languages, because all of them become this tree.
package struct TextNode: Sendable, Hashable {
  /// Where the value stands. A table of TOML that is spread over a file has the span of its header.
  package var span: SourceSpan
  package var value: Value

  /// What kinds of data there are.
  package enum Value: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
    case dateTime(TextDateTime)
    case array([TextNode])
    case object([TextMember])
  }

  package init(_ value: Value, at span: SourceSpan) {
    self.value = value
    self.span = span
  }

  /// The kind with its article, for messages: "a string".
  package var kindName: String {
    switch value {
    case .null: "null"
    case .bool: "a boolean"
    case .integer: "an integer"
    case .float: "a number"
    case .string: "a string"
    case .dateTime: "a date or time"
    case .array: "a list"
    case .object: "a set of attributes"
    }
  }

  /// The members of an object, or nil for any other kind.
  package var members: [TextMember]? {
    if case .object(let members) = value { members } else { nil }
  }

  /// The value of the last member of that name, as JSON readers usually choose.
  package subscript(name: String) -> TextNode? {
    members?.last { $0.name == name }?.node
  }
}

/// One `name = value` of an object, in the order of the text.
package struct TextMember: Sendable, Hashable {
  package var name: String
  /// The place of the name.
  package var nameSpan: SourceSpan
  package var node: TextNode

  package init(_ name: String, at nameSpan: SourceSpan, _ node: TextNode) {
    self.name = name
    self.nameSpan = nameSpan
    self.node = node
  }
}

extension [TextMember] {
  /// Members whose name already stood before, each with the first one of that name.
  ///
  /// JSON allows them and readers disagree about their meaning, so a careful reader reports them.
  package var duplicates: [(first: TextMember, again: TextMember)] {
    var seen: [String: TextMember] = [:]
    var found: [(first: TextMember, again: TextMember)] = []
    for member in self {
      if let first = seen[member.name] {
        found.append((first, member))
      } else {
        seen[member.name] = member
      }
    }
    return found
  }
}
