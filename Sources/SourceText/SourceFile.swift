/// A text that diagnostics can point into: a name to show and the bytes, UTF-8 or not.
package struct SourceFile: Sendable, Hashable {
  /// The path as the user knows it, or a name such as `--set` or `<stdin>`.
  package let name: String
  /// The content. Offsets of `SourceSpan` count these bytes from 0.
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text, with the replacement character where the bytes are not UTF-8.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Line and column of a byte offset; an offset past the end is the place after the last byte.
  ///
  /// Linear in the offset: meant for diagnostics, which are few. Use `LineTable` for many.
  package func position(at offset: Int) -> SourcePosition {
    var line = 1
    var lineStart = 0
    let end = min(max(offset, 0), bytes.count)
    for index in 0..<end where Self.endsLine(bytes, at: index) {
      line += 1
      lineStart = index + 1
    }
    return SourcePosition(line: line, column: end - lineStart + 1)
  }

  /// The bytes of a line (from 1) without its end, or nil when there is no such line.
  package func line(_ number: Int) -> ArraySlice<UInt8>? {
    guard number >= 1 else { return nil }
    var current = 1
    var start = 0
    var index = 0
    while current < number {
      guard index < bytes.count else { return nil }
      if Self.endsLine(bytes, at: index) {
        start = index + 1
        current += 1
      }
      index += 1
    }
    return bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
  }

  /// Whether a line ends with the byte at an offset. As in Nix, `\n`, `\r\n` and `\r` all end lines.
  static func endsLine(_ bytes: [UInt8], at offset: Int) -> Bool {
    switch bytes[offset] {
    case UInt8(ascii: "\n"): true
    case UInt8(ascii: "\r"): offset + 1 == bytes.count || bytes[offset + 1] != UInt8(ascii: "\n")
    default: false
    }
  }
}

/// A half-open range of bytes of one file.
package struct SourceSpan: Sendable, Hashable {
  package let start: Int
  package let end: Int

  package init(start: Int, end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// The empty span at one offset.
  package init(at offset: Int) { self.init(start: offset, end: offset) }
}

/// A place as people count: lines and columns from 1, columns in bytes as Nix counts them.
package struct SourcePosition: Sendable, Hashable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A span of a file.
package struct SourceLocation: Sendable, Hashable {
  package let file: SourceFile
  package let span: SourceSpan

  package init(file: SourceFile, span: SourceSpan) {
    self.file = file
    self.span = span
  }

  /// Line and column of the first byte.
  package var position: SourcePosition { file.position(at: span.start) }
}

/// The starts of all lines of a text, for many look-ups of positions.
package struct LineTable: Sendable {
  private let starts: [Int]

  package init(_ bytes: [UInt8]) {
    var starts = [0]
    for index in bytes.indices where SourceFile.endsLine(bytes, at: index) {
      starts.append(index + 1)
    }
    self.starts = starts
  }

  /// Line and column of a byte offset, by binary search.
  package func position(at offset: Int) -> SourcePosition {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(line: low + 1, column: offset - starts[low] + 1)
  }
}
