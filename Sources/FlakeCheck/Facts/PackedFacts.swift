import CFacts

/// The facts of a nixpkgs as they are embedded: a pool of strings and the tables that refer to it.
///
///     magic | count of sections: u32 | offset and size of each: u32, u32 | sections
///
/// The first section is the pool, then come the tables in the order of `FactSource.Table`, last the
/// options that others were renamed to, with the names of those.
package struct PackedFacts: @unchecked Sendable {
  // Only reads memory that never changes.
  static let magic = Array("NWF1".utf8)

  private let pool: PackedStrings
  private let tables: [PackedStrings]
  private let renames: PackedStrings

  /// The facts that this program was built with.
  package static let embedded: PackedFacts? = {
    let blob = nixwiz_nixpkgs_facts()
    return PackedFacts(UnsafeRawBufferPointer(start: blob.bytes, count: blob.size))
  }()

  /// Nil when the bytes are not packed facts.
  /// - Parameter bytes: memory that outlives this value.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    func number(_ offset: Int) -> Int {
      Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian)
    }
    let count = FactSource.Table.allCases.count + 2
    guard bytes.count >= 8 + 8 * count, bytes.prefix(4).elementsEqual(Self.magic),
      number(4) == count
    else { return nil }
    func section(_ index: Int) -> UnsafeRawBufferPointer {
      let start = number(8 + 8 * index)
      return UnsafeRawBufferPointer(rebasing: bytes[start..<start + number(12 + 8 * index)])
    }
    for index in 0..<count where number(8 + 8 * index) + number(12 + 8 * index) > bytes.count {
      return nil
    }
    pool = PackedStrings(section(0))
    tables = FactSource.Table.allCases.map {
      PackedStrings(section($0.rawValue + 1), columns: $0.layout)
    }
    renames = PackedStrings(section(count - 1), columns: [.numbers])
  }

  private func table(_ table: FactSource.Table) -> PackedStrings { tables[table.rawValue] }

  private func string(_ number: Int) -> String {
    String(decoding: pool.text(at: number), as: UTF8.self)
  }

  /// A row of a table: for each column after the key its strings, one where it holds no words.
  private func columns(of cursor: PackedStrings.Cursor) -> [[String]] {
    cursor.payload.map { $0.map(string) }
  }

  /// The row of a key.
  func row(_ key: String, of table: FactSource.Table) -> [[String]]? {
    self.table(table).find(Array(key.utf8)).map(columns)
  }

  /// Names of options that were renamed to this one, or to something inside it.
  func renamed(to option: String) -> [String] {
    renames.find(Array(option.utf8)).map(columns)?.first ?? []
  }

  func contains(_ key: String, in table: FactSource.Table) -> Bool {
    self.table(table).find(Array(key.utf8)) != nil
  }

  /// Whether some key of a table begins so.
  func hasKey(startingWith prefix: String, in table: FactSource.Table) -> Bool {
    let prefix = Array(prefix.utf8)
    return self.table(table).lowerBound(prefix)?.text.starts(with: prefix) ?? false
  }

  /// The number of keys of a table.
  func count(of table: FactSource.Table) -> Int { self.table(table).count }

  /// The keys of a table in order, as bytes that are valid during the call only.
  func forEachKey(of table: FactSource.Table, _ body: ([UInt8]) -> Void) {
    var cursor = self.table(table).makeCursor()
    while cursor.next() { body(cursor.text) }
  }

  /// The next parts of the names below a prefix: for `services` every `x` of `services.x…`.
  func children(of prefix: String, in table: FactSource.Table) -> [String] {
    let start = prefix.isEmpty ? [] : Array(prefix.utf8) + [UInt8(ascii: ".")]
    var names: [String] = []
    guard var cursor = self.table(table).lowerBound(start) else { return [] }
    while cursor.text.starts(with: start) {
      let child = cursor.text.dropFirst(start.count).prefix { $0 != UInt8(ascii: ".") }
      guard !child.isEmpty else { break }
      names.append(String(decoding: child, as: UTF8.self))
      // No key has a byte 0xff: this is past everything below the child.
      guard cursor.advance(to: start + child + [UInt8(ascii: "."), 0xff]) else { break }
    }
    return names
  }

  /// The tables as text again: what the test of the packing compares.
  package func unpacked() -> FactSource {
    var rows: [FactSource.Table: [[String]]] = [:]
    for table in FactSource.Table.allCases {
      var list: [[String]] = []
      var cursor = self.table(table).makeCursor()
      while cursor.next() {
        let cells = zip(columns(of: cursor), table.layout).map { values, column in
          switch column {
          case .number: values.first ?? "-"
          case .numbers: values.isEmpty ? "-" : values.joined(separator: " ")
          }
        }
        list.append([String(decoding: cursor.text, as: UTF8.self)] + cells)
      }
      rows[table] = list
    }
    return FactSource(rows: rows)
  }
}
