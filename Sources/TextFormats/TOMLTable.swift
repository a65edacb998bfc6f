package import SourceText

/// A table under construction. TOML lets a table grow from several places of a text, under rules
/// that depend on how the table came to be.
final class TOMLTable {
  /// How a table came to be.
  enum Origin {
    /// The whole text, the element of an array of tables, or `{ … }` while it is read.
    case body
    /// `[name]`: may not have a second header, nor be extended by dotted keys from outside.
    case header
    /// A part of a header before the last: may still get a header of its own.
    case implied
    /// A part of a dotted key before the last: only dotted keys and deeper headers may extend it.
    case dotted
  }

  /// What a name stands for.
  enum Content {
    case value(TextNode)
    case table(TOMLTable)
    case tables([TOMLTable])
  }

  private struct Entry {
    var key: TOMLKey
    var content: Content
  }

  private(set) var origin: Origin
  private var span: SourceSpan
  /// The whole header or dotted key that made the table.
  private var declaration: SourceSpan
  private var entries: [Entry] = []
  private var indices: [String: Int] = [:]

  init(_ origin: Origin, at span: SourceSpan, declaredAt declaration: SourceSpan? = nil) {
    self.origin = origin
    self.span = span
    self.declaration = declaration ?? span
  }

  /// The table as a value.
  var node: TextNode {
    let members = entries.map { entry in
      switch entry.content {
      case .value(let node): TextMember(entry.key.name, at: entry.key.span, node)
      case .table(let table): TextMember(entry.key.name, at: entry.key.span, table.node)
      case .tables(let tables):
        TextMember(
          entry.key.name, at: entry.key.span,
          TextNode(.array(tables.map(\.node)), at: entry.key.span))
      }
    }
    return TextNode(.object(members), at: span)
  }

  /// The table that `[path]` or, with `isElement`, `[[path]]` opens below this one.
  func open(
    _ path: [TOMLKey], isElement: Bool, at header: SourceSpan
  ) throws(TextError) -> TOMLTable {
    var table = self
    for key in path.dropLast() { table = try table.step(key, creating: .implied, at: header) }
    guard let key = path.last else { return table }
    return isElement
      ? try table.appendElement(key, at: header) : try table.openHeader(key, at: header)
  }

  /// Sets the value of a dotted key.
  func set(_ path: [TOMLKey], to node: TextNode) throws(TextError) {
    guard let first = path.first, let key = path.last else { return }
    let whole = SourceSpan(start: first.span.start, end: key.span.end)
    var table = self
    for key in path.dropLast() { table = try table.step(key, creating: .dotted, at: whole) }
    if let index = table.indices[key.name] {
      throw table.collision(
        .value, at: whole, with: index,
        TextError(
          "toml-duplicate-key", "the key `\(key.name)` is defined twice", at: key.span,
          earlier: table.entries[index].key.span))
    }
    table.add(key, .value(node))
  }

  private func add(_ key: TOMLKey, _ content: Content) {
    indices[key.name] = entries.count
    entries.append(Entry(key: key, content: content))
  }

  /// One part of a path before the last: the table there, made when it is missing.
  private func step(
    _ key: TOMLKey, creating newOrigin: Origin, at whole: SourceSpan
  ) throws(TextError) -> TOMLTable {
    guard let index = indices[key.name] else {
      let table = TOMLTable(newOrigin, at: key.span, declaredAt: whole)
      add(key, .table(table))
      return table
    }
    let isHeader = newOrigin == .implied
    let part = isHeader ? TOMLConflict.Insertion.headerPart : .keyPart
    switch entries[index].content {
    case .table(let table) where isHeader || table.origin == .dotted: return table
    case .tables(let tables) where isHeader:
      if let last = tables.last { return last }
      throw redefinition(of: key, index, part, at: whole)
    case .table:
      throw collision(
        part, at: whole, with: index,
        TextError(
          "toml-redefined-table", "a dotted key cannot extend the table `\(key.name)`",
          at: key.span, fix: "write the key below the header of that table",
          earlier: entries[index].key.span))
    case .tables:
      throw collision(
        part, at: whole, with: index,
        TextError(
          "toml-redefined-table", "a dotted key cannot extend the array of tables `\(key.name)`",
          at: key.span, earlier: entries[index].key.span))
    case .value: throw redefinition(of: key, index, part, at: whole)
    }
  }

  private func openHeader(_ key: TOMLKey, at header: SourceSpan) throws(TextError) -> TOMLTable {
    guard let index = indices[key.name] else {
      let table = TOMLTable(.header, at: key.span, declaredAt: header)
      add(key, .table(table))
      return table
    }
    guard case .table(let table) = entries[index].content, table.origin == .implied else {
      throw redefinition(of: key, index, .header, at: header)
    }
    table.origin = .header
    table.span = key.span
    table.declaration = header
    entries[index].key = key
    return table
  }

  private func appendElement(
    _ key: TOMLKey, at header: SourceSpan
  ) throws(TextError) -> TOMLTable {
    let table = TOMLTable(.body, at: key.span, declaredAt: header)
    guard let index = indices[key.name] else {
      add(key, .tables([table]))
      return table
    }
    guard case .tables(var tables) = entries[index].content else {
      throw redefinition(of: key, index, .element, at: header)
    }
    entries[index].content = .tables([])  // so that `tables` is not copied
    tables.append(table)
    entries[index].content = .tables(tables)
    return table
  }

  private func redefinition(
    of key: TOMLKey, _ index: Int, _ inserted: TOMLConflict.Insertion, at span: SourceSpan
  ) -> TextError {
    let isValue = if case .value = entries[index].content { true } else { false }
    return collision(
      inserted, at: span, with: index,
      TextError(
        "toml-redefined-table",
        isValue
          ? "`\(key.name)` is a value and cannot be extended"
          : "the table `\(key.name)` is defined twice", at: key.span,
        earlier: entries[index].key.span))
  }

  /// The error with what collides.
  private func collision(
    _ inserted: TOMLConflict.Insertion, at span: SourceSpan, with index: Int, _ error: TextError
  ) -> TextError {
    var error = error
    let (existing, place): (TOMLConflict.Existing, SourceSpan) =
      switch entries[index].content {
      case .value(let node): (Self.kind(of: node), node.span)
      case .table(let table): (.table, table.declaration)
      case .tables(let tables): (.tables, tables.first?.declaration ?? error.span)
      }
    error.conflict = TOMLConflict(
      inserted: inserted, at: span, existing: existing, existingAt: place)
    return error
  }

  private static func kind(of node: TextNode) -> TOMLConflict.Existing {
    switch node.value {
    case .object: return .inlineTable
    case .array(let items) where !items.isEmpty:
      let areTables = items.allSatisfy { if case .object = $0.value { true } else { false } }
      return areTables ? .inlineTables : .value
    default: return .value
    }
  }
}

/// One part of a key and its place.
struct TOMLKey {
  var name: String
  var span: SourceSpan
}

/// Two definitions of TOML that exclude each other.
package struct TOMLConflict: Sendable, Hashable {
  /// What comes second.
  package enum Insertion: Sendable, Hashable {
    case value
    /// A part of a dotted key before the last.
    case keyPart
    /// A part of a header before the last.
    case headerPart
    /// `[name]`
    case header
    /// `[[name]]`
    case element
  }

  /// What is there.
  package enum Existing: Sendable, Hashable {
    case value, inlineTable, inlineTables, table, tables
  }

  package let inserted: Insertion
  /// The whole header or dotted key.
  package let insertedAt: SourceSpan
  package let existing: Existing
  package let existingAt: SourceSpan

  init(
    inserted: Insertion, at insertedAt: SourceSpan, existing: Existing, existingAt: SourceSpan
  ) {
    self.inserted = inserted
    self.insertedAt = insertedAt
    self.existing = existing
    self.existingAt = existingAt
  }
}
