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

  /// Text of several lines as Nix writes it: without escape sequences, carriage returns and bells, and
  /// with tabs as spaces. What else could act on a terminal is made visible.
  ///
  /// Tab stops are counted from the beginning of the text, in which ends of lines have no width.
  ///
  /// - Parameter keepsColors: whether sequences that change colors stay, as on a terminal.
  package static func filtered(_ text: String, keepsColors: Bool = false) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f || $0 == 0x0a }) { return text }
    var out = ""
    out.reserveCapacity(text.utf8.count)
    var column = 0
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "\u{1b}" {
        let sequence = escapeSequence(&rest)
        if keepsColors, isColor(sequence) { out += String(sequence) }
        continue
      }
      rest.removeFirst()
      switch scalar {
      case "\r", "\u{7}": break
      case "\t":
        let width = 8 - column % 8
        out += String(repeating: " ", count: width)
        column += width
      default:
        out += visible(String(scalar), keepNewlines: true)
        if scalar != "\n" { column += 1 }
      }
    }
    return out
  }

  /// Whether a sequence changes colors and nothing else: `ESC [ 1 ; 31 m`. With `>` before the numbers it
  /// would say how a terminal sends keys.
  private static func isColor(_ sequence: Substring.UnicodeScalarView) -> Bool {
    let content = sequence.dropFirst()
    return content.first == "[" && content.last == "m"
      && content.dropFirst().dropLast().allSatisfy { "0"..."9" ~= $0 || $0 == ";" || $0 == ":" }
  }

  /// Takes an escape character and what belongs to it from the beginning of a text.
  private static func escapeSequence(
    _ text: inout Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView {
    let start = text
    func skip(_ isPart: (UInt32) -> Bool) {
      while let next = text.first, isPart(next.value) { text.removeFirst() }
    }
    func skipOne(of range: ClosedRange<UInt32>) {
      if let next = text.first, range.contains(next.value) { text.removeFirst() }
    }
    text.removeFirst()
    switch text.first {
    case "[":
      text.removeFirst()
      // Parameters, intermediate bytes, and one that ends the sequence.
      skip { (0x30...0x3f).contains($0) }
      skip { (0x20...0x2f).contains($0) }
      skipOne(of: 0x40...0x7e)
    case "]": skip { $0 != 0x1b && $0 != 0x07 }
    default: skipOne(of: 0x40...0x5f)
    }
    return start[start.startIndex..<text.startIndex]
  }

  private static func hex(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
