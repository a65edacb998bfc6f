/// Finds the first place where a text breaks the grammar of TOML 1.0, for `TOMLSyntaxFault`. Keys and
/// tables defined twice are not grammar.
struct TOMLGrammar {
  let text: [UInt8]
  var offset = 0

  /// The first fault of a text, or nil.
  static func firstFault(of text: [UInt8]) -> TOMLSyntaxFault? {
    var grammar = TOMLGrammar(text)
    do throws(TOMLSyntaxFault) {
      try grammar.document()
      return nil
    } catch { return error }
  }

  private init(_ text: [UInt8]) {
    // The last line ends, unless with half of a line end.
    let isOpen = text.last.map { $0 != 0x0a && $0 != 0x0d } ?? false
    self.text = isOpen ? text + [0x0a] : text
    if text.starts(with: [0xef, 0xbb, 0xbf]) { offset = 3 }
  }

  var current: UInt8? { offset < text.count ? text[offset] : nil }

  private mutating func document() throws(TOMLSyntaxFault) {
    try lineStart()
    while true {
      skipSpace()
      guard let byte = current else { return }
      if byte == UInt8(ascii: "[") {
        try header()
      } else {
        try pair()
        try comment()
        let before = offset
        skipSpace()
        guard
          offset == text.count || text[before..<offset].contains(0x0a) || wasNewline(before)
            || current == UInt8(ascii: "[")
        else {
          throw TOMLSyntaxFault(
            "toml::parse_table: newline (LF / CRLF) or EOF is expected", at: offset)
        }
      }
    }
  }

  /// Comments before the first key or header.
  private mutating func lineStart() throws(TOMLSyntaxFault) {
    while true {
      let before = offset
      try comment()
      if offset == before, !newline() { return }
    }
  }

  private func wasNewline(_ offset: Int) -> Bool { offset > 0 && text[offset - 1] == 0x0a }

  /// A comment with the end of its line.
  private mutating func comment() throws(TOMLSyntaxFault) {
    let start = offset
    skipBlanks()
    guard current == UInt8(ascii: "#") else {
      offset = start
      return
    }
    skipCommentText()
    guard current == nil || newline() else {
      while let byte = current, byte != 0x0a { offset += 1 }
      var fault = TOMLSyntaxFault(
        "toml::parse_comment_line: newline (LF / CRLF) or EOF is expected", at: offset,
        "but got this")
      fault.hint = ["most of the control characters are not allowed in comments"]
      throw fault
    }
  }

  private mutating func skipCommentText() {
    while let byte = current, byte == 0x09 || (byte >= 0x20 && byte != 0x7f) { offset += 1 }
  }

  // MARK: Keys and headers

  private mutating func header() throws(TOMLSyntaxFault) {
    let isElement = offset + 1 < text.count && text[offset + 1] == UInt8(ascii: "[")
    let title = "toml::parse_file: invalid \(isElement ? "array-table" : "table") key"
    offset += isElement ? 2 : 1
    skipBlanks()
    guard skipKey() else {
      throw TOMLSyntaxFault(
        title, at: offset, "expected basic key([a-zA-Z0-9_-]) or quoted key(\" or ')")
    }
    skipBlanks()
    let end = isElement ? "]]" : "]"
    guard text[offset...].starts(with: end.utf8) else {
      throw TOMLSyntaxFault(title, at: offset, "expected \(end)")
    }
    offset += end.utf8.count
    try comment()
    if wasNewline(offset) { return }
    skipBlanks()
    guard current == nil || newline() else {
      // What follows "or" is a carriage return and a line feed, which Nix does not print.
      throw TOMLSyntaxFault(
        "toml::parse_file: newline (or EOF) expected", at: offset, "expected 0x0a(LINE FEED) or")
    }
  }

  /// As much of a dotted key as there is; false when there is none.
  private mutating func skipKey() -> Bool {
    guard (try? simpleKey()) != nil else { return false }
    while true {
      let end = offset
      skipBlanks()
      guard skip("."), blanksAndKey() else {
        offset = end
        return true
      }
    }
  }

  private mutating func blanksAndKey() -> Bool {
    skipBlanks()
    return (try? simpleKey()) != nil
  }

  private mutating func simpleKey() throws(TOMLSyntaxFault) {
    let start = offset
    switch current {
    case UInt8(ascii: "\""): try basicString()
    case UInt8(ascii: "'"): try literalString()
    default:
      while let byte = current, isBareKeyByte(byte) { offset += 1 }
      guard offset > start else {
        throw TOMLSyntaxFault(
          "toml::parse_simple_key: invalid key: key must be \"quoted\", 'quoted-literal', or bare key.",
          at: offset, "expected alpha [a-zA-Z], digit [0-9], -, or _",
          hint: ["non-ASCII scripts are allowed in toml v1.1.0, but not in v1.0.0."])
      }
    }
  }

  private func isBareKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// A key, which may be dotted, and its value.
  private mutating func pair() throws(TOMLSyntaxFault) {
    while true {
      try simpleKey()
      let end = offset
      skipBlanks()
      guard skip(".") else {
        offset = end
        break
      }
      skipBlanks()
    }
    skipBlanks()
    guard skip("=") else {
      throw TOMLSyntaxFault(
        "toml::parse_key_value_pair: invalid key value separator `=`", at: offset, "expected =")
    }
    skipBlanks()
    try value()
  }

  // MARK: Containers

  private mutating func value() throws(TOMLSyntaxFault) {
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try string()
    case UInt8(ascii: "["): try array()
    case UInt8(ascii: "{"): try inlineTable()
    default: try scalar()
    }
  }

  private mutating func array() throws(TOMLSyntaxFault) {
    offset += 1
    skipSpace()
    var mayFollow = true
    while let byte = current, byte != UInt8(ascii: "]") {
      guard mayFollow else {
        throw TOMLSyntaxFault(
          "toml::parse_array: expected value-separator `,` or closing `]`", at: offset)
      }
      try value()
      skipSpace()
      mayFollow = skip(",")
      try comment()
      if mayFollow { skipSpace() }
    }
    guard skip("]") else {
      throw TOMLSyntaxFault(
        "toml::parse_array: missing closing bracket `]`", at: offset,
        "expected `]`, reached EOF")
    }
  }

  private mutating func inlineTable() throws(TOMLSyntaxFault) {
    offset += 1
    skipBlanks()
    var isFirst = true
    var hasComma = false
    while current != nil, current != UInt8(ascii: "}") {
      guard hasComma || isFirst else {
        throw TOMLSyntaxFault(
          "toml::parse_inline_table: expected value-separator `,` or closing `}`", at: offset)
      }
      isFirst = false
      try pair()
      skipBlanks()
      hasComma = skip(",")
      skipBlanks()
    }
    if hasComma {
      throw TOMLSyntaxFault(
        "toml::parse_inline_table: trailing comma is not allowed in TOML-v1.0.0)", at: offset)
    }
    guard skip("}") else {
      throw TOMLSyntaxFault(
        "toml::parse_inline_table: missing closing bracket `}`", at: offset,
        "expected `}`, reached line end")
    }
  }

  // MARK: Space

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func skipBlanks() { while current == 0x20 || current == 0x09 { offset += 1 } }

  /// One LF or CR LF.
  mutating func newline() -> Bool {
    if skip("\n") { return true }
    guard text[offset...].starts(with: [0x0d, 0x0a]) else { return false }
    offset += 2
    return true
  }

  /// Blanks, line ends, and comments that have one.
  private mutating func skipSpace() {
    while true {
      let start = offset
      skipBlanks()
      while newline() {}
      if current == UInt8(ascii: "#") {
        let comment = offset
        skipCommentText()
        if !newline() { offset = comment }
      }
      if offset == start { return }
    }
  }
}
