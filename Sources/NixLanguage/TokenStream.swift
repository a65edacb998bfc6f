package import SourceText

/// All tokens of a file, for those who need more than the tree: the formatter and its tests.
///
/// White space and comments are the gaps between tokens; `Trivia` cuts a gap into its parts. Inside
/// strings and paths there are no gaps. Broken files yield tokens too: nothing here fails. A file
/// above `Parser.maximumSize` yields the end of file alone.
package enum TokenStream {
  /// The tokens of a file, the last one of kind `endOfFile`.
  package static func tokens(of file: SourceFile) -> [Token] {
    guard file.bytes.count <= Parser.maximumSize else {
      return [Token(.endOfFile, start: 0, end: 0)]
    }
    return file.bytes.withUnsafeBufferPointer(tokens)
  }

  private static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [Token] {
    var lexer = Lexer(bytes)
    var tokens: [Token] = []
    tokens.reserveCapacity(bytes.count / 4 + 1)
    var modes: [Mode] = []
    while true {
      switch modes.last {
      case .string: lexer.scanStringPart()
      case .indentedString: lexer.scanIndentedPart()
      case .path:
        lexer.scanPathPart()
        if lexer.kind == .endOfFile {
          modes.removeLast()
          continue
        }
      case .braces, nil: lexer.advance()
      }
      tokens.append(
        Token(lexer.kind, start: UInt32(lexer.start), end: UInt32(lexer.end)))
      switch lexer.kind {
      case .endOfFile: return tokens
      case .quote:
        if modes.last == .string { modes.removeLast() } else { modes.append(.string) }
      case .indentedOpen: modes.append(.indentedString)
      case .indentedClose: modes.removeLast()
      case .path, .homePath: modes.append(.path)
      case .braceOpen, .interpolationOpen: modes.append(.braces)
      case .braceClose: if modes.last == .braces { modes.removeLast() }
      default: break
      }
    }
  }

  /// What the lexer is inside of.
  private enum Mode {
    case string
    case indentedString
    case path
    case braces
  }
}

/// A comment or the line breaks between tokens.
package struct Trivia: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// From `#` to the end of the line.
    case lineComment
    /// `/* … */`.
    case blockComment
    /// White space with this many line ends, at least one.
    case lines(Int)
  }

  package var kind: Kind
  package var start: UInt32
  package var end: UInt32

  /// The parts of a gap between two tokens; spaces within a line are left out.
  package static func parts(of bytes: [UInt8], from start: UInt32, to end: UInt32) -> [Trivia] {
    var parts: [Trivia] = []
    var index = Int(start)
    let limit = min(Int(end), bytes.count)
    func append(_ kind: Kind, from first: Int) {
      parts.append(Trivia(kind: kind, start: UInt32(first), end: UInt32(index)))
    }
    while index < limit {
      let first = index
      if bytes[index] == UInt8(ascii: "#") {
        while index < limit, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\r")
        {
          index += 1
        }
        append(.lineComment, from: first)
      } else if bytes[index] == UInt8(ascii: "/") {
        index += 2
        while index + 1 < limit,
          bytes[index] != UInt8(ascii: "*") || bytes[index + 1] != UInt8(ascii: "/")
        {
          index += 1
        }
        index = min(index + 2, limit)
        append(.blockComment, from: first)
      } else {
        var lines = 0
        while index < limit, bytes[index] != UInt8(ascii: "#"), bytes[index] != UInt8(ascii: "/") {
          if bytes[index] == UInt8(ascii: "\n") { lines += 1 }
          index += 1
        }
        if lines > 0 { append(.lines(lines), from: first) }
      }
    }
    return parts
  }
}
