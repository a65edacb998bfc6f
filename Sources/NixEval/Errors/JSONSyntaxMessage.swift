import TextFormats

/// What Nix says of a text that is not JSON: the words of the library that it reads JSON with.
///
/// `JSONReader` decides *that* a text is wrong, and does so fast. Only then this goes over it once
/// more, by that library's idea of a token: it names the last token that was begun, all that was read
/// since the last string or number, and the place where reading stopped.
struct JSONSyntaxMessage {
  private enum Token {
    case beginArray, endArray, beginObject, endObject, colon, comma
    case string, number, literal(StaticString)
    case end
    /// Not a token; with what is wrong.
    case invalid(String)

    var name: String {
      switch self {
      case .beginArray: "'['"
      case .endArray: "']'"
      case .beginObject: "'{'"
      case .endObject: "'}'"
      case .colon: "':'"
      case .comma: "','"
      case .string: "string literal"
      case .number: "number literal"
      case .literal(let word): "\(word) literal"
      case .end: "end of input"
      case .invalid: "<parse error>"
      }
    }
  }

  private let text: [UInt8]
  /// How many bytes were read; one more than there are when the end was met.
  private var read = 0
  /// Where what was read last begins.
  private var start = 0
  private var line = 1
  /// Bytes of the line that were read.
  private var column = 0
  private var token = Token.end

  /// The message about a text, or nil when nothing is wrong with it.
  static func describe(_ text: [UInt8]) -> String? {
    var scanner = JSONSyntaxMessage(text)
    return scanner.document()
  }

  private init(_ text: [UInt8]) { self.text = text }

  // MARK: Grammar

  private mutating func document() -> String? {
    /// For each open array or object whether it is an array.
    var open: [Bool] = []
    advance()
    values: while true {
      switch token {
      case .beginObject:
        advance()
        if case .endObject = token { break }
        if let problem = key() { return problem }
        open.append(false)
        advance()
        continue values
      case .beginArray:
        advance()
        if case .endArray = token { break }
        open.append(true)
        continue values
      case .string, .literal: break
      case .number:
        let digits = text[start..<read]
        // Infinite, and then an error of its own.
        guard let number = Double(String(decoding: digits, as: UTF8.self)), number.isFinite else {
          return "[json.exception.out_of_range.406] number overflow parsing '\(lastRead)'"
        }
      case .invalid: return problem("value", expected: nil)
      case .end where read == 1:
        return located(
          "attempting to parse an empty input; check that your input string or stream contains "
            + "the expected JSON")
      case .end, .endArray, .endObject, .colon, .comma:
        return problem("value", expected: "'[', '{', or a literal")
      }
      // A value ended here; so may what is around it.
      while let isArray = open.last {
        advance()
        switch token {
        case .comma:
          if !isArray {
            advance()
            if let problem = key() { return problem }
          }
          advance()
          continue values
        case .endArray where isArray, .endObject where !isArray: open.removeLast()
        default: return problem(isArray ? "array" : "object", expected: isArray ? "']'" : "'}'")
        }
      }
      advance()
      guard case .end = token else { return problem("value", expected: "end of input") }
      return nil
    }
  }

  /// A key, which is the token already, and its colon.
  private mutating func key() -> String? {
    guard case .string = token else { return problem("object key", expected: "string literal") }
    advance()
    guard case .colon = token else { return problem("object separator", expected: "':'") }
    return nil
  }

  // MARK: Messages

  private func problem(_ context: String, expected: String?) -> String {
    let found =
      if case .invalid(let fault) = token { "\(fault); last read: '\(lastRead)'" } else {
        "unexpected \(token.name)"
      }
    let wanted = expected.map { "; expected \($0)" } ?? ""
    return located("syntax error while parsing \(context) - \(found)\(wanted)")
  }

  private func located(_ problem: String) -> String {
    "[json.exception.parse_error.101] parse error at line \(line), column \(column): \(problem)"
  }

  /// What was read since the last token with a text of its own began; control characters by number.
  private var lastRead: String {
    var out: [UInt8] = []
    for byte in text[start..<min(read, text.count)] {
      if byte <= 0x1f {
        out += "<U+\(Self.hex(byte))>".utf8
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  // MARK: Tokens

  /// The next byte, or nil at the end, which counts as one column more.
  @discardableResult private mutating func next() -> UInt8? {
    let byte = read < text.count ? text[read] : nil
    read += 1
    column += 1
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 0
    }
    return byte
  }

  private func peek() -> UInt8? { read < text.count ? text[read] : nil }

  /// Reads the next token.
  private mutating func advance() { token = scan() }

  private mutating func scan() -> Token {
    if read == 0, peek() == 0xef {
      next()
      guard next() == 0xbb, next() == 0xbf else {
        return .invalid("invalid BOM; must be 0xEF 0xBB 0xBF if given")
      }
    }
    var byte = next()
    while byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d { byte = next() }
    switch byte {
    case UInt8(ascii: "["): return .beginArray
    case UInt8(ascii: "]"): return .endArray
    case UInt8(ascii: "{"): return .beginObject
    case UInt8(ascii: "}"): return .endObject
    case UInt8(ascii: ":"): return .colon
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "-"): return number()
    case nil, 0: return .end
    case .some(let byte) where isDigit(byte): return number()
    default: return .invalid("invalid literal")
    }
  }

  /// A word whose first letter was read.
  private mutating func word(_ word: StaticString) -> Token {
    let matches = word.withUTF8Buffer { letters in
      letters.dropFirst().allSatisfy { next() == $0 }
    }
    return matches ? .literal(word) : .invalid("invalid literal")
  }

  // MARK: Numbers

  /// A number whose first byte was read.
  private mutating func number() -> Token {
    start = read - 1
    var first: UInt8? = text[start]
    if first == UInt8(ascii: "-") {
      guard isDigit(peek()) else { return stop("invalid number; expected digit after '-'") }
      first = next()
    }
    if first != UInt8(ascii: "0") { digits() }
    if peek() == UInt8(ascii: ".") {
      next()
      guard isDigit(peek()) else { return stop("invalid number; expected digit after '.'") }
      digits()
    }
    if let letter = peek(), letter | 0x20 == UInt8(ascii: "e") {
      next()
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") {
        next()
        guard isDigit(peek()) else {
          return stop("invalid number; expected digit after exponent sign")
        }
      } else if !isDigit(peek()) {
        return stop("invalid number; expected '+', '-', or digit after exponent")
      }
      digits()
    }
    // The byte after a number is read to see the number's end and put back, which loses the column
    // when it is the end of the line.
    if peek() == UInt8(ascii: "\n") { column = 0 }
    return .number
  }

  /// What is wrong is seen when the next byte has been read.
  private mutating func stop(_ problem: String) -> Token {
    next()
    return .invalid(problem)
  }

  private mutating func digits() { while isDigit(peek()) { next() } }

  private func isDigit(_ byte: UInt8?) -> Bool {
    byte.map { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ?? false
  }

  // MARK: Strings

  /// A string whose quote was read.
  private mutating func string() -> Token {
    start = read - 1
    while true {
      switch next() {
      case nil: return .invalid("invalid string: missing closing quote")
      case UInt8(ascii: "\""): return .string
      case UInt8(ascii: "\\"): if let problem = escape() { return .invalid(problem) }
      case .some(let byte) where byte < 0x20: return .invalid(Self.controlCharacter(byte))
      case .some(let byte) where byte < 0x80: break
      case .some(let byte):
        guard Self.continuations(of: byte)?.allSatisfy({ next().map($0.contains) ?? false }) == true
        else { return .invalid("invalid string: ill-formed UTF-8 byte") }
      }
    }
  }

  /// What the bytes that follow the first byte of a character may be; nil when no character begins
  /// with it.
  private static func continuations(of byte: UInt8) -> [ClosedRange<UInt8>]? {
    let any: ClosedRange<UInt8> = 0x80...0xbf
    return switch byte {
    case 0xc2...0xdf: [any]
    case 0xe0: [0xa0...0xbf, any]
    case 0xed: [0x80...0x9f, any]
    case 0xe1...0xef: [any, any]
    case 0xf0: [0x90...0xbf, any, any]
    case 0xf1...0xf3: [any, any, any]
    case 0xf4: [0x80...0x8f, any, any]
    default: nil
    }
  }

  /// The rest of an escape whose backslash was read, or what is wrong with it.
  private mutating func escape() -> String? {
    switch next() {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return nil
    case UInt8(ascii: "u"): break
    default: return "invalid string: forbidden character after backslash"
    }
    let fourDigits = "invalid string: '\\u' must be followed by 4 hex digits"
    guard let unit = codeUnit() else { return fourDigits }
    if unit & 0xfc00 == 0xdc00 {
      return "invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF"
    }
    guard unit & 0xfc00 == 0xd800 else { return nil }
    let lone = "invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF"
    guard next() == UInt8(ascii: "\\"), next() == UInt8(ascii: "u") else { return lone }
    guard let second = codeUnit() else { return fourDigits }
    return second & 0xfc00 == 0xdc00 ? nil : lone
  }

  private mutating func codeUnit() -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = next().flatMap(hexDigitValue) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private static func controlCharacter(_ byte: UInt8) -> String {
    let short: [UInt8: String] = [8: "b", 9: "t", 10: "n", 12: "f", 13: "r"]
    let number = hex(byte)
    return "invalid string: control character U+\(number) (\(controlNames[Int(byte)])) must be "
      + "escaped to \\u\(number)" + (short[byte].map { " or \\\($0)" } ?? "")
  }

  /// The names of the bytes 0 to 31 in ASCII.
  private static let controlNames = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
    "SO",
    "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS",
    "GS", "RS", "US",
  ]
}
