import SourceText

/// Booleans, numbers, dates and times of TOML.
extension TOMLReader {
  /// Reads a value that is neither a string nor a container.
  mutating func readScalar() throws(TextError) -> TextNode.Value {
    let start = offset
    while let byte = current, isScalarByte(byte) { offset += 1 }
    // A blank may separate date and time, when digits follow it.
    if offset - start == 10, current == 0x20, bytes[start + 4] == UInt8(ascii: "-"),
      let next = peek(1), isDigit(next)
    {
      offset += 1
      while let byte = current, isScalarByte(byte) { offset += 1 }
    }
    let span = SourceSpan(start: start, end: offset)
    let word = bytes[start..<offset]
    if word.isEmpty { throw unexpected("a value") }
    let text = String(decoding: word, as: UTF8.self)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "inf", "+inf": return .float(.infinity)
    case "-inf": return .float(-.infinity)
    case "nan", "+nan", "-nan": return .float(.nan)
    default: break
    }
    if word.count > 4, word[start + 4] == UInt8(ascii: "-"), word.prefix(4).allSatisfy(isDigit) {
      return .dateTime(try dateTime(word, span))
    }
    if word.count > 2, word[start + 2] == UInt8(ascii: ":") {
      return .dateTime(try dateTime(word, span))
    }
    return try number(word, span)
  }

  private func isScalarByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  // MARK: Numbers

  private func number(
    _ word: ArraySlice<UInt8>, _ span: SourceSpan
  ) throws(TextError) -> TextNode.Value {
    var digits = word
    var isNegative = false
    let hasSign = word.first == UInt8(ascii: "+") || word.first == UInt8(ascii: "-")
    if hasSign { isNegative = digits.removeFirst() == UInt8(ascii: "-") }
    guard let first = digits.first, isDigit(first) else { throw notAValue(word, span) }
    if first == UInt8(ascii: "0"), digits.count > 1,
      let radix = radix(digits[digits.startIndex + 1])
    {
      guard !hasSign else {
        throw TextError(
          "toml-syntax", "a number of another base than ten has no sign", at: span,
          fix: "write the number in decimal")
      }
      let places = try grouped(digits.dropFirst(2), radix: radix, span, word)
      guard let value = Int64(String(decoding: places, as: UTF8.self), radix: radix) else {
        throw outOfRange(span)
      }
      return .integer(value)
    }
    if digits.contains(where: { !isDigit($0) && $0 != UInt8(ascii: "_") }) {
      return .float(try float(digits, isNegative: isNegative, word, span))
    }
    let places = try grouped(digits, radix: 10, span, word)
    if first == UInt8(ascii: "0"), places.count > 1 { throw leadingZero(span) }
    let text = (isNegative ? "-" : "") + String(decoding: places, as: UTF8.self)
    guard let value = Int64(text) else { throw outOfRange(span) }
    return .integer(value)
  }

  /// `digits [. digits] [e sign digits]`, each group with underscores only between digits.
  private func float(
    _ digits: ArraySlice<UInt8>, isNegative: Bool, _ word: ArraySlice<UInt8>, _ span: SourceSpan
  ) throws(TextError) -> Double {
    let exponentAt = digits.firstIndex { $0 | 0x20 == UInt8(ascii: "e") }
    let mantissa = digits[..<(exponentAt ?? digits.endIndex)]
    let point = mantissa.firstIndex(of: UInt8(ascii: "."))
    let integer = try grouped(mantissa[..<(point ?? mantissa.endIndex)], radix: 10, span, word)
    if integer.count > 1, integer.first == UInt8(ascii: "0") { throw leadingZero(span) }
    var text = (isNegative ? "-" : "") + String(decoding: integer, as: UTF8.self)
    if let point {
      let fraction = try grouped(mantissa[(point + 1)...], radix: 10, span, word)
      text += "." + String(decoding: fraction, as: UTF8.self)
    }
    if let exponentAt {
      var exponent = digits[(exponentAt + 1)...]
      text += "e"
      if let sign = exponent.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        text.unicodeScalars.append(Unicode.Scalar(sign))
        exponent.removeFirst()
      }
      text += String(decoding: try grouped(exponent, radix: 10, span, word), as: UTF8.self)
    }
    guard let value = Double(text), value.isFinite else {
      throw TextError("toml-float-range", "the number is too large for a 64-bit float", at: span)
    }
    return value
  }

  /// The digits without the underscores between them; `word` is what a message names.
  private func grouped(
    _ digits: ArraySlice<UInt8>, radix: Int, _ span: SourceSpan, _ word: ArraySlice<UInt8>
  ) throws(TextError) -> [UInt8] {
    var out: [UInt8] = []
    var canBreak = false
    for byte in digits {
      if byte == UInt8(ascii: "_"), canBreak {
        canBreak = false
      } else if let value = hexDigitValue(byte), value < radix {
        out.append(byte)
        canBreak = true
      } else {
        throw notAValue(word, span)
      }
    }
    guard canBreak else {
      throw TextError(
        "toml-syntax", "a number needs digits here, underscores stand only between digits",
        at: span)
    }
    return out
  }

  private func radix(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  private func leadingZero(_ span: SourceSpan) -> TextError {
    TextError(
      "toml-syntax", "a number must not start with 0", at: span, fix: "remove the leading zeros")
  }

  private func outOfRange(_ span: SourceSpan) -> TextError {
    TextError("toml-integer-range", "the integer does not fit 64 bits", at: span)
  }

  private func notAValue(_ word: ArraySlice<UInt8>, _ span: SourceSpan) -> TextError {
    TextError(
      "toml-syntax", "`\(String(decoding: word.prefix(40), as: UTF8.self))` is not a value",
      at: span, fix: "text stands in quotes")
  }

  // MARK: Dates and times

  private func dateTime(
    _ word: ArraySlice<UInt8>, _ span: SourceSpan
  ) throws(TextError) -> TextDateTime {
    var cursor = DigitCursor(bytes: word)
    var out = TextDateTime()
    let invalid = TextError("toml-date", "this is not a date or time", at: span)
    if word[word.startIndex + 2] != UInt8(ascii: ":") {
      guard let year = cursor.number(4), cursor.take("-"), let month = cursor.number(2),
        cursor.take("-"), let day = cursor.number(2)
      else { throw invalid }
      let date = TextDateTime.Day(year: year, month: month, day: day)
      guard date.exists else {
        throw TextError("toml-date", "the calendar has no such day", at: span)
      }
      out.date = date
      if cursor.isAtEnd { return out }
      guard cursor.take("T") || cursor.take("t") || cursor.take(" ") else { throw invalid }
    }
    guard let hour = cursor.number(2), cursor.take(":"), let minute = cursor.number(2),
      cursor.take(":"), let second = cursor.number(2)
    else { throw invalid }
    var nanosecond = 0
    if cursor.take(".") {
      guard let fraction = cursor.fraction() else { throw invalid }
      nanosecond = fraction
    }
    let time = TextDateTime.TimeOfDay(
      hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    guard time.exists else { throw TextError("toml-date", "no clock shows that time", at: span) }
    out.time = time
    if out.date != nil, !cursor.isAtEnd {
      if cursor.take("Z") || cursor.take("z") {
        out.offset = 0
      } else {
        // TOML 1.0 sets no limits; these are the ones that Nix has.
        let isWest = cursor.take("-")
        guard isWest || cursor.take("+"), let hours = cursor.number(2), cursor.take(":"),
          let minutes = cursor.number(2), hours <= 24, minutes <= 60
        else { throw invalid }
        out.offset = (hours * 60 + minutes) * (isWest ? -1 : 1)
      }
    }
    guard cursor.isAtEnd else { throw invalid }
    return out
  }

  /// Reads fixed fields from the front of a word.
  private struct DigitCursor {
    var bytes: ArraySlice<UInt8>

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard bytes.first == UInt8(ascii: character) else { return false }
      bytes.removeFirst()
      return true
    }

    /// A number of exactly `width` digits.
    mutating func number(_ width: Int) -> Int? {
      let digits = bytes.prefix(width).prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard digits.count == width else { return nil }
      bytes.removeFirst(width)
      return digits.reduce(0) { $0 * 10 + Int($1 & 15) }
    }

    /// The digits of a fraction as nanoseconds; finer digits are cut, as the language allows.
    mutating func fraction() -> Int? {
      let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard !digits.isEmpty else { return nil }
      bytes.removeFirst(digits.count)
      var value = digits.prefix(9).reduce(0) { $0 * 10 + Int($1 & 15) }
      for _ in digits.count..<max(9, digits.count) { value *= 10 }
      return value
    }
  }
}
