import CFacts

/// One of the embedded tables, searched where it lies.
///
/// Nothing is parsed ahead: a search bisects the bytes to the line, and a row finds a column by its
/// name in the header. A probe looks up a handful of ids, out of 350 KB.
/// The bytes are constants of the executable, so tables may be shared.
struct FactTable: @unchecked Sendable {
  /// One line of a table.
  struct Row {
    fileprivate let header: Slice<UnsafeBufferPointer<UInt8>>
    fileprivate let line: Slice<UnsafeBufferPointer<UInt8>>

    /// The field of that column; nil when it is `-`, "does not apply or unknown".
    subscript(column: String) -> String? {
      var names = header.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .makeIterator()
      for field in line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false) {
        guard let name = names.next() else { return nil }
        if name.elementsEqual(column.utf8) {
          return field.elementsEqual("-".utf8) ? nil : String(decoding: field, as: UTF8.self)
        }
      }
      return nil
    }

    /// The hexadecimal number in the field of that place; -1 when there is none.
    fileprivate func key(_ place: Int) -> Int {
      Self.key(place, in: line.base, at: line.startIndex)
    }

    /// The same without a row: a search compares keys only.
    fileprivate static func key(
      _ place: Int, in bytes: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> Int {
      var index = start
      var skipped = 0
      while skipped < place, index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
        if bytes[index] == UInt8(ascii: "\t") { skipped += 1 }
        index += 1
      }
      var value = 0
      let first = index
      while index < bytes.count, let digit = Text.hexadecimalDigit(bytes[index]) {
        value = value << 4 | digit
        index += 1
      }
      return index > first && index - first < 15 ? value : -1
    }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let header: Slice<UnsafeBufferPointer<UInt8>>
  /// Where the first row starts.
  private let start: Int

  init(_ blob: nixwiz_blob) {
    bytes = UnsafeBufferPointer(start: blob.bytes, count: blob.size)
    let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    header = bytes[..<end]
    start = min(end + 1, bytes.endIndex)
  }

  /// The row whose first column is the number.
  func row(_ key: Int) -> Row? {
    let offset = lowerBound(key)
    guard let row = row(at: offset), row.key(0) == key else { return nil }
    return row
  }

  /// The row whose first two columns are the numbers.
  func row(_ first: Int, _ second: Int) -> Row? {
    rows(first...first).first { $0.key(1) == second }
  }

  /// All rows whose first column lies in the range.
  func rows(_ keys: ClosedRange<Int>) -> [Row] {
    var rows: [Row] = []
    var offset = lowerBound(keys.lowerBound)
    while let row = row(at: offset), row.key(0) <= keys.upperBound {
      rows.append(row)
      offset = row.line.endIndex + 1
    }
    return rows
  }

  /// The first row that holds the text in the column; for tables that are not sorted by it.
  func row(where column: String, is text: String) -> Row? {
    var offset = start
    while let row = row(at: offset) {
      if row[column] == text { return row }
      offset = row.line.endIndex + 1
    }
    return nil
  }

  /// All rows in order, for the tests that hold the tables to their own rules.
  var allRows: [Row] {
    var rows: [Row] = []
    var offset = start
    while let row = row(at: offset) {
      rows.append(row)
      offset = row.line.endIndex + 1
    }
    return rows
  }

  /// The first columns in order.
  var keys: [Int] { allRows.map { $0.key(0) } }

  private func row(at offset: Int) -> Row? {
    guard offset < bytes.endIndex else { return nil }
    let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    return Row(header: header, line: bytes[offset..<end])
  }

  /// The start of the first row whose key is not below `key`.
  private func lowerBound(_ key: Int) -> Int {
    var low = start
    var high = bytes.endIndex
    while low < high {
      var middle = low + (high - low) / 2
      while middle > low, bytes[middle - 1] != UInt8(ascii: "\n") { middle -= 1 }
      if Row.key(0, in: bytes, at: middle) < key {
        let end = bytes[middle...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        low = min(end + 1, bytes.endIndex)
      } else {
        high = middle
      }
    }
    return low
  }
}

/// The embedded tables about display controllers.
enum GPUTables {
  static var nvidia: FactTable { FactTable(nixwiz_nvidia_gpus()) }
  static var nvidiaChips: FactTable { FactTable(nixwiz_nvidia_chips()) }
  static var nvidiaBlocks: FactTable { FactTable(nixwiz_nvidia_id_blocks()) }
  static var nvidiaPreTesla: FactTable { FactTable(nixwiz_nvidia_pre_tesla()) }
  static var amd: FactTable { FactTable(nixwiz_amd_gpus()) }
  static var amdNames: FactTable { FactTable(nixwiz_amd_names()) }
  static var intel: FactTable { FactTable(nixwiz_intel_gpus()) }
  static var other: FactTable { FactTable(nixwiz_other_gpus()) }
}
