/// Cuts Nix source into tokens, on demand: its user says whether ordinary tokens or the inside of a
/// string or path comes next, as only a parser (or `TokenStream`'s stack) knows.
///
/// Each `scan…` function reads one token at `end` and sets `kind`, `start` and `end`. The longest
/// match wins as in Nix's own lexer: `a/b` is a path, `a:b` a URI, `a.1` an identifier and a float.
/// Every byte is looked at a bounded number of times, whatever the input: look-ahead that found
/// nothing is remembered (`noPathBefore`, `noSchemeBefore`, `noCommentEndFrom`).
struct Lexer {
  /// Borrowed, so that no access touches a reference count.
  private let source: UnsafeBufferPointer<UInt8>
  private let classes: UnsafePointer<UInt16>

  /// The current token.
  private(set) var kind = TokenKind.endOfFile
  private(set) var start = 0
  private(set) var end = 0
  /// The end of the token before the current one.
  private(set) var previousEnd = 0
  /// Whether the current `stringText` is not its own value.
  private(set) var hasEscapes = false

  /// No path starts before this offset, where a run of path characters ends without a slash.
  private var noPathBefore = 0
  /// No URI starts before this offset, likewise.
  private var noSchemeBefore = 0
  /// No block comment that starts here or later is closed.
  private var noCommentEndFrom = Int.max

  init(_ source: UnsafeBufferPointer<UInt8>) {
    self.source = source
    classes = CharacterClass.table
  }

  /// The byte at an offset, 0 after the end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < source.count ? source[offset] : 0 }

  @inline(__always)
  private func isByte(_ offset: Int, _ scalar: Unicode.Scalar) -> Bool {
    byte(offset) == UInt8(ascii: scalar)
  }

  @inline(__always)
  private func has(_ classBits: UInt16, _ byte: UInt8) -> Bool {
    classes[Int(byte)] & classBits != 0
  }

  /// Reads the next ordinary token, after white space and comments, for forty callers.
  @inline(never)
  mutating func advance() {
    previousEnd = end
    skipTrivia()
    start = end
    kind = scan()
  }

  /// Goes to the end of the file, so that no other token comes.
  mutating func skipRest() { end = source.count }

  /// Moves `end` over white space and comments.
  @inline(__always)
  private mutating func skipTrivia() {
    var index = end
    while true {
      while has(CharacterClass.space, byte(index)) { index += 1 }
      if isByte(index, "#") {
        index = lineEnd(from: index)
      } else if isByte(index, "/"), isByte(index + 1, "*"), let close = commentEnd(from: index) {
        index = close
      } else {
        break
      }
    }
    end = index
  }

  /// The place of the line feed or carriage return that ends the line.
  @inline(never)
  private func lineEnd(from offset: Int) -> Int {
    var index = offset
    while index < source.count, source[index] != UInt8(ascii: "\n"),
      source[index] != UInt8(ascii: "\r")
    {
      index += 1
    }
    return index
  }

  /// The place after the block comment that starts at an offset, nil when nothing closes it.
  @inline(never)
  private mutating func commentEnd(from offset: Int) -> Int? {
    guard offset < noCommentEndFrom else { return nil }
    var index = offset + 2
    while index + 1 < source.count {
      if source[index] == UInt8(ascii: "*"), source[index + 1] == UInt8(ascii: "/") {
        return index + 2
      }
      index += 1
    }
    noCommentEndFrom = offset
    return nil
  }

  /// Reads one token that starts at `end` and moves `end` behind it.
  @inline(__always)
  private mutating func scan() -> TokenKind {
    let first = byte(end)
    if has(CharacterClass.identifierStart, first) { return scanWord() }
    if has(CharacterClass.digit, first) { return scanPath() ?? scanNumber() }
    let second = byte(end + 1)
    switch first {
    case 0:
      // As in Nix, a NUL byte ends the file.
      return .endOfFile
    case UInt8(ascii: "{"): return take(1, .braceOpen)
    case UInt8(ascii: "}"): return take(1, .braceClose)
    case UInt8(ascii: "("): return take(1, .parenOpen)
    case UInt8(ascii: ")"): return take(1, .parenClose)
    case UInt8(ascii: "["): return take(1, .bracketOpen)
    case UInt8(ascii: "]"): return take(1, .bracketClose)
    case UInt8(ascii: ";"): return take(1, .semicolon)
    case UInt8(ascii: ":"): return take(1, .colon)
    case UInt8(ascii: ","): return take(1, .comma)
    case UInt8(ascii: "@"): return take(1, .at)
    case UInt8(ascii: "?"): return take(1, .question)
    case UInt8(ascii: "*"): return take(1, .times)
    case UInt8(ascii: "\""): return take(1, .quote)
    case UInt8(ascii: "'"): return second == first ? scanIndentedOpen() : take(1, .invalid)
    case UInt8(ascii: "."): return scanDot(second)
    case UInt8(ascii: "="): return second == first ? take(2, .equal) : take(1, .assign)
    case UInt8(ascii: "!"): return choose(second, "=", .notEqual, else: .not)
    case UInt8(ascii: "<"): return scanLess(second)
    case UInt8(ascii: ">"): return choose(second, "=", .greaterOrEqual, else: .greater)
    case UInt8(ascii: "&"): return choose(second, "&", .logicalAnd, else: .invalid)
    case UInt8(ascii: "|"):
      if second == UInt8(ascii: ">") { return take(2, .pipeInto) }
      return choose(second, "|", .logicalOr, else: .invalid)
    case UInt8(ascii: "$"): return choose(second, "{", .interpolationOpen, else: .invalid)
    case UInt8(ascii: "+"):
      return scanPath() ?? choose(second, "+", .concatenate, else: .plus)
    case UInt8(ascii: "-"):
      return scanPath() ?? choose(second, ">", .implication, else: .minus)
    case UInt8(ascii: "/"):
      return scanPath() ?? choose(second, "/", .update, else: .divide)
    case UInt8(ascii: "~"): return scanHomePath()
    default: return scanInvalid()
    }
  }

  @inline(__always)
  private mutating func take(_ length: Int, _ kind: TokenKind) -> TokenKind {
    end += length
    return kind
  }

  /// A token of two bytes when the second one fits, else one of one byte.
  @inline(__always)
  private mutating func choose(
    _ second: UInt8, _ wanted: Unicode.Scalar, _ long: TokenKind, else short: TokenKind
  ) -> TokenKind {
    second == UInt8(ascii: wanted) ? take(2, long) : take(1, short)
  }

  /// A byte that begins no token, with the rest of its UTF-8 sequence.
  private mutating func scanInvalid() -> TokenKind {
    end += 1
    while end < source.count, source[end] & 0xc0 == 0x80 { end += 1 }
    return .invalid
  }

  // MARK: Words and numbers

  /// An identifier, keyword, path or URI.
  private mutating func scanWord() -> TokenKind {
    var index = end
    var next = byte(index)
    // The last eight bytes of the word.
    var word: UInt64 = 0
    repeat {
      word = word << 8 | UInt64(next)
      index += 1
      next = byte(index)
    } while has(CharacterClass.identifierPart, next)
    if has(CharacterClass.extendsWord, next) {
      if let kind = scanPath() { return kind }
      // What may stand in a scheme may stand in a path too, so the colon comes where no path does.
      if isByte(noPathBefore, ":"), let kind = scanURI() { return kind }
    }
    let length = index - end
    end = index
    return length <= Keyword.maximumLength ? Keyword.kind(of: word) : .identifier
  }

  /// `scheme:rest`, when that stands at `end`.
  private mutating func scanURI() -> TokenKind? {
    guard end >= noSchemeBefore else { return nil }
    var index = end
    while has(CharacterClass.schemePart, byte(index)) { index += 1 }
    guard isByte(index, ":"), has(CharacterClass.uriPart, byte(index + 1)) else {
      noSchemeBefore = index
      return nil
    }
    index += 1
    while has(CharacterClass.uriPart, byte(index)) { index += 1 }
    end = index
    return .uri
  }

  /// `12`, `1.`, `1.5e-3` or `0.5`; the digits of `05.5` are the integer `05` and the float `.5`.
  private mutating func scanNumber() -> TokenKind {
    let first = byte(end)
    skipDigits()
    let digits = end - start
    guard isByte(end, ".") else { return .integer }
    let isFraction = has(CharacterClass.digit, byte(end + 1))
    guard first != UInt8(ascii: "0") || (digits == 1 && isFraction) else { return .integer }
    end += 1
    skipDigits()
    skipExponent()
    return .float
  }

  private mutating func scanDot(_ second: UInt8) -> TokenKind {
    if let kind = scanPath() { return kind }
    if second == UInt8(ascii: "."), isByte(end + 2, ".") { return take(3, .ellipsis) }
    end += 1
    guard has(CharacterClass.digit, second) else { return .dot }
    skipDigits()
    skipExponent()
    return .float
  }

  private mutating func skipDigits() {
    while has(CharacterClass.digit, byte(end)) { end += 1 }
  }

  /// `e5`, `E-5`; an `e` without digits belongs to the next token.
  private mutating func skipExponent() {
    guard isByte(end, "e") || isByte(end, "E") else { return }
    let hasSign = isByte(end + 1, "+") || isByte(end + 1, "-")
    let digits = end + (hasSign ? 2 : 1)
    guard has(CharacterClass.digit, byte(digits)) else { return }
    end = digits
    skipDigits()
  }

  // MARK: Paths

  /// The first text of a path, when one starts at `end`: up to its end or first interpolation.
  private mutating func scanPath() -> TokenKind? {
    guard end >= noPathBefore else { return nil }
    var index = end
    while has(CharacterClass.pathPart, byte(index)) { index += 1 }
    guard isByte(index, "/"), let close = pathSegmentsEnd(from: index) else {
      noPathBefore = index
      return nil
    }
    end = close
    return .path
  }

  private mutating func scanHomePath() -> TokenKind {
    guard isByte(end + 1, "/"), let close = pathSegmentsEnd(from: end + 1) else {
      return take(1, .invalid)
    }
    end = close
    return .homePath
  }

  /// The end of `/a/b` or `/a/b/`, or of the slash in `/${`; nil when a lone slash stands there.
  private func pathSegmentsEnd(from slash: Int) -> Int? {
    var index = slash
    while isByte(index, "/"), has(CharacterClass.pathPart, byte(index + 1)) {
      index += 1
      while has(CharacterClass.pathPart, byte(index)) { index += 1 }
    }
    if index > slash { return isByte(index, "/") ? index + 1 : index }
    return isByte(index + 1, "$") && isByte(index + 2, "{") ? index + 1 : nil
  }

  /// Reads on in a path: a `pathText`, an `interpolationOpen`, or, where the path is over,
  /// `endOfFile` without moving.
  mutating func scanPathPart() {
    start = end
    if isByte(end, "$"), isByte(end + 1, "{") {
      kind = take(2, .interpolationOpen)
      return
    }
    var index = end
    while has(CharacterClass.pathPart, byte(index)) { index += 1 }
    if isByte(index, "/") { index = pathSegmentsEnd(from: index) ?? index + 1 }
    kind = index > end ? .pathText : .endOfFile
    end = index
  }

  /// `<`, `<=`, `<|` or `<nixpkgs/lib>`.
  private mutating func scanLess(_ second: UInt8) -> TokenKind {
    if second == UInt8(ascii: "=") { return take(2, .lessOrEqual) }
    if second == UInt8(ascii: "|") { return take(2, .pipeFrom) }
    var index = end + 1
    while has(CharacterClass.pathPart, byte(index))
      || (isByte(index, "/") && index > end + 1 && !isByte(index - 1, "/"))
    {
      index += 1
    }
    guard index > end + 1, isByte(index, ">"), !isByte(index - 1, "/") else {
      return take(1, .less)
    }
    end = index + 1
    return .searchPath
  }

  // MARK: Strings

  /// `''` with the rest of its line when that is spaces only.
  private mutating func scanIndentedOpen() -> TokenKind {
    var index = end + 2
    while isByte(index, " ") { index += 1 }
    end = isByte(index, "\n") ? index + 1 : end + 2
    return .indentedOpen
  }

  /// Reads on in a string: `stringText`, `interpolationOpen`, the closing `quote` or `endOfFile`.
  mutating func scanStringPart() {
    start = end
    hasEscapes = false
    var index = end
    scanning: while index < source.count {
      guard has(CharacterClass.stringMark, source[index]) else {
        index += 1
        continue
      }
      switch source[index] {
      case UInt8(ascii: "\""): break scanning
      case UInt8(ascii: "$"):
        let next = byte(index + 1)
        if next == UInt8(ascii: "{") { break scanning }
        // `$$` is two dollars, so that `$${` is no interpolation.
        index += next == UInt8(ascii: "$") ? 2 : 1
      case UInt8(ascii: "\\"):
        hasEscapes = true
        index += 2
      default:
        // A carriage return.
        hasEscapes = true
        index += 1
      }
    }
    end = min(index, source.count)
    if end > start {
      kind = .stringText
    } else if end == source.count {
      kind = .endOfFile
    } else if source[end] == UInt8(ascii: "\"") {
      kind = take(1, .quote)
    } else {
      kind = take(2, .interpolationOpen)
    }
  }

  /// Reads on in an indented string: `indentedText`, `indentedEscape`, `interpolationOpen`,
  /// `indentedClose` or `endOfFile`.
  mutating func scanIndentedPart() {
    start = end
    var index = end
    while index < source.count {
      guard has(CharacterClass.indentedMark, source[index]) else {
        index += 1
        continue
      }
      guard index + 1 < source.count else { break }
      // The byte after a dollar or a quote decides whether both are text.
      let next = source[index + 1]
      let other = source[index] == UInt8(ascii: "$") ? UInt8(ascii: "{") : UInt8(ascii: "$")
      if next == other || next == UInt8(ascii: "'") { break }
      index += 2
    }
    end = index
    if end > start {
      kind = .indentedText
    } else if end == source.count {
      kind = .endOfFile
    } else {
      kind = scanIndentedEscape()
    }
  }

  /// What starts with a dollar or a quote that is not text.
  private mutating func scanIndentedEscape() -> TokenKind {
    if source[end] == UInt8(ascii: "$") {
      return choose(byte(end + 1), "{", .interpolationOpen, else: .indentedEscape)
    }
    guard isByte(end + 1, "'") else { return take(1, .indentedEscape) }
    switch byte(end + 2) {
    case UInt8(ascii: "'"), UInt8(ascii: "$"): return take(3, .indentedEscape)
    case UInt8(ascii: "\\") where end + 3 < source.count: return take(4, .indentedEscape)
    default: return take(2, .indentedClose)
    }
  }
}
