import SourceText

/// A piece of syntax that carries trivia: one token, or a string, path or `${…}` as a whole.
struct Leaf {
  /// The token with the leading trivia.
  var first: Int
  /// The token with the trailing comment.
  var last: Int

  init(_ token: Int) {
    first = token
    last = token
  }

  init(first: Int, last: Int) {
    self.first = first
    self.last = last
  }
}

/// The tokens of a file with the comments and empty lines that belong to each.
///
/// A comment belongs to the token before it when it stands behind that on its line, else to the token
/// after it. In lists, sets and `let` what stands before an entry is an entry of its own. Formatting
/// moves trivia from token to token; it must not lose any.
struct FormatTokens {
  /// Where tokens begin, in ascending order; the last entry is the end of the file.
  private let starts: [Int]
  private let ends: [Int]
  private let lines: [Int]
  /// The region that was open when a token began, as the place where it begins; -1 for none.
  private let regions: [Int]
  /// For the first token of a string, path or interpolation: its last one; else the token itself.
  private var leafEnds: [Int]
  var leading: [[Trivium]]
  var trailing: [[UInt8]?]
  /// Entries made of trivia, by the token that follows them.
  private(set) var entryTrivia: [Int: [Trivium]] = [:]

  init(_ tree: SyntaxTree, _ tokens: [Token]) {
    let bytes = tree.file.bytes
    let table = LineTable(bytes)
    var reader = TriviaReader(bytes)
    starts = tokens.map { Int($0.start) }
    ends = tokens.map { Int($0.end) }
    lines = tokens.map { table.position(at: Int($0.start)).line }
    leafEnds = Array(tokens.indices)
    var regions: [Int] = []
    leading = []
    trailing = Array(repeating: nil, count: tokens.count)
    var before: Token?
    for (index, token) in tokens.enumerated() {
      let hasTokenBefore = before.map { $0.kind != .interpolationOpen } ?? false
      let range = Int(before?.end ?? 0)..<Int(token.start)
      var gap = reader.gap(range, hasTokenBefore: hasTokenBefore)
      if token.kind == .endOfFile { gap.leading += reader.unclosedRegion() }
      if let comment = gap.trailing { trailing[index - 1] = comment }
      leading.append(gap.leading)
      regions.append(reader.regionStart ?? -1)
      before = token
    }
    self.regions = regions
    setLeafEnds(tree)
    setEntryTrivia(tree)
  }

  private mutating func setLeafEnds(_ tree: SyntaxTree) {
    for node in tree.nodes {
      switch node.kind {
      case .string, .indentedString, .interpolation, .path, .homePath:
        let first = token(at: Int(node.start))
        leafEnds[first] = max(leafEnds[first], token(endingAt: Int(node.end)))
      default: continue
      }
    }
  }

  private mutating func setEntryTrivia(_ tree: SyntaxTree) {
    for node in tree.nodes {
      let list: SyntaxTree.ListID
      let close: Int
      switch node.kind {
      case .list, .attributeSet, .recursiveSet, .legacyLet:
        list = SyntaxTree.ListID(raw: node.a)
        close = token(endingAt: Int(node.end))
      case .letIn:
        list = SyntaxTree.ListID(raw: node.a)
        close = token(at: Int(tree[SyntaxTree.NodeID(raw: node.b)].start)) - 1
      default: continue
      }
      for child in tree.children(list) { makeEntry(token(at: Int(tree[child].start))) }
      makeEntry(close)
    }
  }

  private mutating func makeEntry(_ token: Int) {
    if leading[token].isEmpty { return }
    entryTrivia[token] = leading[token]
    leading[token] = []
  }

  // MARK: Places

  /// The token that stands for the end of the file.
  var end: Int { starts.count - 1 }

  /// The token at or before a place.
  func token(at place: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= place { low = middle } else { high = middle }
    }
    return low
  }

  /// The token that ends at a place.
  func token(endingAt place: Int) -> Int { token(at: place - 1) }

  /// The leaf that begins with a token.
  func leaf(_ token: Int) -> Leaf { Leaf(first: token, last: leafEnds[token]) }

  /// The line in the source on which a token begins.
  func line(_ token: Int) -> Int { lines[token] }

  func range(_ token: Int) -> Range<Int> { starts[token]..<ends[token] }

  /// Whether a region that stays as it is begins or ends between two tokens.
  func isCut(from first: Int, to last: Int) -> Bool { regions[first] != regions[last] }

  // MARK: Trivia

  /// Whether a leaf has neither leading trivia nor a trailing comment.
  func isBare(_ leaf: Leaf) -> Bool { leading[leaf.first].isEmpty && trailing[leaf.last] == nil }

  func isBare(_ token: Int) -> Bool { isBare(Leaf(token)) }

  mutating func takeLeading(_ token: Int) -> [Trivium] {
    defer { leading[token] = [] }
    return leading[token]
  }

  mutating func takeTrailing(_ token: Int) -> [UInt8]? {
    defer { trailing[token] = nil }
    return trailing[token]
  }

  /// The trailing comment of a token as a comment on a line of its own; the token loses it.
  mutating func takeTrailingAsLine(_ token: Int) -> [Trivium] {
    guard let comment = takeTrailing(token) else { return [] }
    return [.lineComment([UInt8(ascii: " ")] + comment)]
  }

  /// Puts the comment behind a leaf onto a line of its own above it.
  mutating func raiseTrailing(_ leaf: Leaf) {
    leading[leaf.first] += takeTrailingAsLine(leaf.last)
  }
}
