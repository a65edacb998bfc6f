extension SourceFile {
  /// The lines around a place as Nix shows them with an error or a warning:
  ///
  ///          1| let
  ///          2|   x = 1
  ///           |   ^
  ///          3| in
  ///
  /// - Parameter numberColumn: how many columns there are before the bars.
  package func excerpt(around place: SourcePosition, numberColumn: Int) -> String {
    var out = ""
    for number in (place.line - 1)...(place.line + 1) {
      guard let line = line(number) else { continue }
      let digits = String(number)
      out += String(repeating: " ", count: max(0, numberColumn - digits.count))
      out += "\(digits)| \(String(decoding: line, as: UTF8.self))\n"
      if number == place.line {
        out += String(repeating: " ", count: numberColumn)
        out += "| \(String(repeating: " ", count: max(0, place.column - 1)))^\n"
      }
    }
    return out
  }
}

extension String {
  /// The text without spaces at the ends of lines, as Nix prints its messages.
  package var withoutTrailingSpaces: String {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while let last = line.last, last == " " || last == "\t" || last == "\r" { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }
}
