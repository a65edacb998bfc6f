/// A value that Nix source can spell without computing anything.
///
/// This is the only way by which values reach generated Nix text: `text` and `block` print a literal
/// so that any Nix reads the same value back, whatever characters it holds.
package indirect enum NixLiteral: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case float(Double)
  /// Must not hold U+0000, which no Nix string can; it prints as U+FFFD.
  case string(String)
  /// A path, absolute or relative to the file that will hold the text.
  case path(String)
  case list([NixLiteral])
  /// In the order given; names must be distinct.
  case attributes([Attribute])

  /// One attribute of a set.
  package struct Attribute: Sendable, Hashable {
    package var name: String
    package var value: NixLiteral

    package init(_ name: String, _ value: NixLiteral) {
      self.name = name
      self.value = value
    }
  }

  /// A set from pairs in the order written.
  package static func attributes(_ pairs: KeyValuePairs<String, NixLiteral>) -> NixLiteral {
    .attributes(pairs.map { Attribute($0.key, $0.value) })
  }

  /// The value of an attribute, or nil when this is no set or has no such name.
  package subscript(name: String) -> NixLiteral? {
    guard case .attributes(let attributes) = self else { return nil }
    return attributes.first { $0.name == name }?.value
  }

  /// What Nix calls the type, for messages.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "a Boolean"
    case .integer: "an integer"
    case .float: "a float"
    case .string: "a string"
    case .path: "a path"
    case .list: "a list"
    case .attributes: "a set"
    }
  }
}

extension NixLiteral: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: NixLiteral...) { self = .list(elements) }
}
