/// What stands between two tokens, apart from spaces and single line breaks.
enum Trivium: Equatable {
  case emptyLine
  /// A comment of one line, without the `#`; a block comment of one line becomes one too.
  case lineComment([UInt8])
  /// A comment of several lines, without delimiters, indentation and stars; or a doc comment.
  case blockComment(isDoc: Bool, lines: [[UInt8]])
  /// A comment such as `/* bash */` right before a string, which names its language to editors.
  case languageAnnotation([UInt8])
  case regionDirective(RegionDirective)

  var isLanguageAnnotation: Bool {
    if case .languageAnnotation = self { true } else { false }
  }

  var isRegionDirective: Bool {
    if case .regionDirective = self { true } else { false }
  }
}

/// A `/*nixfmt:disable*/` or `/*nixfmt:enable*/` alone on its line.
enum RegionDirective: Equatable {
  /// Begins a region that stays as it is; without effect inside one.
  case disable
  /// Ends the region of source text given, both directives included; nil when none was open.
  case enable(Range<Int>?)
  /// Stands at the end of a file whose last region is never closed.
  case endOfFile(Range<Int>)
}

/// The text of comments brought into normal form.
enum CommentText {
  /// The content of a `/* */` comment as lines without the indentation they share.
  ///
  /// `column` is where the comment begins, from 0. A column of stars below the first one is taken
  /// for decoration.
  static func lines(ofBlock content: ArraySlice<UInt8>, column: Int) -> [[UInt8]] {
    var lines = content.split(separator: 0x0a, omittingEmptySubsequences: false).map {
      Array(trimmedEnd($0))
    }
    dropEmptyEnd(&lines)
    removeStars(&lines, column: column)
    dropEmptyEnd(&lines)
    guard let first = lines.first else { return [] }
    // The text of the first line stands behind the delimiter and, mostly, a space.
    var shared = column + (first.first == space ? 3 : 2)
    for line in lines.dropFirst() where !line.allSatisfy({ $0 == space }) {
      shared = min(shared, line.prefix { $0 == space }.count)
    }
    for index in lines.indices {
      let line = lines[index]
      let isShared = index > 0 && line.prefix { $0 == space }.count >= shared
      lines[index] = Array(isShared ? line[shared...] : trimmed(line[...]))
    }
    return Array(lines.drop(while: \.isEmpty))
  }

  /// Replaces the stars that begin every line but the first by a space, if all do.
  private static func removeStars(_ lines: inout [[UInt8]], column: Int) {
    let rest = lines.dropFirst()
    let hasStars = rest.allSatisfy { line in
      line.count >= column + 2 && line[..<column].allSatisfy { $0 == space }
        && line[column] == space && line[column + 1] == UInt8(ascii: "*")
    }
    guard hasStars else { return }
    for index in rest.indices { lines[index].removeSubrange(column..<column + 2) }
    for index in rest.indices { lines[index] = Array(trimmedEnd(lines[index][...])) }
  }

  private static func dropEmptyEnd(_ lines: inout [[UInt8]]) {
    while let last = lines.last, last.isEmpty { lines.removeLast() }
  }

  /// Whether a comment's content can be the name of a language.
  static func isLanguageName(_ content: [UInt8]) -> Bool {
    let scalars = String(decoding: content, as: UTF8.self).unicodeScalars
    return !scalars.isEmpty && scalars.count <= 30
      && scalars.allSatisfy { $0.properties.isAlphaNumeric || "-+._".unicodeScalars.contains($0) }
  }

  // MARK: White space

  private static let space = UInt8(ascii: " ")

  /// Without white space at both ends.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = trimmedEnd(text)
    while let count = leadingSpace(text) { text = text.dropFirst(count) }
    return text
  }

  /// Without white space at the end.
  static func trimmedEnd(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while let last = text.last {
      if isASCIISpace(last) {
        text.removeLast()
      } else if last & 0xc0 == 0x80, let tail = text.suffix(3).firstIndex(where: { $0 >= 0xc0 }),
        leadingSpace(text[tail...]) == text.endIndex - tail
      {
        text = text[..<tail]
      } else {
        break
      }
    }
    return text
  }

  /// How many bytes the white space character at the begin has, nil when there is none.
  private static func leadingSpace(_ text: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first else { return nil }
    if first < 0x80 { return isASCIISpace(first) ? 1 : nil }
    let bytes = Array(text.prefix(3))
    // The space separators of Unicode beyond ASCII, as UTF-8.
    switch bytes.count {
    case 2... where bytes[0] == 0xc2 && bytes[1] == 0xa0: return 2
    case 3:
      switch (bytes[0], bytes[1], bytes[2]) {
      case (0xe1, 0x9a, 0x80), (0xe2, 0x80, 0x80...0x8a), (0xe2, 0x80, 0xaf),
        (0xe2, 0x81, 0x9f), (0xe3, 0x80, 0x80):
        return 3
      default: return nil
      }
    default: return nil
    }
  }

  /// Whether a byte is a space, a tab or a line end of any kind.
  static func isASCIISpace(_ byte: UInt8) -> Bool { byte == space || 0x09...0x0d ~= byte }
}

extension Unicode.Scalar.Properties {
  /// Letters and numbers of all scripts.
  fileprivate var isAlphaNumeric: Bool {
    switch generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }
}
