/// The facts of one nixpkgs as text, from which the embedded form is packed: tab-separated tables
/// whose first line names the columns, `-` for nothing.
package struct FactSource: Sendable, Equatable {
  package enum Table: Int, CaseIterable, Sendable {
    case options, packages, aliases, scopes, modules, lib, commonAttributes, about

    /// The file the table is kept in.
    package var fileName: String {
      switch self {
      case .options: "options.tsv"
      case .packages: "packages.tsv"
      case .aliases: "aliases.tsv"
      case .scopes: "scopes.tsv"
      case .modules: "modules.tsv"
      case .lib: "lib.tsv"
      case .commonAttributes: "attributes.tsv"
      case .about: "about.tsv"
      }
    }

    /// What people call the table.
    package var name: String { String(fileName.prefix { $0 != "." }) }

    package init?(name: String) {
      guard let table = Self.allCases.first(where: { $0.name == name }) else { return nil }
      self = table
    }

    /// The columns; the first is the key. Those in `wordColumns` hold words between blanks.
    package var columns: [String] {
      switch self {
      case .options: ["option", "type", "flags", "default", "target"]
      case .packages: ["package", "kind", "pname", "flags", "arguments", "attributes"]
      case .aliases: ["alias", "kind", "target"]
      case .scopes: ["scope", "names"]
      case .modules: ["module"]
      case .lib: ["name"]
      case .commonAttributes: ["attribute"]
      case .about: ["key", "value"]
      }
    }

    static let wordColumns: Set<String> = ["arguments", "attributes", "names"]

    /// How the columns after the key are packed.
    var layout: [PackedStrings.Column] {
      columns.dropFirst().map { Self.wordColumns.contains($0) ? .numbers : .number }
    }
  }

  /// The rows of each table without the header, sorted.
  package private(set) var rows: [Table: [[String]]]

  package init(rows: [Table: [[String]]]) { self.rows = rows.mapValues(Self.sorted) }

  /// By key, each key once.
  private static func sorted(_ rows: [[String]]) -> [[String]] {
    let sorted = rows.map { (key: Array($0[0].utf8), row: $0) }
      .sorted { FactOrder.precedes($0.key, $1.key) }
    return zip(sorted.indices, sorted).filter { $0 == 0 || sorted[$0 - 1].key != $1.key }
      .map(\.1.row)
  }

  /// The cell of several words.
  static func cell(_ words: some Sequence<String>) -> String {
    let words = Set(words).sorted { FactOrder.precedes(Array($0.utf8), Array($1.utf8)) }
    return words.isEmpty ? "-" : words.joined(separator: " ")
  }

  /// Why a table could not be read.
  package struct Problem: Error, Equatable {
    package let table: Table
    package let line: Int
    package let message: String
  }

  /// Reads the tables from their texts.
  package init(texts: [Table: String]) throws(Problem) {
    rows = [:]
    for table in Table.allCases {
      var list: [[String]] = []
      let lines = (texts[table] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() where !line.isEmpty {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        if index == 0 {
          guard cells == table.columns else {
            throw Problem(table: table, line: 1, message: "the columns are not \(table.columns)")
          }
          continue
        }
        guard cells.count == table.columns.count else {
          throw Problem(
            table: table, line: index + 1,
            message: "\(cells.count) columns instead of \(table.columns.count)")
        }
        list.append(
          zip(cells, table.columns).map {
            Table.wordColumns.contains($1)
              ? Self.cell($0.split(separator: " ").map(String.init)) : $0
          })
      }
      rows[table] = Self.sorted(list)
    }
  }

  /// A table as text, as `init(texts:)` reads it.
  package func text(of table: Table) -> String {
    var out = table.columns.joined(separator: "\t") + "\n"
    for row in rows[table] ?? [] { out += row.joined(separator: "\t") + "\n" }
    return out
  }
}
