package import SourceText

/// A pull reader of JSON (RFC 8259): each `next()` gives one event, nothing is built.
///
/// It does not recurse and keeps one bit of state per open array or object. Strings are given as
/// bytes of well-formed UTF-8; the escapes of a lone surrogate are an error, as they have none.
package struct JSONReader {
  /// What was read. The bytes of a key or a string are in `text`.
  package enum Event: Sendable, Hashable {
    case beginArray, endArray, beginObject, endObject
    case key, string
    case null
    case bool(Bool)
    case integer(Int64)
    /// An integer above `Int64.max` that fits 64 bits, which Nix refuses and does not round.
    case unsigned(UInt64)
    /// A number with a fraction or an exponent, or an integer beyond 64 bits.
    case float(Double)
    case end
  }

  /// What may come next.
  private enum Expectation {
    case value, valueOrEnd, key, keyOrEnd, commaOrEnd, end
  }

  let bytes: [UInt8]
  var offset = 0
  private let limits: TextLimits
  private var expectation = Expectation.value
  /// For each open array or object whether it is an object.
  private var open: [Bool] = []
  private var start = 0
  private var events = 0
  /// The last string when it had escapes; else it is a part of `bytes`.
  private var unescaped: [UInt8] = []
  private var textRange: Range<Int>?

  /// A reader at the start of a text. A byte order mark is refused unless `skippingMark`.
  package init(
    _ bytes: [UInt8], limits: TextLimits = TextLimits(), skippingMark: Bool = false
  ) throws(TextError) {
    self.bytes = bytes
    self.limits = limits
    guard bytes.count <= limits.size else {
      throw TextError(
        "json-size", "the text has \(bytes.count) bytes, more than \(limits.size)",
        at: SourceSpan(at: 0))
    }
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      guard skippingMark else {
        throw TextError(
          "json-syntax", "a byte order mark is not part of JSON", at: SourceSpan(start: 0, end: 3),
          fix: "save the file as UTF-8 without a byte order mark")
      }
      offset = 3
    }
  }

  /// The place of the last event.
  package var span: SourceSpan { SourceSpan(start: start, end: offset) }

  /// The content of the last key or string, without quotes and escapes.
  package var text: ArraySlice<UInt8> {
    if let textRange { bytes[textRange] } else { unescaped[...] }
  }

  /// How many arrays and objects are open.
  package var depth: Int { open.count }

  /// Reads the next event. After `.end` it gives `.end` again.
  package mutating func next() throws(TextError) -> Event {
    events &+= 1
    if events & 0xfff == 0 { try limits.check(at: offset) }
    skipWhitespace()
    if expectation == .commaOrEnd, try passComma() { skipWhitespace() }
    start = offset
    guard offset < bytes.count else {
      if expectation == .end { return .end }
      throw syntax("unexpected end of the text, expected \(expected)")
    }
    let byte = bytes[offset]
    switch expectation {
    case .end:
      throw syntax("unexpected \(found) after the end of the value")
    case .commaOrEnd:
      return close()
    case .key, .keyOrEnd:
      if byte == UInt8(ascii: "}") {
        if expectation == .keyOrEnd { return close() }
        throw syntax("a comma before `}`", fix: "remove the comma")
      }
      guard byte == UInt8(ascii: "\"") else { throw syntax("unexpected \(found), expected a key") }
      try readString()
      let end = offset
      skipWhitespace()
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: ":") else {
        start = offset
        throw syntax("unexpected \(found), expected `:` after the key")
      }
      colonEnd = offset + 1
      offset = end
      expectation = .value
      return .key
    case .value, .valueOrEnd:
      if byte == UInt8(ascii: "]"), open.last == false {
        if expectation == .valueOrEnd { return close() }
        throw syntax("a comma before `]`", fix: "remove the comma")
      }
      return try readValue(byte)
    }
  }

  /// Where to go on after a key, so that `span` stays that of the key.
  private var colonEnd = 0

  private mutating func readValue(_ byte: UInt8) throws(TextError) -> Event {
    let event: Event
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard open.count < limits.depth else {
        throw TextError(
          "json-depth", "more than \(limits.depth) nested arrays and objects",
          at: SourceSpan(start: offset, end: offset + 1))
      }
      let isObject = byte == UInt8(ascii: "{")
      open.append(isObject)
      offset += 1
      expectation = isObject ? .keyOrEnd : .valueOrEnd
      return isObject ? .beginObject : .beginArray
    case UInt8(ascii: "\""):
      try readString()
      event = .string
    case UInt8(ascii: "t"): event = try readWord("true", .bool(true))
    case UInt8(ascii: "f"): event = try readWord("false", .bool(false))
    case UInt8(ascii: "n"): event = try readWord("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): event = try readNumber()
    case UInt8(ascii: "'"):
      throw syntax("unexpected `'`", fix: "JSON strings stand in double quotes")
    case UInt8(ascii: "/"), UInt8(ascii: "#"):
      throw syntax("unexpected \(found)", fix: "JSON has no comments; remove them")
    default: throw syntax("unexpected \(found), expected \(expected)")
    }
    finishValue()
    return event
  }

  private mutating func finishValue() { expectation = open.isEmpty ? .end : .commaOrEnd }

  private mutating func close() -> Event {
    offset += 1
    let wasObject = open.removeLast()
    finishValue()
    return wasObject ? .endObject : .endArray
  }

  /// Steps over a comma between values; false at the bracket that closes.
  private mutating func passComma() throws(TextError) -> Bool {
    let isObject = open.last == true
    guard offset < bytes.count else { return false }
    start = offset
    switch bytes[offset] {
    case UInt8(ascii: ","):
      offset += 1
      expectation = isObject ? .key : .value
      return true
    case isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"): return false
    default: throw syntax("unexpected \(found), expected \(expected)")
    }
  }

  private mutating func skipWhitespace() {
    if colonEnd > offset { offset = colonEnd }
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0a, 0x0d, 0x09: offset += 1
      default: return
      }
    }
  }

  private mutating func readWord(_ word: StaticString, _ event: Event) throws(TextError) -> Event {
    let length = word.utf8CodeUnitCount
    let matches = word.withUTF8Buffer { bytes[offset...].starts(with: $0) }
    guard matches, !isNameByte(at: offset + length) else {
      throw syntax("unexpected \(found), expected \(expected)")
    }
    offset += length
    return event
  }

  /// Reads a string whose quote is at `offset` into `text`.
  private mutating func readString() throws(TextError) {
    offset += 1
    let begin = offset
    textRange = nil
    var hasEscape = false
    scan: while offset < bytes.count {
      let byte = bytes[offset]
      if offset & 0xffff == 0 { try limits.check(at: offset) }
      switch byte {
      case UInt8(ascii: "\""):
        if hasEscape { break scan }
        textRange = begin..<offset
        break scan
      case UInt8(ascii: "\\"):
        if !hasEscape {
          hasEscape = true
          unescaped = Array(bytes[begin..<offset])
        }
        let codePoint = try readJSONEscape()
        UTF8Scan.append(codePoint, to: &unescaped)
      case 0..<0x20:
        throw TextError(
          "json-syntax", "a control character in a string", at: SourceSpan(at: offset),
          fix: "write it as an escape such as \\n")
      default:
        let length = UTF8Scan.sequenceLength(bytes, at: offset)
        guard length > 0 else {
          throw TextError(
            "json-encoding", "the string is not valid UTF-8",
            at: SourceSpan(start: offset, end: offset + 1), fix: "save the file as UTF-8")
        }
        if hasEscape { unescaped += bytes[offset..<offset + length] }
        offset += length
      }
    }
    guard offset < bytes.count else {
      throw TextError(
        "json-syntax", "the string is not closed", at: SourceSpan(start: start, end: offset))
    }
    offset += 1
  }

  // MARK: Messages

  private var expected: String {
    switch expectation {
    case .value, .valueOrEnd: "a value"
    case .key, .keyOrEnd: "a key"
    case .commaOrEnd: open.last == true ? "`,` or `}`" : "`,` or `]`"
    case .end: "the end"
    }
  }

  /// The word or the character at `offset`.
  private var found: String {
    guard offset < bytes.count else { return "end of the text" }
    var end = offset
    while isNameByte(at: end), end - offset < 20 { end += 1 }
    if end == offset { end = min(bytes.count, offset + max(1, characterLength)) }
    return "`\(String(decoding: bytes[offset..<end], as: UTF8.self))`"
  }

  private var characterLength: Int { UTF8Scan.sequenceLength(bytes, at: offset) }

  private func isNameByte(at offset: Int) -> Bool {
    guard offset < bytes.count else { return false }
    switch bytes[offset] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      return true
    default: return false
    }
  }

  func syntax(_ message: String, fix: String? = nil) -> TextError {
    let end = min(bytes.count, offset + 1)
    return TextError(
      "json-syntax", message, at: SourceSpan(start: min(start, end), end: end), fix: fix)
  }
}
