import NixLanguage

/// Strings and names as Nix prints them.
package enum StringLiteral {
  /// A string literal: `\`, `"`, newline, carriage return, tab and `${` are escaped.
  package static func quoted(_ bytes: some Collection<UInt8>) -> String {
    var out: [UInt8] = []
    append(bytes, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  package static func append(_ bytes: some Collection<UInt8>, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var dollar = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): out += Array("\\n".utf8)
      case UInt8(ascii: "\r"): out += Array("\\r".utf8)
      case UInt8(ascii: "\t"): out += Array("\\t".utf8)
      case UInt8(ascii: "{") where dollar:
        out.removeLast()
        out += Array("\\${".utf8)
      default: out.append(byte)
      }
      dollar = byte == UInt8(ascii: "$")
    }
    out.append(UInt8(ascii: "\""))
  }

  /// An attribute name, quoted where it has to be.
  package static func attributeName(_ name: String) -> String {
    NixName.isIdentifier(name) && !keywords.contains(name) ? name : quoted(Array(name.utf8))
  }

  /// Reserved words; unlike in sources, `or` stays bare when Nix prints it.
  private static let keywords: Set<String> = NixName.keywords.subtracting(["or"])
}
