import SourceText

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
  private var entries: [Entry] = []
  private var indices: [String: Int] = [:]

  init(_ origin: Origin, at span: SourceSpan) {
    self.origin = origin
    self.span = span
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
  func open(_ path: [TOMLKey], isElement: Bool) throws(TextError) -> TOMLTable {
    var table = self
    for key in path.dropLast() { table = try table.step(key, creating: .implied) }
    guard let key = path.last else { return table }
    return isElement ? try table.appendElement(key) : try table.openHeader(key)
  }

  /// Sets the value of a dotted key.
  func set(_ path: [TOMLKey], to node: TextNode) throws(TextError) {
    var table = self
    for key in path.dropLast() { table = try table.step(key, creating: .dotted) }
    guard let key = path.last else { return }
    if let index = table.indices[key.name] {
      throw TextError(
        "toml-duplicate-key", "the key `\(key.name)` is defined twice", at: key.span,
        earlier: table.entries[index].key.span)
    }
    table.add(key, .value(node))
  }

  private func add(_ key: TOMLKey, _ content: Content) {
    indices[key.name] = entries.count
    entries.append(Entry(key: key, content: content))
  }

  /// One part of a path before the last: the table there, made when it is missing.
  private func step(_ key: TOMLKey, creating newOrigin: Origin) throws(TextError) -> TOMLTable {
    guard let index = indices[key.name] else {
      let table = TOMLTable(newOrigin, at: key.span)
      add(key, .table(table))
      return table
    }
    let isHeader = newOrigin == .implied
    switch entries[index].content {
    case .table(let table) where isHeader || table.origin == .dotted: return table
    case .table(let table) where table.origin == .implied:
      table.origin = .dotted
      return table
    case .tables(let tables) where isHeader:
      if let last = tables.last { return last }
      throw redefinition(of: key, index)
    case .table:
      throw TextError(
        "toml-redefined-table", "a dotted key cannot extend the table `\(key.name)`", at: key.span,
        fix: "write the key below the header of that table", earlier: entries[index].key.span)
    case .tables:
      throw TextError(
        "toml-redefined-table", "a dotted key cannot extend the array of tables `\(key.name)`",
        at: key.span, earlier: entries[index].key.span)
    case .value: throw redefinition(of: key, index)
    }
  }

  private func openHeader(_ key: TOMLKey) throws(TextError) -> TOMLTable {
    guard let index = indices[key.name] else {
      let table = TOMLTable(.header, at: key.span)
      add(key, .table(table))
      return table
    }
    guard case .table(let table) = entries[index].content, table.origin == .implied else {
      throw redefinition(of: key, index)
    }
    table.origin = .header
    table.span = key.span
    entries[index].key = key
    return table
  }

  private func appendElement(_ key: TOMLKey) throws(TextError) -> TOMLTable {
    let table = TOMLTable(.body, at: key.span)
    guard let index = indices[key.name] else {
      add(key, .tables([table]))
      return table
    }
    guard case .tables(var tables) = entries[index].content else {
      throw redefinition(of: key, index)
    }
    entries[index].content = .tables([])  // so that `tables` is not copied
    tables.append(table)
    entries[index].content = .tables(tables)
    return table
  }

  private func redefinition(of key: TOMLKey, _ index: Int) -> TextError {
    let isValue = if case .value = entries[index].content { true } else { false }
    return TextError(
      "toml-redefined-table",
      isValue
        ? "`\(key.name)` is a value and cannot be extended"
        : "the table `\(key.name)` is defined twice", at: key.span,
      earlier: entries[index].key.span)
  }
}

/// One part of a key and its place.
struct TOMLKey {
  var name: String
  var span: SourceSpan
}
