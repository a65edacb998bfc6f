import TextFormats

/// Numbers, dates and words of TOML, as far as a text follows their grammar.
extension TOMLGrammar {
  // MARK: Words

  mutating func scalar() throws(TOMLSyntaxFault) {
    let lowercase = "must be in lowercase. A string must be surrounded by quotes."
    let booleans = "expected true or false"
    let floats = "expected from `1` to `9` or digit [0-9] or inf or nan"
    switch current {
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      guard skip(word: "true") || skip(word: "false") else {
        throw TOMLSyntaxFault(
          "toml::parse_boolean: invalid boolean: boolean must be `true` or `false`, in lowercase. "
            + "string must be surrounded by `\"`", at: offset, booleans)
      }
    case UInt8(ascii: "T"):
      throw TOMLSyntaxFault("toml::parse_value: `true` \(lowercase)", at: offset, booleans)
    case UInt8(ascii: "F"):
      throw TOMLSyntaxFault("toml::parse_value: `false` \(lowercase)", at: offset, booleans)
    case UInt8(ascii: "i"), UInt8(ascii: "I"):
      guard skip(word: "inf") else {
        throw TOMLSyntaxFault("toml::parse_value: `inf` \(lowercase)", at: offset, floats)
      }
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      guard skip(word: "nan") else {
        throw TOMLSyntaxFault("toml::parse_value: `nan` \(lowercase)", at: offset, floats)
      }
    default: try number()
    }
  }

  private mutating func skip(word: StaticString) -> Bool {
    guard word.withUTF8Buffer({ text[offset...].starts(with: $0) }) else { return false }
    offset += word.utf8CodeUnitCount
    return true
  }

  // MARK: Numbers and dates

  private static let integerHint = [
    "valid  : -42, 1_000, 1_2_3_4_5, 0xC0FFEE, 0b0010, 0o755", "invalid: _42, 1__000, 0123",
  ]
  private static let floatHint = [
    "valid  : +1.0, -2e-2, 3.141_592_653_589, inf, nan",
    "invalid: .0, 1., _1.0, 1.0_, 1_.0, 1.0__0",
  ]
  private static let timeHint = [
    "valid  : 1979-05-27T07:32:00, 1979-05-27 07:32:00.999999",
    "invalid: 1979-05-27T7:32:00, 1979-05-27 17:32",
  ]

  private mutating func number() throws(TOMLSyntaxFault) {
    let start = offset
    if skip(pattern: "dddd-dd-dd") { return try afterDate(start) }
    if time() { return try checkTime(start) }
    if float() { return try afterFloat(start) }
    if integer() { return try afterInteger(start) }
    switch current {
    case UInt8(ascii: "."):
      throw TOMLSyntaxFault(
        "bad float: integer part is required before decimal point", at: offset,
        "missing integer part", hint: Self.floatHint)
    case UInt8(ascii: "_"):
      throw TOMLSyntaxFault(
        "bad number: `_` must be surrounded by digits", at: offset,
        "digits required before `_`", hint: Self.integerHint)
    default: throw TOMLSyntaxFault("bad format: unknown value appeared", at: offset)
    }
  }

  /// What may follow a date. That it exists is looked at when all of the text has the right form.
  private mutating func afterDate(_ start: Int) throws(TOMLSyntaxFault) {
    guard let clock = try timeAfterDate() else { return try checkDay(start) }
    try checkDay(start)
    try checkTime(clock)
    try checkOffset(start, clock)
  }

  /// The place of the time after a date, where there is one.
  private mutating func timeAfterDate() throws(TOMLSyntaxFault) -> Int? {
    guard let byte = current else { return nil }
    let isTime = byte | 0x20 == UInt8(ascii: "t")
    let isDigitNext = offset + 1 < text.count && isDigit(text[offset + 1])
    guard isTime || byte == 0x20 && isDigitNext else {
      guard isDigit(byte) else { return nil }
      throw TOMLSyntaxFault(
        "bad datetime: missing T or space", at: offset, "expected T, t, or  ",
        hint: Self.timeHint)
    }
    offset += 1
    let clock = offset
    guard time() else {
      let digits = "dd:dd:dd".utf8.prefix { skip(pattern: $0) }.count
      throw TOMLSyntaxFault(
        "bad time: must be HH:MM:SS.subsec", at: offset,
        digits == 2 || digits == 5 ? "expected :" : "expected digit [0-9]", hint: Self.timeHint)
    }
    if skip("Z") || skip("z") || skip(pattern: "+dd:dd") || skip(pattern: "-dd:dd") { return clock }
    if skip("+") || skip("-") {
      while let byte = current, isDigit(byte) { offset += 1 }
      throw TOMLSyntaxFault(
        "bad offset: must be [+-]HH:MM or Z", at: offset, "expected z or Z or digit [0-9]",
        hint: ["valid  : +09:00, -05:30", "invalid: +9:00,  -5:30"])
    }
    return clock
  }

  private func checkDay(_ start: Int) throws(TOMLSyntaxFault) {
    let day = TextDateTime.Day(
      year: value(start, 4), month: value(start + 5, 2), day: value(start + 8, 2))
    guard day.exists else {
      throw TOMLSyntaxFault(
        "toml::parse_local_date: invalid date.", at: start,
        "month must be 01-12, day must be any of 01-28,29,30,31 depending on the month/year.")
    }
  }

  private func checkTime(_ start: Int) throws(TOMLSyntaxFault) {
    let title = "toml::parse_local_time: invalid time."
    guard value(start, 2) < 24, value(start + 3, 2) < 60 else {
      throw TOMLSyntaxFault(title, at: start, "hour must be 00-23, minute must be 00-59.")
    }
    guard value(start + 6, 2) <= 60 else {
      throw TOMLSyntaxFault(title, at: start, "second must be 00-60.")
    }
  }

  /// The offset from UTC, if the text has one.
  private func checkOffset(_ start: Int, _ clock: Int) throws(TOMLSyntaxFault) {
    guard offset - clock > 8, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(text[offset - 6])
    else { return }
    guard value(offset - 5, 2) <= 24, value(offset - 2, 2) <= 60 else {
      throw TOMLSyntaxFault(
        "toml::parse_offset_datetime: too large offset: |hour| <= 24, |minute| <= 60",
        [.init(range: start..<offset, label: "here")])
    }
  }

  private func value(_ start: Int, _ count: Int) -> Int {
    text[start..<start + count].reduce(0) { $0 * 10 + Int($1 & 15) }
  }

  private func afterFloat(_ start: Int) throws(TOMLSyntaxFault) {
    if current == UInt8(ascii: "_") {
      throw TOMLSyntaxFault(
        "bad float: `_` must be surrounded by digits", at: offset, "invalid underscore",
        hint: Self.floatHint)
    }
    let digits = text[start..<offset].filter { $0 != UInt8(ascii: "_") }
    let isNumber = digits.contains { (0x30...0x39).contains($0) }
    if isNumber, let value = Double(String(decoding: digits, as: UTF8.self)), value.isInfinite {
      throw TOMLSyntaxFault(
        "toml::parse_floating: failed to read floating point value from stream", at: offset)
    }
  }

  private mutating func afterInteger(_ start: Int) throws(TOMLSyntaxFault) {
    let hint = Self.integerHint
    let digits = text[start..<offset].filter { $0 != UInt8(ascii: "_") }
    let isZero =
      digits.last == UInt8(ascii: "0") && digits.count <= 2 && digits.first != 0x30
      || digits == [0x30]
    switch current {
    case UInt8(ascii: "_") where isZero:
      throw TOMLSyntaxFault(
        "bad integer: leading zero is not allowed in decimal int", at: offset, "leading zero",
        hint: hint)
    case UInt8(ascii: "_"):
      throw TOMLSyntaxFault(
        "bad integer: `_` must be surrounded by digits", at: offset, "invalid underscore",
        hint: hint)
    case UInt8(ascii: "0"):
      throw TOMLSyntaxFault(
        "bad integer: leading zero", at: offset - 1, "leading zero is not allowed", hint: hint)
    case .some(let byte) where isDigit(byte):
      throw TOMLSyntaxFault(
        "bad integer: invalid digit after an integer", at: offset, "this digit is not allowed",
        hint: hint)
    case UInt8(ascii: ":"), UInt8(ascii: "-"):
      throw TOMLSyntaxFault(
        "bad datetime: invalid format", at: offset, "here",
        hint: [
          "valid  : 1979-05-27T07:32:00-07:00, 1979-05-27 07:32:00.999999Z",
          "invalid: 1979-05-27T7:32:00-7:00, 1979-05-27 7:32-00:30",
        ])
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      throw TOMLSyntaxFault("bad float: invalid format", at: offset, "here", hint: Self.floatHint)
    default: try checkInteger(start, String(decoding: digits, as: UTF8.self))
    }
  }

  /// The bases other than ten, each with the letter that announces it and its name.
  private static let bases:
    [(letter: UInt8, radix: Int, name: String, like: String, digit: String)] =
      [
        (UInt8(ascii: "b"), 2, "bin", "0b0101, 0b1111_0000", "0 or 1"),
        (UInt8(ascii: "o"), 8, "oct", "0o775, 0o04_44", "from `0` to `7`"),
        (UInt8(ascii: "x"), 16, "hex", "0xC0FFEE, 0xdead_beef", "hex [0-9a-fA-F]"),
      ]

  /// The size of an integer whose grammar is right, and what a zero before a letter announces.
  private mutating func checkInteger(_ start: Int, _ digits: String) throws(TOMLSyntaxFault) {
    let hasSign = text[start] == UInt8(ascii: "+") || text[start] == UInt8(ascii: "-")
    let zero = start + (hasSign ? 1 : 0)
    let letter = text[zero] == UInt8(ascii: "0") && zero + 1 < text.count ? text[zero + 1] : 0
    guard let base = Self.bases.first(where: { $0.letter == letter }) else {
      if Int64(digits) == nil {
        throw TOMLSyntaxFault(
          "toml::parse_dec_integer: too large integer: current max digits = 2^63", at: offset,
          "must be < 2^63")
      }
      return
    }
    if hasSign || offset == zero + 1 {
      throw TOMLSyntaxFault(
        "toml::parse_\(base.name)_integer: invalid integer: \(base.name)_int must be like: "
          + base.like, at: hasSign ? start : zero + 2,
        "expected \(hasSign ? "0\(Character(UnicodeScalar(letter)))" : base.digit)")
    }
    if Int64(digits.dropFirst(2), radix: base.radix) == nil {
      throw TOMLSyntaxFault(
        "toml::parse_\(base.name)_integer: too large integer: current max value = 2^63",
        at: offset, "must be < 2^63")
    }
  }

  // MARK: Scanners

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// `d` is a digit, all else itself.
  private mutating func skip(pattern: StaticString) -> Bool {
    let start = offset
    let matches = pattern.withUTF8Buffer { letters in letters.allSatisfy { skip(pattern: $0) } }
    if !matches { offset = start }
    return matches
  }

  private mutating func skip(pattern letter: UInt8) -> Bool {
    guard let byte = current, letter == UInt8(ascii: "d") ? isDigit(byte) : byte == letter else {
      return false
    }
    offset += 1
    return true
  }

  private mutating func time() -> Bool {
    guard skip(pattern: "dd:dd:dd") else { return false }
    if skip(pattern: ".d") { while let byte = current, isDigit(byte) { offset += 1 } }
    return true
  }

  private mutating func float() -> Bool {
    let start = offset
    if decimal() {
      let hasExponent = exponent()
      if hasExponent { return true }
      if skip("."), digits(where: isDigit) {
        _ = exponent()
        return true
      }
    } else {
      if !skip("+") { _ = skip("-") }
      if skip(word: "inf") || skip(word: "nan") { return true }
    }
    offset = start
    return false
  }

  private mutating func exponent() -> Bool {
    let start = offset
    if skip("e") || skip("E") {
      if !skip("+") { _ = skip("-") }
      if digits(where: isDigit) { return true }
    }
    offset = start
    return false
  }

  private mutating func integer() -> Bool {
    let start = offset
    for base in Self.bases where text[offset...].starts(with: [UInt8(ascii: "0"), base.letter]) {
      offset += 2
      if digits(where: { hexDigitValue($0).map { $0 < base.radix } ?? false }) { return true }
      offset = start
    }
    return decimal()
  }

  /// An integer without zeros in front; as much of it as there is.
  private mutating func decimal() -> Bool {
    let start = offset
    if !skip("+") { _ = skip("-") }
    if skip("0") { return true }
    guard digits(where: isDigit) else {
      offset = start
      return false
    }
    return true
  }

  /// Digits with single underscores between them.
  private mutating func digits(where isDigit: (UInt8) -> Bool) -> Bool {
    guard let first = current, isDigit(first) else { return false }
    offset += 1
    while let byte = current {
      if isDigit(byte) {
        offset += 1
      } else if byte == UInt8(ascii: "_"), offset + 1 < text.count, isDigit(text[offset + 1]) {
        offset += 2
      } else {
        break
      }
    }
    return true
  }
}
