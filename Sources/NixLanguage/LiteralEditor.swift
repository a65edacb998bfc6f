package import SourceText

/// Changes single attributes of a literal Nix file and leaves every other byte as it is: comments,
/// order, blank lines, and how the user spells sets (`a.b = 1;` or `a = { b = 1; };`).
///
/// The file is parsed again for every change: an answers file has some kilobytes.
package struct LiteralEditor: Sendable {
  package internal(set) var bytes: [UInt8]
  private let name: String
  /// All attributes that the file may hold, in the order in which new ones are put in.
  private let order: [[String]]

  /// Nil for a file that is no set of plain values.
  package init?(_ file: SourceFile, order: [[String]]) {
    bytes = file.bytes
    name = file.name
    self.order = order
    guard case .attributes? = LiteralDocument.read(file).document?.root.value else { return nil }
  }

  /// Gives an attribute a value, where it stands or at its place in the order.
  package mutating func set(_ path: [String], to literal: NixLiteral) {
    if node(at: path)?.literal == literal { return }
    let tree = tree
    let found = bindings(at: path, in: tree)
    if found.count == 1, let binding = found.first, binding.rest.isEmpty {
      if changeElements(at: path, to: literal) { return }
      let span = tree.span(binding.value)
      let text = literal.block(indentation: indentation(at: span.start))
      replace(span.start..<span.end, by: text)
    } else {
      // Spread over several bindings, as `llama.settings.threads` is: one takes the place of all.
      remove(path)
      insert(path, literal)
    }
  }

  /// Changes a value that has comments in it, element by element where that can be done; false for a
  /// value without comments.
  private mutating func changeElements(at path: [String], to literal: NixLiteral) -> Bool {
    guard let node = node(at: path) else { return false }
    let comments = comments(in: node)
    guard !comments.isEmpty else { return false }
    let before = bytes
    for edit in (edits(of: node, to: literal) ?? []).sorted(by: {
      $0.range.lowerBound > $1.range.lowerBound
    }) { replace(edit.range, by: edit.text) }
    // Elements may change their order in ways that edits in place do not follow.
    if self.node(at: path)?.literal == literal { return true }
    bytes = before
    let indentation = indentation(at: node.span.start) + 2
    replace(
      node.span.start..<node.span.end,
      by: (comments + [literal.block(indentation: indentation)]).reduce("") {
        $0 + "\n" + Self.blanks(indentation) + $1
      })
    return true
  }

  /// What stands at a path.
  private func node(at path: [String]) -> LiteralDocument.Node? {
    let file = SourceFile(name: name, bytes: bytes)
    return path.reduce(LiteralDocument.read(file).document?.root) { node, name in
      guard case .attributes(let attributes)? = node?.value else { return nil }
      return attributes.first { $0.name == name }?.value
    }
  }

  /// Gives an attribute another name, where it stands and with the comments beside it. False where
  /// its group holds others that keep their name: then its value is to be set anew.
  package mutating func changeName(of path: [String], to other: [String]) -> Bool {
    let tree = tree
    let found = bindings(at: path, in: tree)
    guard found.count == 1, let leaf = found.first, leaf.rest.isEmpty,
      bindings(at: other, in: tree).isEmpty
    else { return false }
    // The bindings that lead to the value, outermost first, each with the part of the path it names.
    var chain: [(names: SourceSpan, part: Range<Int>, isLone: Bool)] = []
    visit(tree, tree.root, []) { names, id, value in
      guard path.starts(with: names) else { return false }
      let list = SyntaxTree.ListID(raw: tree[id].a)
      let spans = tree.children(list).map { tree.span($0) }
      let set = Self.inner(value, tree)
      let isLone =
        names.count == path.count
        || tree.kind(set) == .attributeSet && tree.count(SyntaxTree.ListID(raw: tree[set].a)) == 1
      if let first = spans.first, let last = spans.last {
        chain.append(
          (
            SourceSpan(start: first.start, end: last.end),
            (names.count - spans.count)..<names.count, isLone
          ))
      }
      return true
    }
    var edits: [Edit] = []
    for (index, binding) in chain.enumerated() {
      let isLast = index == chain.count - 1
      guard isLast ? binding.part.lowerBound < other.count : binding.part.upperBound < other.count
      else { return false }
      let names = isLast ? other[binding.part.lowerBound...] : other[binding.part]
      guard Array(path[binding.part]) != Array(names) else { continue }
      guard binding.isLone else { return false }
      edits.append(
        Edit(
          range: binding.names.start..<binding.names.end, text: NixName.attributePath(names)))
    }
    for edit in edits.reversed() { replace(edit.range, by: edit.text) }
    return true
  }

  /// Takes out an attribute and everything below it. Comments stay.
  package mutating func remove(_ path: [String]) {
    while let binding = bindings(at: path, in: tree).last {
      let span = tree.span(binding.id)
      replace(wholeLine(span.start..<span.end), by: "")
    }
    removeIfEmpty(Array(path.dropLast()))
  }

  // MARK: Finding

  /// A binding that gives an attribute its value, or a part of it.
  private struct Binding {
    var id: SyntaxTree.NodeID
    var value: SyntaxTree.NodeID
    /// What the names of the binding go below the path.
    var rest: ArraySlice<String>
  }

  /// A set in which an attribute may be put.
  private struct Place {
    var set: SyntaxTree.NodeID
    /// The path of the set.
    var path: ArraySlice<String>
  }

  private var tree: SyntaxTree { Parser.parse(SourceFile(name: name, bytes: bytes)).tree }

  /// The bindings at a path and below it.
  private func bindings(at path: [String], in tree: SyntaxTree) -> [Binding] {
    var found: [Binding] = []
    visit(tree, tree.root, []) { names, id, value in
      if names.starts(with: path) {
        found.append(Binding(id: id, value: value, rest: names.dropFirst(path.count)))
        return false
      }
      return path.starts(with: names)
    }
    return found
  }

  /// Calls `body` with every binding of a set and its whole path; looks into those sets for which
  /// the answer is true.
  private func visit(
    _ tree: SyntaxTree, _ set: SyntaxTree.NodeID, _ path: [String],
    _ body: ([String], SyntaxTree.NodeID, SyntaxTree.NodeID) -> Bool
  ) {
    let set = Self.inner(set, tree)
    guard tree.kind(set) == .attributeSet else { return }
    for id in tree.children(SyntaxTree.ListID(raw: tree[set].a)) {
      let node = tree[id]
      let names = path + Self.names(SyntaxTree.ListID(raw: node.a), tree)
      let value = SyntaxTree.NodeID(raw: node.b)
      if body(names, id, value) { visit(tree, value, names, body) }
    }
  }

  /// An expression without the parentheses around it.
  private static func inner(_ id: SyntaxTree.NodeID, _ tree: SyntaxTree) -> SyntaxTree.NodeID {
    var id = id
    while tree.kind(id) == .parenthesized { id = SyntaxTree.NodeID(raw: tree[id].a) }
    return id
  }

  private static func names(_ list: SyntaxTree.ListID, _ tree: SyntaxTree) -> [String] {
    var content = StringContent()
    return tree.children(list).map { id in
      tree.staticName(id, using: &content).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }

  // MARK: Inserting

  private mutating func insert(_ path: [String], _ literal: NixLiteral) {
    let tree = tree
    // The innermost set that holds, or could hold, the attribute.
    var place = Place(set: Self.inner(tree.root, tree), path: [])
    visit(tree, tree.root, []) { names, _, value in
      guard path.starts(with: names), names.count < path.count,
        tree.kind(Self.inner(value, tree)) == .attributeSet
      else { return false }
      place = Place(set: Self.inner(value, tree), path: names[...])
      return true
    }
    let bindings = Array(tree.children(SyntaxTree.ListID(raw: tree[place.set].a)))
    let rank = rank(path)
    let previous = bindings.last { id in
      self.rank(place.path + Self.names(SyntaxTree.ListID(raw: tree[id].a), tree)) <= rank
    }
    let text = { (indentation: Int) in
      NixName.attributePath(path.dropFirst(place.path.count)) + " = "
        + literal.block(indentation: indentation) + ";"
    }
    if let previous {
      insert(behind: tree.span(previous), text)
    } else if let first = bindings.first {
      insert(before: tree.span(first).start, text)
    } else {
      fill(tree.span(place.set), text)
    }
  }

  /// The place of an attribute, or of the first one below it, in the order.
  private func rank(_ path: some Sequence<String>) -> Int {
    let path = Array(path)
    return order.firstIndex { $0.starts(with: path) || path.starts(with: $0) } ?? order.count
  }

  private mutating func insert(behind span: SourceSpan, _ text: (Int) -> String) {
    guard isFirst(span.start), let end = restOfLine(span.end) else {
      return replace(span.end..<span.end, by: " \(text(indentation(at: span.start)))")
    }
    let indentation = indentation(at: span.start)
    replace(end..<end, by: "\n" + Self.blanks(indentation) + text(indentation))
  }

  /// Comments above the binding stay above it.
  private mutating func insert(before start: Int, _ text: (Int) -> String) {
    let indentation = indentation(at: start)
    let end = isFirst(start) ? "\n" + Self.blanks(indentation) : " "
    replace(start..<start, by: text(indentation) + end)
  }

  /// Behind the comments of a set without attributes.
  private mutating func fill(_ span: SourceSpan, _ text: (Int) -> String) {
    let outer = indentation(at: span.start)
    var end = span.end - 1
    while end > span.start + 1, Self.isBlank(bytes[end - 1]) { end -= 1 }
    let inner = outer + 2
    replace(
      end..<(span.end - 1),
      by: "\n" + Self.blanks(inner) + text(inner) + "\n" + Self.blanks(outer))
  }

  // MARK: Removing

  /// A set that holds nothing any more, not even a comment, goes too.
  private mutating func removeIfEmpty(_ path: [String]) {
    guard !path.isEmpty else { return }
    let tree = tree
    for binding in bindings(at: path, in: tree) where binding.rest.isEmpty {
      let span = tree.span(Self.inner(binding.value, tree))
      guard tree.kind(Self.inner(binding.value, tree)) == .attributeSet,
        bytes[(span.start + 1)..<(span.end - 1)].allSatisfy(Self.isBlank)
      else { continue }
      return remove(path)
    }
  }

  /// A binding with its line, where it is alone on it; else with one blank.
  func wholeLine(_ range: Range<Int>) -> Range<Int> {
    if isFirst(range.lowerBound) {
      var end = range.upperBound
      while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
      // What follows on the line, a comment mostly, takes the place.
      guard end < bytes.count, bytes[end] == UInt8(ascii: "\n") else {
        return range.lowerBound..<end
      }
      return lineStart(range.lowerBound)..<(end + 1)
    }
    let isSpaced =
      range.lowerBound > 0 && bytes[range.lowerBound - 1] == UInt8(ascii: " ")
      && range.upperBound < bytes.count && bytes[range.upperBound] == UInt8(ascii: " ")
    return isSpaced ? (range.lowerBound - 1)..<range.upperBound : range
  }

  // MARK: Layout

  private mutating func replace(_ range: Range<Int>, by text: String) {
    bytes.replaceSubrange(range, with: text.utf8)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
      || byte == UInt8(ascii: "\r")
  }

  static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  private func lineStart(_ place: Int) -> Int {
    bytes[..<place].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }

  /// Whether nothing stands before a place on its line.
  func isFirst(_ place: Int) -> Bool {
    bytes[lineStart(place)..<place].allSatisfy(Self.isBlank)
  }

  /// The blanks at the start of the line of a place.
  func indentation(at place: Int) -> Int {
    bytes[lineStart(place)...].prefix { $0 == UInt8(ascii: " ") }.count
  }

  /// The end of the line when nothing but a comment to its end follows; else nil.
  func restOfLine(_ place: Int) -> Int? {
    let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let rest = bytes[place..<end].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return rest.isEmpty || rest.first == UInt8(ascii: "#") ? end : nil
  }
}
