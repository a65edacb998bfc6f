import SourceText

/// Collects the attributes of a set, merging nested sets as Nix does: `a.b = 1; a = { c = 2; };`.
struct LiteralSetBuilder {
  /// A key and where it is written.
  struct Name {
    let text: String
    let span: SourceSpan
  }

  /// A name that has two values.
  struct Duplicate {
    let name: String
    let span: SourceSpan
    let firstSpan: SourceSpan
  }

  private struct Entry {
    let name: Name
    var value: LiteralDocument.Node
    /// The attributes of a set that was merged with another one, in place of those in `value`.
    var merged: LiteralSetBuilder?
  }

  private var entries: [Entry] = []
  private var places: [String: Int] = [:]
  private var ownDuplicates: [Duplicate] = []

  /// The names that were set twice, here and in nested sets.
  var duplicates: [Duplicate] {
    ownDuplicates + entries.flatMap { $0.merged?.duplicates ?? [] }
  }

  /// The attributes in the order of their first mention.
  var attributes: [LiteralDocument.Attribute] {
    entries.map { entry in
      var value = entry.value
      if let merged = entry.merged { value.value = .attributes(merged.attributes) }
      return LiteralDocument.Attribute(
        name: entry.name.text, nameSpan: entry.name.span, value: value)
    }
  }

  /// Puts a value at a path.
  mutating func insert(_ value: LiteralDocument.Node, at path: ArraySlice<Name>) {
    guard let name = path.first else { return }
    let rest = path.dropFirst()
    guard let place = places[name.text] else {
      places[name.text] = entries.count
      guard !rest.isEmpty else {
        entries.append(Entry(name: name, value: value))
        return
      }
      var inner = LiteralSetBuilder()
      inner.insert(value, at: rest)
      entries.append(
        Entry(
          name: name, value: LiteralDocument.Node(.attributes([]), span: name.span), merged: inner))
      return
    }
    guard case .attributes(let known) = entries[place].value.value else {
      return reject(name, place)
    }
    if entries[place].merged == nil { entries[place].merged = LiteralSetBuilder(known) }
    if !rest.isEmpty {
      entries[place].merged?.insert(value, at: rest)
    } else if case .attributes(let new) = value.value {
      for attribute in new {
        entries[place].merged?.insert(
          attribute.value, at: [Name(text: attribute.name, span: attribute.nameSpan)])
      }
    } else {
      reject(name, place)
    }
  }

  init() {}

  private init(_ attributes: [LiteralDocument.Attribute]) {
    for attribute in attributes {
      insert(attribute.value, at: [Name(text: attribute.name, span: attribute.nameSpan)])
    }
  }

  private mutating func reject(_ name: Name, _ place: Int) {
    ownDuplicates.append(
      Duplicate(name: name.text, span: name.span, firstSpan: entries[place].name.span))
  }
}
