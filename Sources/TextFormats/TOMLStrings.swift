import SourceText

/// The four kinds of strings of TOML: basic and literal, each on one line or on several.
extension TOMLReader {
  /// Reads the string whose first quote is at `offset`.
  mutating func readString() throws(TextError) -> String {
    let start = offset
    let quote = bytes[offset]
    let isMultiline = peek(1) == quote && peek(2) == quote
    offset += isMultiline ? 3 : 1
    if isMultiline { _ = skipNewline() }
    var out: [UInt8] = []
    while let byte = current {
      if byte == quote {
        guard isMultiline else {
          offset += 1
          return String(decoding: out, as: UTF8.self)
        }
        let count = bytes[offset...].prefix(6).prefix { $0 == quote }.count
        if count >= 3 {
          // Up to two quotes may stand right before the three that close.
          let content = min(count, 5) - 3
          out += repeatElement(quote, count: content)
          offset += content + 3
          return String(decoding: out, as: UTF8.self)
        }
        out += repeatElement(quote, count: count)
        offset += count
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        if !isMultiline || !skipLineContinuation() { try readEscape(into: &out) }
      } else if isMultiline, byte == 0x0a || byte == 0x0d && peek(1) == 0x0a {
        _ = skipNewline()
        out.append(0x0a)
      } else if byte == 0x0a {
        break
      } else if isForbiddenControl(byte) {
        throw controlCharacter()
      } else {
        out.append(byte)
        offset += 1
      }
    }
    throw TextError(
      "toml-syntax", "the string is not closed", at: SourceSpan(start: start, end: offset))
  }

  /// A backslash at the end of a line takes it and all white space after it away.
  private mutating func skipLineContinuation() -> Bool {
    let start = offset
    offset += 1
    skipBlanks()
    guard skipNewline() else {
      offset = start
      return false
    }
    repeat { skipBlanks() } while skipNewline()
    return true
  }

  private mutating func readEscape(into out: inout [UInt8]) throws(TextError) {
    let start = offset
    let letter = peek(1) ?? 0
    offset = min(offset + 2, bytes.count)
    switch letter {
    case UInt8(ascii: "b"): out.append(8)
    case UInt8(ascii: "t"): out.append(9)
    case UInt8(ascii: "n"): out.append(10)
    case UInt8(ascii: "f"): out.append(12)
    case UInt8(ascii: "r"): out.append(13)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(letter)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let count = letter == UInt8(ascii: "u") ? 4 : 8
      var value: UInt32 = 0
      for _ in 0..<count {
        guard let digit = current.flatMap(hexDigitValue) else {
          throw TextError(
            "toml-syntax", "the escape needs \(count) hexadecimal digits",
            at: SourceSpan(start: start, end: offset))
        }
        value = value << 4 | UInt32(digit)
        offset += 1
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw TextError(
          "toml-encoding", "the escape stands for no Unicode character",
          at: SourceSpan(start: start, end: offset))
      }
      UTF8Scan.append(scalar.value, to: &out)
    default:
      throw TextError(
        "toml-syntax", "an unknown escape in a string", at: SourceSpan(start: start, end: offset),
        fix: "a backslash itself is written \\\\, or use a 'literal' string")
    }
  }
}
