import TextFormats

/// Strings of TOML, as far as a text follows their grammar.
extension TOMLGrammar {
  mutating func string() throws(TOMLSyntaxFault) {
    let start = offset
    let quote = text[offset]
    let isMultiline = text[offset...].starts(with: [quote, quote, quote])
    switch (quote, isMultiline) {
    case (UInt8(ascii: "\""), false): try basicString()
    case (UInt8(ascii: "\""), true):
      try multiline(quote, "toml::parse_ml_basic_string", closing: "\"\"\"")
      try checkCodePoints(in: start..<offset)
    case (_, false): try literalString()
    case (_, true): try multiline(quote, "toml::parse_ml_literal_string", closing: "'''")
    }
  }

  mutating func basicString() throws(TOMLSyntaxFault) {
    let start = offset
    offset += 1
    while basicCharacter() {}
    guard skip("\"") else {
      throw TOMLSyntaxFault(
        "toml::parse_basic_string: invalid string format", at: offset, "expected \"")
    }
    try checkCodePoints(in: start..<offset)
  }

  mutating func literalString() throws(TOMLSyntaxFault) {
    offset += 1
    while plainCharacter(but: UInt8(ascii: "'")) {}
    guard skip("'") else {
      throw TOMLSyntaxFault(
        "toml::parse_literal_string: invalid string format", at: offset, "expected '")
    }
  }

  private mutating func multiline(
    _ quote: UInt8, _ name: String, closing: String
  ) throws(TOMLSyntaxFault) {
    offset += 3
    while true {
      let quotes = text[offset...].prefix(5).prefix { $0 == quote }.count
      if quotes >= 3 {
        offset += quotes
        return
      }
      offset += quotes
      let isLiteral = quote == UInt8(ascii: "'")
      guard newline() || (isLiteral ? plainCharacter(but: quote) : basicCharacter() || lineBreak())
      else {
        throw TOMLSyntaxFault(
          "\(name): invalid string format", at: offset, "expected \(closing)")
      }
    }
  }

  /// A backslash before the end of a line.
  private mutating func lineBreak() -> Bool {
    let start = offset
    guard skip("\\") else { return false }
    while current == 0x20 || current == 0x09 { offset += 1 }
    guard newline() else {
      offset = start
      return false
    }
    while current == 0x20 || current == 0x09 || newline() {
      if text[offset - 1] != 0x0a { offset += 1 }
    }
    return true
  }

  private mutating func basicCharacter() -> Bool {
    guard current == UInt8(ascii: "\\") else { return plainCharacter(but: UInt8(ascii: "\"")) }
    guard offset + 1 < text.count else { return false }
    switch text[offset + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 2
      return true
    case UInt8(ascii: "u"): return escapedDigits(4)
    case UInt8(ascii: "U"): return escapedDigits(8)
    default: return false
    }
  }

  private mutating func escapedDigits(_ count: Int) -> Bool {
    let digits = text[(offset + 2)...].prefix(count)
    guard digits.count == count, digits.allSatisfy({ hexDigitValue($0) != nil }) else {
      return false
    }
    offset += 2 + count
    return true
  }

  /// A character that stands for itself: no control character, not the quote, valid UTF-8.
  private mutating func plainCharacter(but quote: UInt8) -> Bool {
    guard let byte = current, byte != quote, byte == 0x09 || byte >= 0x20, byte != 0x7f else {
      return false
    }
    let length = byte < 0x80 ? 1 : UTF8Scan.sequenceLength(text, at: offset)
    offset += length
    return length > 0
  }

  /// Escapes of numbers that are no character follow the grammar all the same.
  private func checkCodePoints(in range: Range<Int>) throws(TOMLSyntaxFault) {
    var index = range.lowerBound
    while index + 1 < range.upperBound {
      guard text[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      let count =
        switch text[index + 1] {
        case UInt8(ascii: "u"): 4
        case UInt8(ascii: "U"): 8
        default: 0
        }
      let digits = text[(index + 2)..<(index + 2 + count)]
      let value = digits.reduce(UInt64(0)) { $0 << 4 | UInt64(hexDigitValue($1) ?? 0) }
      let mark = (index + 1)..<(index + 2 + count)
      if value >> 11 == 0x1b {
        throw TOMLSyntaxFault(
          "toml::parse_utf8_codepoint: [0xD800, 0xDFFF] is not a valid UTF-8",
          [.init(range: mark, label: "here")])
      }
      if value > 0x10ffff {
        throw TOMLSyntaxFault(
          "toml::parse_utf8_codepoint: input codepoint is too large.",
          [.init(range: mark, label: "must be in range [0x00, 0x10FFFF]")])
      }
      index += 2 + count
    }
  }
}
