import SourceText

/// What indentation tells about brackets, once the file is known to be broken.
extension Parser {
  /// The first bracket closed by one that stands first on its line, but indented unlike the line that
  /// holds the opening one: where a closing bracket is missing, those after it are taken for others.
  var misalignedBracket: SourceLocation? {
    var open: [Token] = []
    for token in TokenStream.tokens(of: file) {
      switch token.kind {
      case .braceOpen, .interpolationOpen, .parenOpen, .bracketOpen: open.append(token)
      case .braceClose, .parenClose, .bracketClose:
        guard let opening = open.popLast() else { return nil }
        let line = indentation(of: Int(token.start))
        guard line.textStart == Int(token.start) else { continue }
        if line.width != indentation(of: Int(opening.start)).width {
          return location(Int(opening.start), Int(opening.end))
        }
      default: break
      }
    }
    return nil
  }

  /// The indentation of the line that holds an offset, and where the line's text begins.
  private func indentation(of offset: Int) -> (width: Int, textStart: Int) {
    var start = offset
    while start > 0, file.bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    var textStart = start
    while lexer.byte(textStart) == UInt8(ascii: " ") || lexer.byte(textStart) == UInt8(ascii: "\t")
    {
      textStart += 1
    }
    return (textStart - start, textStart)
  }
}
