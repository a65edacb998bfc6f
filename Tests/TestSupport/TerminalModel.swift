/// What a terminal would show: a small model of an ECMA-48 terminal with the private sequences that
/// curses sends to xterm, screen, the Linux console and VT100.
///
/// A sequence that it does not know is kept in `unknown`, so that a test can tell that a picture is
/// not to be trusted.
package struct TerminalModel {
  package let width: Int
  package let height: Int
  /// Empty for the right half of a wide character.
  private var cells: [[String]]
  private var reversed: [[Bool]]
  package private(set) var row = 0
  package private(set) var column = 0
  package private(set) var isReversed = false
  /// Private modes that are set, such as 1049 for the alternate screen.
  package private(set) var modes: Set<Int> = []
  package private(set) var unknown: [String] = []
  /// All bytes that came in.
  package private(set) var count = 0

  private var region: ClosedRange<Int>
  private var savedRow = 0
  private var savedColumn = 0
  private var last = " "
  private var pending: [UInt8] = []
  private var isLineDrawing = false
  /// The cursor stands behind the last column, and the next character wraps.
  private var wraps = false

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
    cells = Array(repeating: Array(repeating: " ", count: width), count: height)
    reversed = Array(repeating: Array(repeating: false, count: width), count: height)
    region = 0...(height - 1)
  }

  /// The rows without blanks at their ends.
  package var rows: [String] {
    cells.map { row in
      var text = row.joined()
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  package var text: String { rows.joined(separator: "\n") }

  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      count += 1
      pending.append(byte)
      if consume() { pending = [] }
    }
  }

  /// Whether the pending bytes were a whole.
  private mutating func consume() -> Bool {
    let first = pending[0]
    if first == 0x1b { return consumeEscape() }
    if first < 0x20 || first == 0x7f {
      control(first)
      return true
    }
    let length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    guard pending.count >= length else { return false }
    put(String(decoding: pending, as: UTF8.self))
    return true
  }

  private mutating func control(_ byte: UInt8) {
    wraps = false
    switch byte {
    case 0x08: column = max(0, column - 1)
    case 0x09: column = min(width - 1, (column / 8 + 1) * 8)
    case 0x0a: lineFeed()
    case 0x0d: column = 0
    case 0x0e: isLineDrawing = true
    case 0x0f: isLineDrawing = false
    default: break
    }
  }

  private mutating func lineFeed() {
    if row == region.upperBound { scroll(1) } else { row = min(height - 1, row + 1) }
  }

  /// Moves the lines of the region up, or down when negative.
  private mutating func scroll(_ count: Int) {
    for _ in 0..<abs(count) {
      let (from, to) =
        count > 0
        ? (region.lowerBound, region.upperBound) : (region.upperBound, region.lowerBound)
      cells.remove(at: from)
      cells.insert(Array(repeating: " ", count: width), at: to)
      reversed.remove(at: from)
      reversed.insert(Array(repeating: false, count: width), at: to)
    }
  }

  private mutating func put(_ character: String) {
    last = character
    let size = character.unicodeScalars.first.map(Self.columns) ?? 1
    if size == 0 {
      if column > 0 { cells[row][column - 1] += character }
      return
    }
    if wraps || column + size > width {
      column = 0
      lineFeed()
    }
    wraps = false
    cells[row][column] = character
    reversed[row][column] = isReversed
    if size == 2 { cells[row][column + 1] = "" }
    column += size
    if column >= width {
      column = width - 1
      wraps = true
    }
  }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if scalar.properties.generalCategory == .nonspacingMark { return 0 }
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
      0xff00...0xff60, 0x1f300...0x1f64f:
      return 2
    default: return 1
    }
  }

  // MARK: - Sequences

  private mutating func consumeEscape() -> Bool {
    guard pending.count >= 2 else { return false }
    switch pending[1] {
    case UInt8(ascii: "["):
      guard let final = pending.last, pending.count >= 3, (0x40...0x7e).contains(final) else {
        return false
      }
      controlSequence(final)
    case UInt8(ascii: "]"):
      return pending.last == 0x07 || pending.suffix(2) == [0x1b, 0x5c]
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "#"), UInt8(ascii: "%"):
      return pending.count >= 3
    case UInt8(ascii: "7"): (savedRow, savedColumn) = (row, column)
    case UInt8(ascii: "8"): (row, column) = (savedRow, savedColumn)
    case UInt8(ascii: "M"):
      if row == region.lowerBound { scroll(-1) } else { row = max(0, row - 1) }
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "E"):
      column = 0
      lineFeed()
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "H"), UInt8(ascii: "c"): break
    default: unknown.append(String(decoding: pending, as: UTF8.self))
    }
    return true
  }

  private mutating func controlSequence(_ final: UInt8) {
    wraps = false
    let body = String(decoding: pending[2..<(pending.count - 1)], as: UTF8.self)
    let isPrivate = body.hasPrefix("?") || body.hasPrefix(">")
    let numbers = body.drop { $0 == "?" || $0 == ">" }
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = numbers.first ?? 0
    let count = max(1, first)
    switch (Character(UnicodeScalar(final)), isPrivate) {
    case ("H", false), ("f", false):
      row = min(height - 1, count - 1)
      column = min(width - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case ("A", false): row = max(0, row - count)
    case ("B", false): row = min(height - 1, row + count)
    case ("C", false): column = min(width - 1, column + count)
    case ("D", false): column = max(0, column - count)
    case ("G", false): column = min(width - 1, count - 1)
    case ("d", false): row = min(height - 1, count - 1)
    case ("J", false): eraseDisplay(first)
    case ("K", false): erase(row, first)
    case ("X", false): blank(row, column..<min(width, column + count))
    case ("P", false):
      for _ in 0..<count {
        cells[row].remove(at: column)
        cells[row].append(" ")
      }
    case ("@", false):
      for _ in 0..<count {
        cells[row].insert(" ", at: column)
        cells[row].removeLast()
      }
    case ("L", false): within(row) { $0.scroll(-count) }
    case ("M", false): within(row) { $0.scroll(count) }
    case ("S", false): scroll(count)
    case ("T", false): scroll(-count)
    case ("b", false): for _ in 0..<count { put(last) }
    case ("m", false): style(numbers)
    case ("r", false):
      let bottom = numbers.count > 1 && numbers[1] > 0 ? numbers[1] : height
      region = (count - 1)...(max(count, bottom) - 1)
      (row, column) = (0, 0)
    case ("h", true): modes.formUnion(numbers)
    case ("l", true): modes.subtract(numbers)
    case ("h", false), ("l", false), ("c", _), ("n", _), ("t", _): break
    default: unknown.append(String(decoding: pending, as: UTF8.self))
    }
  }

  private mutating func within(_ top: Int, _ body: (inout TerminalModel) -> Void) {
    let before = region
    region = top...max(top, region.upperBound)
    body(&self)
    region = before
  }

  private mutating func eraseDisplay(_ kind: Int) {
    erase(row, kind)
    let others = kind == 0 ? (row + 1)..<height : kind == 1 ? 0..<row : 0..<height
    for row in others { blank(row, 0..<width) }
  }

  private mutating func erase(_ row: Int, _ kind: Int) {
    blank(row, kind == 0 ? column..<width : kind == 1 ? 0..<(column + 1) : 0..<width)
  }

  private mutating func blank(_ row: Int, _ columns: Range<Int>) {
    for column in columns {
      cells[row][column] = " "
      reversed[row][column] = false
    }
  }

  private mutating func style(_ numbers: [Int]) {
    for number in numbers {
      if number == 0 || number == 27 { isReversed = false }
      if number == 7 { isReversed = true }
    }
  }
}
