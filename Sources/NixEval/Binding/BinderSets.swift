import NixLanguage

/// The bindings of a set before they are bound: what was written, from one literal or from several
/// that define the same attribute.
///
/// The entries of all drafts lie in one array, `Binder.entries`, since drafts nest: those of the
/// innermost one reach to its end.
struct SetDraft {
  /// What defines an attribute.
  enum Source {
    /// `path = value`; the path from component `depth` on.
    case value(path: SyntaxTree.ListID, depth: Int, value: SyntaxTree.NodeID)
    /// `inherit name`.
    case inherited
    /// `inherit (source) name`; the number of the source.
    case inheritedFrom(Int)
  }

  struct Entry {
    /// `.none` for a name that is only known when evaluated.
    let symbol: Symbol
    let position: Position
    let source: Source
    /// For `inherit name`: the variable outside that it means, absent if there is none. Which of
    /// several undefined variables is named follows from the order of the attributes.
    var outer = Node.absent
  }

  var isRecursive: Bool
  /// Where its entries begin.
  let start: Int
  var sources: [SyntaxTree.NodeID] = []
}

/// The sources of `inherit (source)` in one set.
private struct BoundSources {
  var nodes: [Node] = []
  /// In a recursive set or `let`: where their variables begin, behind those of the definitions.
  let firstSlot: Int?
  /// Whether one is more than a variable, and so needs a place of its own.
  var isUsed = false
}

/// Attribute sets: `a.b = 1; a.c = 2;` and `a = { b = 1; }; a.c = 2;` each give one `a`.
extension Binder {
  mutating func bindSet(_ bindings: ListID, isRecursive: Bool, at place: Position) throws -> Node {
    let outside = literalStart
    literalStart = path.count
    defer { literalStart = outside }
    var set = newDraft(isRecursive: isRecursive)
    try collect(bindings, into: &set)
    return try bind(set, at: place)
  }

  func newDraft(isRecursive: Bool) -> SetDraft {
    SetDraft(isRecursive: isRecursive, start: entries.count)
  }

  private mutating func bind(_ set: SetDraft, at place: Position) throws -> Node {
    let (code, mark) = try bind(set, at: place, isLet: false)
    if let mark { scope.leave(mark) }
    if code.definitionCount == 0, code.dynamicCount == 0 {
      return make(
        .emptySet, place, evaluator.emptySet.value.bits, level: set.isRecursive ? 1 : 0)
    }
    return make(.attributes, place, code.word)
  }

  /// Adds the bindings of one literal to a draft.
  mutating func collect(_ bindings: ListID, into set: inout SetDraft) throws {
    for index in 0..<tree.count(bindings) {
      let binding = tree[tree[bindings, index]]
      let names = ListID(binding.a)
      switch binding.kind {
      case .binding:
        entries.append(
          try entry(names, depth: 0, NodeID(binding.b), position(binding.start)))
      case .inherit, .inheritFrom:
        var source = SetDraft.Source.inherited
        if binding.kind == .inheritFrom {
          source = .inheritedFrom(set.sources.count)
          set.sources.append(NodeID(binding.b))
        }
        for index in 0..<tree.count(names) {
          let name = try fixedName(tree[names, index])
          entries.append(
            .init(symbol: name, position: position(tree[names, index]), source: source))
        }
      default: throw EvalError(.syntax, "syntax error, unexpected binding", at: .none)
      }
    }
  }

  /// The name after `inherit`, which must not depend on anything.
  private mutating func fixedName(_ id: NodeID) throws -> Symbol {
    let component = try bindName(id)
    guard component.expression.isAbsent else {
      throw EvalError(.syntax, "dynamic attributes not allowed in inherit", at: position(id))
    }
    return component.symbol
  }

  private mutating func entry(
    _ path: ListID, depth: Int, _ value: NodeID, _ place: Position
  ) throws -> SetDraft.Entry {
    let id = tree[path, depth]
    let kind = tree.kind(id)
    let source = SetDraft.Source.value(path: path, depth: depth, value: value)
    if kind == .identifier {
      return .init(symbol: symbol(id), position: place, source: source)
    }
    if let text = constantText(id) {
      return .init(symbol: text, position: place, source: source)
    }
    // Bound later, in the scope of the set; the node that waits is replaced then.
    return .init(symbol: .none, position: place, source: source)
  }

  /// The symbol of `"text"` or `${"text"}`.
  mutating func constantText(_ id: NodeID) -> Symbol? {
    let inner = tree.kind(id) == .interpolation ? unwrapped(NodeID(tree[id].a)) : id
    return plainText(inner)
  }

  // MARK: From a draft to code

  /// Binds the innermost draft. With a scope of its own (`let`, `rec`) the scope is left open for
  /// the body of `let`; the mark closes it.
  mutating func bind(
    _ set: SetDraft, at place: Position, isLet: Bool
  ) throws -> (AttributesCode, Scope.Mark?) {
    let end = entries.count
    defer { entries.removeLast(entries.count - set.start) }
    // Names that are computed come first, in the order written: a name defined twice is found at
    // the later one.
    sortEntries(from: set.start)
    let firstStatic = entries[set.start...].firstIndex { $0.symbol != .none } ?? end
    if isLet, firstStatic > set.start {
      throw EvalError(
        .syntax, "dynamic attributes not allowed in let", at: entries[set.start].position)
    }
    // What `inherit name` refers to lies outside of the set's own scope.
    for index in firstStatic..<end {
      guard case .inherited = entries[index].source else { continue }
      entries[index].outer = variable(entries[index].symbol, entries[index].position) ?? .absent
    }
    let mark = set.isRecursive ? try enterScope(at: place) : nil
    var count = 0
    var previous = Symbol.none
    for index in firstStatic..<end where entries[index].symbol != previous {
      previous = entries[index].symbol
      if set.isRecursive { scope.define(previous, slot: count) }
      count += 1
    }
    var sources = BoundSources(firstSlot: set.isRecursive ? count : nil)
    for source in set.sources { sources.nodes.append(try bind(source)) }
    let code = AttributesCode.make(
      definitionCount: count, dynamicCount: firstStatic - set.start,
      isRecursive: set.isRecursive, in: arena)
    var first = firstStatic
    for number in 0..<count {
      var next = first + 1
      while next < end, entries[next].symbol == entries[first].symbol { next += 1 }
      code.setDefinition(number, try define(first..<next, &sources))
      first = next
    }
    for index in set.start..<firstStatic {
      code.setDynamic(index - set.start, try bindDynamic(entries[index]))
    }
    code.finish(
      sources: sources.isUsed ? sources.nodes : [], hasOverrides: set.isRecursive && !isLet,
      in: arena)
    return (code, mark)
  }

  /// By symbol; those of one symbol stay in the order written.
  private mutating func sortEntries(from start: Int) {
    let isSorted = (start..<entries.count).dropFirst().allSatisfy {
      entries[$0 - 1].symbol.id <= entries[$0].symbol.id
    }
    guard !isSorted else { return }
    // To sort a slice of an array would copy it.
    entries.withUnsafeMutableBufferPointer {
      var rest = UnsafeMutableBufferPointer(rebasing: $0[start...])
      rest.sort { $0.symbol.id < $1.symbol.id }
    }
  }

  /// One attribute from all bindings that define it.
  private mutating func define(
    _ range: Range<Int>, _ sources: inout BoundSources
  ) throws -> AttributesCode.Definition {
    let first = entries[range.lowerBound]
    func definition(_ node: Node, _ origin: AttributesCode.Origin) -> AttributesCode.Definition {
      .init(symbol: first.symbol, position: first.position, node: node, origin: origin)
    }
    if range.count > 1 {
      path.append(first.symbol)
      defer { path.removeLast() }
      let merged = try merge(range)
      return definition(inCell(try bind(merged, at: first.position)), .inner)
    }
    switch first.source {
    case .inherited:
      guard !first.outer.isAbsent else { throw undefinedVariable(first.symbol, first.position) }
      return definition(first.outer, .outer)
    case .inheritedFrom(let number):
      let symbol = first.symbol.id
      // A variable is shared as it is; anything else is evaluated once, in a slot of its own.
      let bound = sources.nodes[number]
      switch bound.kind {
      case .constant, .variable0, .variable1, .variable, .withVariable:
        return definition(make(.selectOne, first.position, bound.word, symbol), .inner)
      default:
        sources.isUsed = true
        let source =
          if let slot = sources.firstSlot {
            make(.variable0, first.position, UInt32(slot + number), Symbol.none.id)
          } else { make(.inheritSource, first.position, UInt32(number)) }
        return definition(make(.selectOne, first.position, source.word, symbol), .source)
      }
    case .value(let names, let depth, let value):
      if depth + 1 < tree.count(names) {
        path.append(first.symbol)
        defer { path.removeLast() }
        let nested = try draft(of: names, from: depth + 1, value, first.position)
        return definition(inCell(try bind(nested, at: first.position)), .inner)
      }
      let node = try bind(value)
      name(node, first.symbol)
      return definition(inCell(node), .inner)
    }
  }

  /// A set with the one attribute that a path has after its first names.
  private mutating func draft(
    of path: ListID, from depth: Int, _ value: NodeID, _ place: Position
  ) throws -> SetDraft {
    let draft = newDraft(isRecursive: false)
    entries.append(try entry(path, depth: depth, value, place))
    return draft
  }

  /// Several definitions of one attribute: fine when all are sets.
  private mutating func merge(_ range: Range<Int>) throws -> SetDraft {
    let first = entries[range.lowerBound]
    let second = entries[range.lowerBound + 1]
    var merged = newDraft(isRecursive: false)
    for index in range {
      let entry = entries[index]
      // What is wrong with the first is noticed when the second comes.
      let culprit = index == range.lowerBound ? second : entry
      guard case .value(let names, let depth, let wrapped) = entry.source else {
        throw duplicate(culprit, first)
      }
      if depth + 1 < tree.count(names) {
        entries.append(try self.entry(names, depth: depth + 1, wrapped, entry.position))
        continue
      }
      let value = unwrapped(wrapped)
      guard isSet(value) else { throw duplicate(culprit, first) }
      // `rec` counts where the attribute is defined first, as it does in Nix.
      if index == range.lowerBound {
        merged.isRecursive = tree.kind(value) == .recursiveSet
      }
      try collect(ListID(tree[value].a), into: &merged)
    }
    return merged
  }

  /// Whether a node is a set in braces.
  func isSet(_ id: NodeID) -> Bool {
    let kind = tree.kind(id)
    return kind == .attributeSet || kind == .recursiveSet
  }

  private func duplicate(_ entry: SetDraft.Entry, _ first: SetDraft.Entry) -> EvalError {
    let name = path[literalStart...].map { evaluator.symbols.shown($0) }.joined(separator: ".")
    return EvalError(
      .syntax, "attribute '\(name)' already defined at \(evaluator.describe(first.position))",
      at: entry.position)
  }

  /// `${name} = value`, or `${name}.rest = value`.
  private mutating func bindDynamic(_ entry: SetDraft.Entry) throws
    -> AttributesCode.DynamicDefinition
  {
    guard case .value(let names, let depth, let value) = entry.source else {
      throw EvalError(.syntax, "dynamic attributes not allowed in inherit", at: entry.position)
    }
    let component = try bindName(tree[names, depth])
    let name =
      component.expression.isAbsent
      ? constant(evaluator.symbols.name(component.symbol).value, component.position)
      : component.expression
    guard depth + 1 < tree.count(names) else {
      return .init(name: name, value: inCell(try bind(value)), position: entry.position)
    }
    let nested = try draft(of: names, from: depth + 1, value, entry.position)
    return .init(
      name: name, value: inCell(try bind(nested, at: entry.position)), position: entry.position)
  }
}
