/// Reads the gaps between tokens: comments, empty lines and the directives that disable formatting.
///
/// Gaps must be read in source order; a region begun in one gap is open in the next.
struct TriviaReader {
  /// The trivia of one gap: what belongs to the token before it, and to the one after it.
  struct Gap {
    /// The comment behind the token before, on its line, without `#` and surrounding space.
    var trailing: [UInt8]?
    var leading: [Trivium] = []
  }

  private let bytes: [UInt8]
  /// Where the line of the directive begins that opened a region, if one is open.
  private(set) var regionStart: Int?
  /// A place and its column; columns are asked for in ascending order.
  private var counted = (place: 0, column: 0)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The gap between two tokens. `hasTokenBefore` is false at the begin of a file or of an
  /// interpolation: there everything belongs to the token after.
  mutating func gap(_ range: Range<Int>, hasTokenBefore: Bool) -> Gap {
    // Most gaps are a space or a line break.
    if bytes[range].allSatisfy({ $0 == 0x20 }) { return Gap() }
    let pieces = read(range)
    guard hasTokenBefore else { return Gap(leading: leading(pieces[...])) }
    let rest = pieces.drop(while: \.canTrail)
    let behind = pieces[..<rest.startIndex]
    if behind.count == 1, case .lineComment(_, let column)? = behind.first {
      // A comment right above a comment or token in the same column belongs with that.
      var isBlock = false
      if rest.count >= 2, rest.first == .newlines(1),
        case .lineComment(_, column) = rest[rest.startIndex + 1]
      {
        isBlock = true
      } else if rest.count == 1, rest.first == .newlines(1),
        column == self.column(of: range.upperBound)
      {
        isBlock = true
      }
      if isBlock { return Gap(leading: leading(pieces[...])) }
    }
    let texts = behind.compactMap(\.trailingText)
    let trailing = Array(texts.joined(separator: [UInt8(ascii: " ")]))
    return Gap(trailing: trailing.isEmpty ? nil : trailing, leading: leading(rest))
  }

  /// What belongs to the end of the file when a region is still open there.
  func unclosedRegion() -> [Trivium] {
    guard let regionStart else { return [] }
    return [.regionDirective(.endOfFile(regionStart..<bytes.count))]
  }

  // MARK: Pieces

  /// A gap's content as it is written.
  private enum Piece: Equatable {
    case newlines(Int)
    case lineComment([UInt8], column: Int)
    case blockComment(isDoc: Bool, lines: [[UInt8]])
    case languageAnnotation([UInt8])
    /// A directive with nothing behind it on its line; the range ends with the line.
    case directive(isDisable: Bool, Range<Int>)

    /// Whether it can be a comment of the token before it.
    var canTrail: Bool {
      switch self {
      case .lineComment, .directive: true
      case .blockComment(let isDoc, let lines): !isDoc && lines.count <= 1
      case .newlines, .languageAnnotation: false
      }
    }

    /// Its text as such a comment.
    var trailingText: [UInt8]? {
      let text: [UInt8]
      switch self {
      case .lineComment(let content, _): text = Array(CommentText.trimmed(content[...]))
      case .blockComment(_, let lines): text = Array(CommentText.trimmed((lines.first ?? [])[...]))
      case .directive(let isDisable, _): text = Array(Self.name(isDisable).utf8)
      case .newlines, .languageAnnotation: text = []
      }
      return text.isEmpty ? nil : text
    }

    static func name(_ isDisable: Bool) -> String {
      isDisable ? "nixfmt:disable" : "nixfmt:enable"
    }

    static func text(_ isDisable: Bool) -> String { "/*\(name(isDisable))*/" }
  }

  private mutating func read(_ range: Range<Int>) -> [Piece] {
    Trivia.parts(of: bytes, from: UInt32(range.lowerBound), to: UInt32(range.upperBound)).map {
      let range = Int($0.start)..<Int($0.end)
      switch $0.kind {
      case .lines(let count): return .newlines(count)
      case .lineComment:
        let text = CommentText.trimmedEnd(bytes[range.dropFirst()])
        return .lineComment(Array(text), column: column(of: range.lowerBound))
      case .blockComment: return blockComment(range)
      }
    }
  }

  private mutating func blockComment(_ range: Range<Int>) -> Piece {
    if let directive = directive(range) { return directive }
    let isDoc = range.count > 4 && bytes[range.lowerBound + 2] == UInt8(ascii: "*")
    let content = bytes[range].dropFirst(isDoc ? 3 : 2).dropLast(2)
    let lines = CommentText.lines(ofBlock: content, column: column(of: range.lowerBound))
    if !isDoc, lines.count == 1, isBeforeString(range.upperBound) {
      let name = Array(CommentText.trimmed(lines[0][...]))
      if CommentText.isLanguageName(name) { return .languageAnnotation(name) }
    }
    return .blockComment(isDoc: isDoc, lines: lines)
  }

  private func directive(_ range: Range<Int>) -> Piece? {
    for isDisable in [true, false] where bytes[range].elementsEqual(Piece.text(isDisable).utf8) {
      let rest = bytes[range.upperBound...].prefix { $0 != 0x0a && $0 != 0x0d }
      guard CommentText.trimmed(rest).isEmpty else { return nil }
      return .directive(isDisable: isDisable, range.lowerBound..<rest.endIndex)
    }
    return nil
  }

  /// Whether a string begins after spaces and at most one line break.
  private func isBeforeString(_ start: Int) -> Bool {
    var place = start
    func skipSpaces() {
      while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    }
    func skip(_ byte: UInt8) {
      if place < bytes.count, bytes[place] == byte { place += 1 }
    }
    skipSpaces()
    skip(0x0d)
    skip(0x0a)
    skipSpaces()
    return bytes[place...].starts(with: "\"".utf8) || bytes[place...].starts(with: "''".utf8)
  }

  /// The column of a place, from 0: Unicode scalars, with tab stops every 8.
  private mutating func column(of place: Int) -> Int {
    while counted.place < place {
      switch bytes[counted.place] {
      case 0x0a: counted.column = 0
      case 0x09: counted.column += 8 - counted.column % 8
      case let byte: counted.column += byte & 0xc0 == 0x80 ? 0 : 1
      }
      counted.place += 1
    }
    return counted.column
  }

  // MARK: Leading trivia

  private mutating func leading(_ pieces: ArraySlice<Piece>) -> [Trivium] {
    var trivia: [Trivium] = []
    for piece in pieces {
      switch piece {
      case .newlines(1): break
      case .newlines: trivia.append(.emptyLine)
      case .lineComment(let text, _): trivia.append(.lineComment(text))
      case .blockComment(_, let lines) where lines.isEmpty: break
      case .blockComment(false, let lines) where lines.count == 1:
        trivia.append(.lineComment([UInt8(ascii: " ")] + CommentText.trimmed(lines[0][...])))
      case .blockComment(let isDoc, let lines):
        trivia.append(.blockComment(isDoc: isDoc, lines: lines))
      case .languageAnnotation(let language): trivia.append(.languageAnnotation(language))
      case .directive(let isDisable, let range): trivia.append(resolve(isDisable, range))
      }
    }
    return trivia
  }

  /// A directive counts only alone on its line; else it is a comment.
  private mutating func resolve(_ isDisable: Bool, _ range: Range<Int>) -> Trivium {
    let before = bytes[..<range.lowerBound]
    let lineStart = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    guard CommentText.trimmed(before[lineStart...]).isEmpty else {
      return .lineComment(Array(" \(Piece.name(isDisable))".utf8))
    }
    if isDisable {
      if regionStart == nil { regionStart = lineStart }
      return .regionDirective(.disable)
    }
    defer { regionStart = nil }
    return .regionDirective(.enable(regionStart.map { $0..<range.upperBound }))
  }
}
