import SourceText

/// The parser of TOML 1.0: lines, keys, headers, arrays and inline tables.
struct TOMLReader {
  let bytes: [UInt8]
  var offset = 0
  private let limits: TextLimits
  /// Whether a header may follow a value in its line, as in the reader that Nix uses.
  private let headersFollowValues: Bool
  private var depth = 0
  private var values = 0

  init(_ bytes: [UInt8], limits: TextLimits, headersFollowValues: Bool) throws(TextError) {
    self.bytes = bytes
    self.limits = limits
    self.headersFollowValues = headersFollowValues
    guard bytes.count <= limits.size else {
      throw TextError(
        "toml-size", "the text has \(bytes.count) bytes, more than \(limits.size)",
        at: SourceSpan(at: 0))
    }
    if let invalid = UTF8Scan.firstInvalid(bytes) {
      throw TextError(
        "toml-encoding", "the text is not valid UTF-8",
        at: SourceSpan(start: invalid, end: invalid + 1), fix: "save the file as UTF-8")
    }
    // Unlike JSON's, the specification's own test cases start with a byte order mark.
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { offset = 3 }
  }

  /// The byte at `offset`, or nil at the end.
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The byte some places further, or nil after the end.
  func peek(_ distance: Int) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  mutating func readDocument() throws(TextError) -> TOMLTable {
    let root = TOMLTable(.body, at: SourceSpan(start: 0, end: bytes.count))
    var table = root
    while true {
      try skipBlankLines()
      guard let byte = current else { return root }
      if byte == UInt8(ascii: "[") {
        let isElement = peek(1) == byte
        let start = offset
        offset += isElement ? 2 : 1
        let path = try readKey()
        try expect("]", "`]` after the name of the table")
        if isElement {
          guard current == UInt8(ascii: "]") else {
            throw unexpected("`]]` after the name of the array of tables")
          }
          offset += 1
        }
        let header = SourceSpan(start: start, end: offset)
        // What else is in its line is wrong before the name is.
        try readLineEnd()
        table = try root.open(path, isElement: isElement, at: header)
      } else {
        try readPair(into: table)
        skipBlanks()
        if headersFollowValues, current == UInt8(ascii: "[") { continue }
        try readLineEnd()
      }
    }
  }

  private mutating func readPair(into table: TOMLTable) throws(TextError) {
    let path = try readKey()
    try expect("=", "`=` after the key")
    skipBlanks()
    try table.set(path, to: try readValue())
  }

  // MARK: Keys

  /// A bare, quoted or dotted key, with the blanks around it.
  private mutating func readKey() throws(TextError) -> [TOMLKey] {
    var path: [TOMLKey] = []
    repeat {
      if !path.isEmpty { offset += 1 }
      skipBlanks()
      let start = offset
      let name: String
      switch current {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard peek(1) != current || peek(2) != current else {
          throw unexpected("a key; keys cannot be multi-line strings")
        }
        name = try readString()
      default:
        while let byte = current, isBareKeyByte(byte) { offset += 1 }
        if offset == start { throw unexpected("a key") }
        name = String(decoding: bytes[start..<offset], as: UTF8.self)
      }
      path.append(TOMLKey(name: name, span: SourceSpan(start: start, end: offset)))
      guard path.count <= limits.depth else { throw tooDeep() }
      skipBlanks()
    } while current == UInt8(ascii: ".")
    return path
  }

  private func isBareKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  // MARK: Values

  private mutating func readValue() throws(TextError) -> TextNode {
    let start = offset
    values &+= 1
    if values & 0x3ff == 0 { try limits.check(at: offset) }
    let value: TextNode.Value
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): value = .string(try readString())
    case UInt8(ascii: "["):
      value = .array(
        try nested { (reader) throws(TextError) in
          try reader.readArray()
        })
    case UInt8(ascii: "{"):
      value = try nested { (reader) throws(TextError) in
        try reader.readInlineTable()
      }
    default: value = try readScalar()
    }
    return TextNode(value, at: SourceSpan(start: start, end: offset))
  }

  /// Runs `body` one level deeper; the limit keeps the recursion off the end of the stack.
  private mutating func nested<Result>(
    _ body: (inout Self) throws(TextError) -> Result
  ) throws(TextError) -> Result {
    guard depth < limits.depth else { throw tooDeep() }
    depth += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  private mutating func readArray() throws(TextError) -> [TextNode] {
    offset += 1
    var items: [TextNode] = []
    while true {
      try skipBlankLines()
      if current == UInt8(ascii: "]") { break }
      items.append(try readValue())
      try skipBlankLines()
      if current == UInt8(ascii: "]") { break }
      guard current == UInt8(ascii: ",") else { throw unexpected("`,` or `]`") }
      offset += 1
    }
    offset += 1
    return items
  }

  private mutating func readInlineTable() throws(TextError) -> TextNode.Value {
    let table = TOMLTable(.body, at: SourceSpan(at: offset))
    offset += 1
    skipBlanks()
    if current != UInt8(ascii: "}") {
      while true {
        try readPair(into: table)
        skipBlanks()
        if current == UInt8(ascii: "}") { break }
        guard current == UInt8(ascii: ",") else {
          throw unexpected("`,` or `}`, an inline table stands on one line")
        }
        offset += 1
      }
    }
    offset += 1
    return table.node.value
  }

  // MARK: Space

  mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x09 { offset += 1 }
  }

  /// Blanks, comments and line ends.
  private mutating func skipBlankLines() throws(TextError) {
    while true {
      skipBlanks()
      if current == UInt8(ascii: "#") { try skipComment() }
      guard skipNewline() else { return }
    }
  }

  /// Blanks and a comment up to the end of the line or of the text.
  private mutating func readLineEnd() throws(TextError) {
    skipBlanks()
    if current == UInt8(ascii: "#") { try skipComment() }
    guard current != nil else { return }
    guard skipNewline() else { throw unexpected("the end of the line") }
  }

  /// Steps over one LF or CR LF.
  mutating func skipNewline() -> Bool {
    if current == 0x0a {
      offset += 1
      return true
    }
    if current == 0x0d, peek(1) == 0x0a {
      offset += 2
      return true
    }
    return false
  }

  private mutating func skipComment() throws(TextError) {
    while let byte = current, byte != 0x0a, !(byte == 0x0d && peek(1) == 0x0a) {
      if isForbiddenControl(byte) { throw controlCharacter() }
      offset += 1
    }
  }

  /// Control characters that may stand nowhere but as escapes.
  func isForbiddenControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7f }

  // MARK: Messages

  private mutating func expect(
    _ character: Unicode.Scalar, _ what: String
  ) throws(TextError) {
    guard current == UInt8(ascii: character) else { throw unexpected(what) }
    offset += 1
  }

  func controlCharacter() -> TextError {
    TextError(
      "toml-syntax", "a control character", at: SourceSpan(start: offset, end: offset + 1),
      fix: "write it in a string as an escape such as \\n")
  }

  func unexpected(_ expected: String) -> TextError {
    guard let byte = current else {
      return TextError(
        "toml-syntax", "unexpected end of the text, expected \(expected)",
        at: SourceSpan(at: offset))
    }
    let end = offset + max(1, UTF8Scan.sequenceLength(bytes, at: offset))
    let found =
      byte == 0x0a
      ? "end of the line"
      : byte == 0x0d
        ? "carriage return without a line feed"
        : "`\(String(decoding: bytes[offset..<end], as: UTF8.self))`"
    return TextError(
      "toml-syntax", "unexpected \(found), expected \(expected)",
      at: SourceSpan(start: offset, end: end))
  }

  private func tooDeep() -> TextError {
    TextError(
      "toml-depth", "more than \(limits.depth) levels of tables and arrays",
      at: SourceSpan(at: offset))
  }
}
