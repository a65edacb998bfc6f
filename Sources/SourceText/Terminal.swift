/// Text from outside made fit for a terminal.
package enum Terminal {
  /// The text with everything that could act on a terminal made visible.
  ///
  /// C0 and C1 controls and DEL become `\x1b`-like escapes, as do the Unicode characters that change
  /// the direction of text or hide (bidirectional controls, zero-width characters, line and
  /// paragraph separators), which could make a line read as something it is not.
  package static func visible(_ text: String, keepNewlines: Bool = false) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text }
    var out = ""
    out.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0a where keepNewlines: out += "\n"
      case 0x0a: out += "\\n"
      case 0x09: out += "\\t"
      case 0x0d: out += "\\r"
      case 0..<0x20, 0x7f..<0xa0: out += "\\x" + hex(scalar.value, width: 2)
      case 0xad, 0x061c, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff,
        0xfff9...0xfffb, 0xe0000...0xe007f:
        out += "\\u{" + hex(scalar.value, width: 4) + "}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func hex(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
