/// The escapes of strings.
enum StringText {
  /// The value of the text between quotes: `\n`, `\r`, `\t`, other escaped characters as they are;
  /// line ends CR LF and CR become LF.
  static func unescape(_ source: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(source.count)
    var index = source.startIndex
    while index < source.endIndex {
      let byte = source[index]
      index += 1
      if byte == UInt8(ascii: "\\"), index < source.endIndex {
        out.append(escaped(source[index]))
        index += 1
      } else if byte == UInt8(ascii: "\r") {
        out.append(UInt8(ascii: "\n"))
        if index < source.endIndex, source[index] == UInt8(ascii: "\n") { index += 1 }
      } else {
        out.append(byte)
      }
    }
    return out
  }

  /// The value of an escape in an indented string: `''$`, `'''`, `''\x`, or a lone `$` or `'`.
  static func unescapeIndented(_ source: ArraySlice<UInt8>) -> [UInt8] {
    let bytes = Array(source)
    switch bytes.count {
    case 0, 1: return bytes
    case 2: return bytes
    default:
      if bytes[2] == UInt8(ascii: "'") { return [UInt8(ascii: "'"), UInt8(ascii: "'")] }
      if bytes[2] == UInt8(ascii: "\\"), bytes.count > 3 { return [escaped(bytes[3])] }
      return Array(bytes[2...])
    }
  }

  private static func escaped(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    default: byte
    }
  }
}

/// Indented strings: the common indentation of all lines is dropped.
enum IndentedText {
  enum Piece {
    /// Text whose indentation counts.
    case text([UInt8])
    /// Text from an escape: never indentation.
    case escaped([UInt8])
    /// An interpolation, by the number of its syntax node.
    case expression(UInt32)
  }

  /// The pieces without the indentation, and without a last line of nothing but spaces.
  static func strip(_ pieces: [Piece]) -> [Piece] {
    let indentation = commonIndentation(pieces)
    var out: [Piece] = []
    var atLineStart = true
    var dropped = 0
    for (index, piece) in pieces.enumerated() {
      guard case .text(let bytes) = piece else {
        atLineStart = false
        dropped = 0
        out.append(piece)
        continue
      }
      var text: [UInt8] = []
      text.reserveCapacity(bytes.count)
      for byte in bytes {
        if atLineStart, byte == UInt8(ascii: " ") {
          if dropped >= indentation { text.append(byte) }
          dropped += 1
          continue
        }
        text.append(byte)
        atLineStart = byte == UInt8(ascii: "\n")
        dropped = 0
      }
      if index == pieces.count - 1, let newline = text.lastIndex(of: UInt8(ascii: "\n")),
        text[(newline + 1)...].allSatisfy({ $0 == UInt8(ascii: " ") })
      {
        text.removeSubrange((newline + 1)...)
      }
      if !text.isEmpty { out.append(.text(text)) }
    }
    return out
  }

  /// The smallest indentation of a line that holds more than spaces.
  private static func commonIndentation(_ pieces: [Piece]) -> Int {
    var smallest = Int.max
    var current = 0
    var atLineStart = true
    for piece in pieces {
      guard case .text(let bytes) = piece else {
        if atLineStart { smallest = min(smallest, current) }
        atLineStart = false
        continue
      }
      for byte in bytes {
        if byte == UInt8(ascii: "\n") {
          atLineStart = true
          current = 0
        } else if atLineStart {
          if byte == UInt8(ascii: " ") {
            current += 1
          } else {
            atLineStart = false
            smallest = min(smallest, current)
          }
        }
      }
    }
    return smallest
  }
}
