/// Packs the facts into the form that is embedded; see `PackedFacts` for the layout.
package enum FactPacker {
  package static func pack(_ source: FactSource) -> [UInt8] {
    let pool = makePool(source)
    let numbers = Dictionary(
      uniqueKeysWithValues: pool.enumerated().map { (String(decoding: $1, as: UTF8.self), $0) })
    var sections = [packStrings(pool.map { ($0, []) })]
    for table in FactSource.Table.allCases {
      let rows = (source.rows[table] ?? []).map { row -> ([UInt8], [UInt8]) in
        var payload: [UInt8] = []
        for (cell, column) in zip(row.dropFirst(), table.layout) {
          switch column {
          case .number: append(numbers[cell] ?? 0, to: &payload)
          case .numbers:
            append(words(cell).compactMap { numbers[$0] }, to: &payload)
          }
        }
        return (Array(row[0].utf8), payload)
      }
      sections.append(packStrings(rows))
    }
    sections.append(
      packStrings(
        renames(source).map { target, aliases in
          var payload: [UInt8] = []
          append(aliases.compactMap { numbers[$0] }, to: &payload)
          return (Array(target.utf8), payload)
        }))
    var out = PackedFacts.magic
    append(UInt32(sections.count), to: &out)
    var offset = out.count + 8 * sections.count
    for section in sections {
      append(UInt32(offset), to: &out)
      append(UInt32(section.count), to: &out)
      offset += section.count
    }
    return out + sections.joined()
  }

  /// For each option the names of others that were renamed to it or to something inside it.
  static func renames(_ source: FactSource) -> [(target: String, aliases: [String])] {
    let rows = source.rows[.options] ?? []
    let options = Set(rows.map { $0[0] })
    var aliases: [String: [String]] = [:]
    for row in rows where row[4] != "-" {
      var prefix = ""
      for part in row[4].split(separator: ".") {
        prefix += prefix.isEmpty ? "\(part)" : ".\(part)"
        if options.contains(prefix) { aliases[prefix, default: []].append(row[0]) }
      }
    }
    return aliases.sorted { FactOrder.precedes(Array($0.key.utf8), Array($1.key.utf8)) }
      .map { ($0.key, $0.value) }
  }

  /// All cells but the keys, and all words of word lists, each once, sorted.
  private static func makePool(_ source: FactSource) -> [[UInt8]] {
    var texts: Set<String> = []
    for table in FactSource.Table.allCases {
      for row in source.rows[table] ?? [] {
        for (cell, column) in zip(row.dropFirst(), table.layout) {
          switch column {
          case .number: texts.insert(cell)
          case .numbers: texts.formUnion(words(cell))
          }
        }
      }
    }
    for row in source.rows[.options] ?? [] where row[4] != "-" { texts.insert(row[0]) }
    return texts.map { Array($0.utf8) }.sorted(by: FactOrder.precedes)
  }

  private static func words(_ cell: String) -> [String] {
    cell == "-" ? [] : cell.split(separator: " ").map(String.init)
  }

  /// See `PackedStrings`.
  private static func packStrings(_ entries: [([UInt8], [UInt8])]) -> [UInt8] {
    var data: [UInt8] = []
    var offsets: [Int] = []
    var previous: [UInt8] = []
    for (index, (text, payload)) in entries.enumerated() {
      var shared = 0
      if index % PackedStrings.blockSize == 0 {
        offsets.append(data.count)
      } else {
        while shared < min(text.count, previous.count), text[shared] == previous[shared] {
          shared += 1
        }
        append(shared, to: &data)
      }
      append(text.count - shared, to: &data)
      data += text[shared...]
      data += payload
      previous = text
    }
    var out: [UInt8] = []
    append(UInt32(entries.count), to: &out)
    for offset in offsets { append(UInt32(offset), to: &out) }
    return out + data
  }

  /// Numbers in ascending order, each as its distance from the one before.
  private static func append(_ values: [Int], to out: inout [UInt8]) {
    append(values.count, to: &out)
    var last = 0
    for value in values.sorted() {
      append(value - last, to: &out)
      last = value
    }
  }

  private static func append(_ value: Int, to out: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      out.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    out.append(UInt8(rest))
  }

  private static func append(_ value: UInt32, to out: inout [UInt8]) {
    for shift in [0, 8, 16, 24] { out.append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
  }
}
