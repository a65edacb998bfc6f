/// Text broken into lines at blanks.
package enum TextLayout {
  /// Lines of at most `width` columns; what has no blanks is broken where the line ends. Newlines
  /// stay.
  package static func wrap(_ text: String, width: Int) -> [String] {
    let width = max(8, width)
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      wrap(paragraph: paragraph, width: width)
    }
  }

  private static func wrap(paragraph: Substring, width: Int) -> [String] {
    var lines: [String] = []
    var line = String(paragraph.prefix { $0 == " " })
    let indent = DisplayWidth.of(line) < width / 2 ? line : ""
    var isEmpty = true
    for word in paragraph.split(separator: " ") {
      var word = String(word)
      if !isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > width {
        lines.append(line)
        line = indent
        isEmpty = true
      }
      if !isEmpty { line += " " }
      while DisplayWidth.of(line) + DisplayWidth.of(word) > width {
        let part = DisplayWidth.prefix(word, columns: max(1, width - DisplayWidth.of(line)))
        guard !part.isEmpty else { break }
        lines.append(line + part)
        word = String(word.dropFirst(part.count))
        line = indent
      }
      line += word
      isEmpty = false
    }
    lines.append(line)
    return lines
  }

  /// The part of a sentence that says most in so many columns: up to its end, or to the last mark
  /// within them that ends a clause, or to the last word.
  package static func lead(_ text: String, width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    let head = DisplayWidth.prefix(text, columns: width)
    let clause = head.indices.last { index in
      guard [";", ":", ",", "."].contains(head[index]) else { return false }
      let next = text.index(after: index)
      // Within brackets it ends none.
      guard head[..<index].count(where: { $0 == "(" }) == head[..<index].count(where: { $0 == ")" })
      else { return false }
      return next < text.endIndex && text[next] == " "
    }
    // A clause that is much shorter would leave out what matters.
    if let clause, DisplayWidth.of(text[..<clause]) >= width / 3 { return String(text[..<clause]) }
    let word = DisplayWidth.prefix(text, columns: width - 3).lastIndex(of: " ")
    return word.map { "\(text[..<$0]) ..." } ?? text
  }

  /// A path cut in its middle, so that the name of the file stays.
  package static func cutMiddle(_ text: String, width: Int, mark: String) -> String {
    guard DisplayWidth.of(text) > width, width > 3 else { return text }
    let room = width - DisplayWidth.of(mark)
    let tail = min(room * 2 / 3, room - 1)
    return DisplayWidth.prefix(text, columns: room - tail) + mark
      + DisplayWidth.suffix(text, columns: tail)
  }
}
