/// The type of an option as the facts write it: `nullOr(listOf(str))`, `enum("a","b",1)`.
package indirect enum OptionTypeText: Equatable, Sendable {
  /// A name, with arguments when it is a constructor.
  case type(String, [OptionTypeText])
  /// A quoted text: a value of an enumeration, a pattern, a description.
  case text(String)

  /// Nil when the text is not well formed.
  package init?(_ text: String) {
    var reader = Reader(bytes: Array(text.utf8))
    guard let type = reader.expression(depth: 0), reader.isAtEnd else { return nil }
    self = type
  }

  private struct Reader {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The facts cut types at the seventh level; anything much deeper is no type of theirs.
    static let depthLimit = 32

    var isAtEnd: Bool { offset == bytes.count }
    private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func expression(depth: Int) -> OptionTypeText? {
      guard depth < Self.depthLimit else { return nil }
      if byte == UInt8(ascii: "\"") { return quoted().map(OptionTypeText.text) }
      let start = offset
      while let byte, !"(),".utf8.contains(byte) { offset += 1 }
      let name = String(decoding: bytes[start..<offset], as: UTF8.self)
      guard byte == UInt8(ascii: "(") else { return .type(name, []) }
      offset += 1
      var arguments: [OptionTypeText] = []
      while let byte, byte != UInt8(ascii: ")") {
        guard let argument = expression(depth: depth + 1) else { return nil }
        arguments.append(argument)
        if self.byte == UInt8(ascii: ",") { offset += 1 }
      }
      guard byte == UInt8(ascii: ")") else { return nil }
      offset += 1
      return .type(name, arguments)
    }

    private mutating func quoted() -> String? {
      offset += 1
      let start = offset
      while let byte, byte != UInt8(ascii: "\"") {
        offset += byte == UInt8(ascii: "\\") ? 2 : 1
      }
      guard offset < bytes.count else { return nil }
      defer { offset += 1 }
      return OptionTypeText.unescaped(bytes[start..<offset])
    }
  }

  /// Backslash escapes resolved.
  static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var out: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
        out.append(byte)
        continue
      }
      switch escaped {
      case UInt8(ascii: "n"): out.append(0x0a)
      case UInt8(ascii: "r"): out.append(0x0d)
      case UInt8(ascii: "t"): out.append(0x09)
      default: out.append(escaped)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
