import SourceText

/// The parts of the JSON reader that turn characters into scalars: numbers and escapes.
extension JSONReader {
  /// Reads a number that starts at `offset`, as RFC 8259 section 6 spells it.
  mutating func readNumber() throws(TextError) -> Event {
    let begin = offset
    let isNegative = bytes[offset] == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    let integerStart = offset
    try readDigits()
    if bytes[integerStart] == UInt8(ascii: "0"), offset > integerStart + 1 {
      offset = integerStart
      throw syntax("a number must not start with 0", fix: "remove the leading zeros")
    }
    let integerEnd = offset
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try readDigits()
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count, bytes[offset] == 0x2b || bytes[offset] == 0x2d { offset += 1 }
      try readDigits()
    }
    if offset == integerEnd, let magnitude = magnitude(integerStart..<integerEnd) {
      if isNegative, magnitude <= UInt64(Int64.max) + 1 {
        return .integer(Int64(truncatingIfNeeded: 0 &- magnitude))
      }
      if !isNegative {
        return magnitude <= UInt64(Int64.max)
          ? .integer(Int64(magnitude)) : .unsigned(magnitude)
      }
    }
    let text = String(decoding: bytes[begin..<offset], as: UTF8.self)
    guard let number = Double(text), number.isFinite else {
      throw TextError(
        "json-number", "the number is too large for a 64-bit float",
        at: SourceSpan(start: begin, end: offset))
    }
    return .float(number)
  }

  private mutating func readDigits() throws(TextError) {
    let begin = offset
    while offset < bytes.count, isDigit(bytes[offset]) { offset += 1 }
    if offset == begin { throw syntax("a number needs a digit here") }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// The value of decimal digits, or nil when it does not fit 64 bits.
  private func magnitude(_ range: Range<Int>) -> UInt64? {
    var value: UInt64 = 0
    for index in range {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(bytes[index] & 15))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  /// Reads the escape whose backslash is at `offset`; a pair of surrogates is one code point.
  mutating func readJSONEscape() throws(TextError) -> UInt32 {
    let begin = offset
    guard offset + 1 < bytes.count else {
      throw TextError(
        "json-syntax", "the string is not closed", at: SourceSpan(start: begin, end: bytes.count))
    }
    let letter = bytes[offset + 1]
    offset += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(letter)
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "u"): return try readUnicodeEscape(from: begin)
    default:
      throw TextError(
        "json-syntax", "an unknown escape in a string", at: SourceSpan(start: begin, end: offset),
        fix: "a backslash itself is written \\\\")
    }
  }

  private mutating func readUnicodeEscape(from begin: Int) throws(TextError) -> UInt32 {
    let first = try readFourDigits(from: begin)
    guard first & 0xf800 == 0xd800 else { return first }
    if first < 0xdc00, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u")
    {
      offset += 2
      let second = try readFourDigits(from: begin)
      if second & 0xfc00 == 0xdc00 {
        return 0x1_0000 + (first & 0x3ff) << 10 + (second & 0x3ff)
      }
    }
    throw TextError(
      "json-encoding", "half of a surrogate pair stands for no character",
      at: SourceSpan(start: begin, end: offset))
  }

  private mutating func readFourDigits(from begin: Int) throws(TextError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard offset < bytes.count, let digit = hexDigitValue(bytes[offset]) else {
        throw TextError(
          "json-syntax", "\\u needs four hexadecimal digits",
          at: SourceSpan(start: begin, end: offset))
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }
}

/// The value of a hexadecimal digit of either case.
package func hexDigitValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
