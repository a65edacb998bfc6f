import SourceText

/// What a piece of the screen means. What it looks like is the theme's business.
package enum Role: UInt8, Sendable, CaseIterable {
  case text
  /// Origins and hints; never the only carrier of a meaning.
  case quiet
  case title
  /// The label of the line that has the focus.
  case focus
  /// A value that is being typed.
  case field
  /// The first row.
  case bar
  /// A key in the last row.
  case key
  case good, warn, bad
  case added, removed
  case comment
}

/// A screen as a value: a grid of characters with roles, and the place of the cursor.
///
/// All drawing is clipped, so that no size of a terminal is wrong, and every text is made visible
/// (`Terminal.visible`) before it gets here, wherever it came from.
package struct Canvas: Sendable, Equatable {
  package struct Cell: Sendable, Equatable {
    /// A character with its marks; empty for the right half of a wide one.
    package var text = " "
    package var role = Role.text
  }

  package struct Position: Sendable, Equatable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  package let width: Int
  package let height: Int
  package let glyphs: GlyphSet
  /// Row by row.
  package private(set) var cells: [Cell]
  /// Where the focus is, as the terminal shows it; speech and braille follow it.
  package var cursor: Position?

  package init(width: Int, height: Int, glyphs: GlyphSet) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.glyphs = glyphs
    cells = Array(repeating: Cell(), count: self.width * self.height)
  }

  package func row(_ row: Int) -> ArraySlice<Cell> { cells[row * width..<(row + 1) * width] }

  /// The characters of a row, without blanks at its end.
  package func text(ofRow row: Int) -> String {
    var text = self.row(row).map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The whole area.
  package var area: Area { Area(row: 0, column: 0, width: width, height: height) }

  /// A rectangle to draw in.
  package struct Area: Sendable, Equatable {
    package var row: Int
    package var column: Int
    package var width: Int
    package var height: Int

    /// The part below the first rows.
    package func dropping(rows: Int) -> Area {
      Area(row: row + rows, column: column, width: width, height: max(0, height - rows))
    }

    /// The first rows alone.
    package func keeping(rows: Int) -> Area {
      Area(row: row, column: column, width: width, height: max(0, min(height, rows)))
    }

    package func dropping(columns: Int) -> Area {
      Area(row: row, column: column + columns, width: max(0, width - columns), height: height)
    }

    package func keeping(columns: Int) -> Area {
      Area(row: row, column: column, width: max(0, min(width, columns)), height: height)
    }

    package func contains(row: Int, column: Int) -> Bool {
      row >= self.row && row < self.row + height && column >= self.column
        && column < self.column + width
    }
  }

  /// Writes a text into an area, cut at its right edge with the cut mark.
  ///
  /// - Returns: the column behind the text, within the area.
  @discardableResult
  package mutating func put(
    _ text: String, in area: Area, row: Int = 0, column: Int = 0, _ role: Role = .text
  ) -> Int {
    guard row >= 0, row < area.height, column < area.width else { return column }
    var text = glyphs.shown(Terminal.visible(text))
    if column + DisplayWidth.of(text) > area.width {
      let room = area.width - column
      text = String(DisplayWidth.prefix(text, columns: room - 1)) + glyphs[.cut]
    }
    var place = column
    for character in text {
      let width = DisplayWidth.of(character)
      // A mark without a base would be put on whatever stands before it.
      guard width > 0 else { continue }
      set(area.row + row, area.column + place, String(character), role, width: width)
      place += width
    }
    return place
  }

  /// Writes a text that ends at the right edge of an area.
  package mutating func put(
    right text: String, in area: Area, row: Int = 0, _ role: Role = .text
  ) {
    let width = DisplayWidth.of(glyphs.shown(Terminal.visible(text)))
    put(text, in: area, row: row, column: max(0, area.width - width), role)
  }

  private mutating func set(_ row: Int, _ column: Int, _ text: String, _ role: Role, width: Int) {
    guard row >= 0, row < height, column >= 0, column + width <= self.width else { return }
    let index = row * self.width + column
    // Half of a wide character that is overwritten becomes a blank.
    if cells[index].text.isEmpty, column > 0 { cells[index - 1].text = " " }
    cells[index] = Cell(text: text, role: role)
    if width == 2 { cells[index + 1] = Cell(text: "", role: role) }
    let next = index + width
    if column + width < self.width, cells[next].text.isEmpty { cells[next].text = " " }
  }

  /// Gives a row of an area one role, blanks included.
  package mutating func paint(_ role: Role, in area: Area, row: Int = 0) {
    guard row < area.height, area.row + row < height else { return }
    for column in area.column..<min(width, area.column + area.width) {
      cells[(area.row + row) * width + column].role = role
    }
  }

  /// Blanks an area.
  package mutating func clear(_ area: Area) {
    for row in max(0, area.row)..<max(0, min(height, area.row + area.height)) {
      for column in max(0, area.column)..<max(0, min(width, area.column + area.width)) {
        set(row, column, " ", .text, width: 1)
      }
    }
  }

  /// A vertical rule at the left of an area.
  package mutating func rule(column: Int, rows: Range<Int>) {
    for row in rows {
      set(row, column, glyphs[.vertical], .quiet, width: 1)
    }
  }

  /// A title with a line behind it, as wide as the area.
  package mutating func titledRule(_ title: String, in area: Area, row: Int = 0) {
    guard row < area.height else { return }
    let line = String(repeating: glyphs[.horizontal], count: max(0, area.width))
    put(line, in: area, row: row, .quiet)
    put(" \(title) ", in: area, row: row, column: 1, .title)
  }
}
