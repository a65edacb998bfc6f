import Glibc
import SourceText

/// Simple expressions: atoms, brackets, strings and paths.
extension Parser {
  mutating func parseSimple() throws(Failure) -> SyntaxTree.NodeID {
    let start = lexer.start
    switch lexer.kind {
    case .identifier: return parseIdentifier()
    case .integer: return try parseInteger()
    case .float: return try parseFloat()
    case .quote: return try parseString()
    case .indentedOpen: return try parseIndentedString()
    case .path: return try parsePath(.path)
    case .homePath: return try parsePath(.homePath)
    case .searchPath: return parseToken(.searchPath)
    case .uri: return parseToken(.uri)
    case .parenOpen:
      try open()
      let inner = try parseExpression()
      try close(.parenClose, .parenClose)
      return add(.parenthesized, from: start, a: inner.raw)
    case .bracketOpen: return try parseList()
    case .braceOpen: return try parseSet(.attributeSet, from: start)
    case .rec:
      lexer.advance()
      return try parseSet(.recursiveSet, from: start)
    case .let:
      lexer.advance()
      return try parseLegacyLet(from: start)
    default:
      throw unexpected(.expression)
    }
  }

  private mutating func parseToken(_ kind: SyntaxKind) -> SyntaxTree.NodeID {
    let id = add(kind, from: lexer.start, to: lexer.end)
    lexer.advance()
    return id
  }

  private mutating func parseList() throws(Failure) -> SyntaxTree.NodeID {
    let start = lexer.start
    let base = openChildren.count
    try open()
    while startsSimple {
      let element = try parseSelection(first: nil)
      warnOfTrailingOr(element)
      append(element)
    }
    try close(.bracketClose, .elementOrBracket)
    let elements = closeList(from: base)
    return add(.list, from: start, a: elements.raw)
  }

  /// A set in braces; `start` is the place of the word before it, if there is one.
  private mutating func parseSet(
    _ kind: SyntaxKind, from start: Int
  ) throws(Failure) -> SyntaxTree.NodeID {
    guard lexer.kind == .braceOpen else {
      throw unexpected(kind == .recursiveSet ? .braceAfterRec : .braceAfterLet)
    }
    try open()
    let role = kind == .attributeSet ? Expectation.bindingOrBrace : .bindingOrBraceOfRec
    let bindings = try parseBindings(until: .braceClose)
    try close(.braceClose, role)
    return add(kind, from: start, a: bindings.raw)
  }

  /// `{ … }` after the word `let`.
  mutating func parseLegacyLet(from start: Int) throws(Failure) -> SyntaxTree.NodeID {
    try parseSet(.legacyLet, from: start)
  }

  // MARK: Numbers

  private mutating func parseInteger() throws(Failure) -> SyntaxTree.NodeID {
    guard let value = currentInteger else { throw invalidNumber("integer") }
    return parseNumber(.integer, bits: UInt64(bitPattern: Int64(value)))
  }

  /// The value of the current integer token, nil when it needs more than 64 bits.
  var currentInteger: Int? {
    var value = 0
    for offset in lexer.start..<lexer.end {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int(file.bytes[offset] & 0x0f))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  private mutating func parseFloat() throws(Failure) -> SyntaxTree.NodeID {
    guard let value = currentFloat else { throw invalidNumber("float") }
    return parseNumber(.float, bits: value.bitPattern)
  }

  /// The value of the current float token, nil when it is too large or too small for a normal number.
  var currentFloat: Double? {
    let text = String(decoding: file.bytes[lexer.start..<lexer.end], as: UTF8.self)
    errno = 0
    let value = strtod(text, nil)
    return errno == 0 ? value : nil
  }

  private mutating func parseNumber(_ kind: SyntaxKind, bits: UInt64) -> SyntaxTree.NodeID {
    let id = add(
      kind, from: lexer.start, to: lexer.end, a: UInt32(truncatingIfNeeded: bits),
      b: UInt32(truncatingIfNeeded: bits >> 32))
    lexer.advance()
    return id
  }

  // MARK: Strings and paths

  /// `"…"`, from its opening quote; leaves the token after it current.
  mutating func parseString() throws(Failure) -> SyntaxTree.NodeID {
    let start = lexer.start
    let base = openChildren.count
    openBrackets.append(OpenBracket(kind: .quote, start: start))
    lexer.scanStringPart()
    while lexer.kind != .quote {
      switch lexer.kind {
      case .stringText:
        if containsNUL { throw nulInString() }
        let flag = lexer.hasEscapes ? SyntaxFlag.hasEscapes : .none
        append(add(.stringText, flag: flag, from: lexer.start, to: lexer.end))
      case .interpolationOpen: append(try parseInterpolation())
      default: throw unexpected(.quote)
      }
      lexer.scanStringPart()
    }
    openBrackets.removeLast()
    lexer.advance()
    let parts = closeList(from: base)
    return add(.string, from: start, a: parts.raw)
  }

  private mutating func parseIndentedString() throws(Failure) -> SyntaxTree.NodeID {
    let start = lexer.start
    let base = openChildren.count
    openBrackets.append(OpenBracket(kind: .indentedOpen, start: start))
    lexer.scanIndentedPart()
    while lexer.kind != .indentedClose {
      switch lexer.kind {
      case .indentedText, .indentedEscape:
        if containsNUL { throw nulInString() }
        let kind = lexer.kind == .indentedText ? SyntaxKind.indentedText : .indentedEscape
        append(add(kind, from: lexer.start, to: lexer.end))
      case .interpolationOpen: append(try parseInterpolation())
      default: throw unexpected(.indentedClose)
      }
      lexer.scanIndentedPart()
    }
    openBrackets.removeLast()
    lexer.advance()
    let parts = closeList(from: base)
    return add(.indentedString, from: start, a: parts.raw)
  }

  /// Whether there is a NUL byte in the current token.
  private var containsNUL: Bool {
    hasNUL && file.bytes[lexer.start..<lexer.end].contains(0)
  }

  /// `${ expression }`. The brace stays the current token, since what follows it may be text.
  mutating func parseInterpolation() throws(Failure) -> SyntaxTree.NodeID {
    let start = lexer.start
    try open()
    let inner = try parseExpression()
    let end = lexer.end
    try closeWithoutAdvancing(.braceClose, .interpolationClose)
    return add(.interpolation, from: start, to: end, a: inner.raw)
  }

  /// A path, whose first text is the current token.
  private mutating func parsePath(_ kind: SyntaxKind) throws(Failure) -> SyntaxTree.NodeID {
    let start = lexer.start
    var end = lexer.end
    var lastText = start
    lexer.scanPathPart()
    guard lexer.kind != .endOfFile else {
      try checkPathEnd(end, lastText)
      lexer.advance()
      return add(kind, from: start, to: end)
    }
    let base = openChildren.count
    append(add(.pathText, from: start, to: end))
    var hasInterpolation = false
    while lexer.kind != .endOfFile {
      if lexer.kind == .interpolationOpen {
        append(try parseInterpolation())
        hasInterpolation = true
      } else {
        append(add(.pathText, from: lexer.start, to: lexer.end))
        // Nix's grammar has room for one more text before the first interpolation.
        if !hasInterpolation, openChildren.count > base + 2 {
          throw brokenPath(found: "string", at: lexer.start)
        }
      }
      end = lexer.end
      lastText = lexer.start
      lexer.scanPathPart()
    }
    try checkPathEnd(end, lastText)
    if !hasInterpolation {
      throw brokenPath(
        found: "end of path", at: end < file.bytes.count ? lastText : start)
    }
    lexer.advance()
    let parts = closeList(from: base)
    return add(kind, from: start, to: end, a: parts.raw)
  }

  /// A path must not end with a slash. Its last text is where Nix believes the file to end, if the
  /// path ends it.
  private mutating func checkPathEnd(_ end: Int, _ lastText: Int) throws(Failure) {
    if end == file.bytes.count { nixEndOfFile = lastText }
    guard lexer.byte(end - 1) == UInt8(ascii: "/") else { return }
    throw trailingSlash(at: end)
  }
}
