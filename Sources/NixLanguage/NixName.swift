/// Rules for names in Nix source.
package enum NixName {
  /// The reserved words. `or` is one only after a selection, but is quoted all the same.
  package static let keywords: Set<String> = [
    "if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or",
  ]

  /// Whether the text is an identifier by its characters; keywords are too.
  package static func isIdentifier(_ text: some StringProtocol) -> Bool {
    var bytes = text.utf8.makeIterator()
    guard let first = bytes.next(), isIdentifierStart(first) else { return false }
    while let byte = bytes.next() {
      guard isIdentifierPart(byte) else { return false }
    }
    return true
  }

  /// An attribute name as written in a set or in a path: bare when it can be, else quoted.
  package static func attribute(_ name: String) -> String {
    isIdentifier(name) && !keywords.contains(name) ? name : NixLiteral.quoted(name)
  }

  /// An attribute path such as `services."my app".enable`.
  package static func attributePath(_ names: some Sequence<String>) -> String {
    names.map(attribute).joined(separator: ".")
  }

  private static func isIdentifierStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func isIdentifierPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "'"), UInt8(ascii: "-"): true
    default: isIdentifierStart(byte)
    }
  }
}
