/// Rows of words in columns, for people.
struct TextTable {
  private var rows: [[String]] = []
  /// A column is never made wider than this by one long cell.
  private let maximumWidth = 36

  mutating func add(_ cells: String...) { rows.append(cells) }

  /// The rows, indented by two, each ending with a newline and without blanks at its end.
  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      min(maximumWidth, rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0)
    }
    return rows.map { row in
      var line = "  "
      for (column, cell) in row.enumerated() {
        line += cell
        guard column < row.count - 1 else { break }
        line += String(repeating: " ", count: max(0, widths[column] - cell.count) + 2)
      }
      return line.trimmingBlanks() + "\n"
    }.joined()
  }
}

extension String {
  /// Without blanks at the end.
  fileprivate func trimmingBlanks() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
