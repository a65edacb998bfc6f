import NixLanguage

/// The bindings of a set before they are bound: what was written, from one literal or from several
/// that define the same attribute.
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
    /// For `inherit name`: the variable outside that it means, or that there is none. Which of
    /// several undefined variables is named follows from the order of the attributes.
    var outer: Result<Node, EvalError> = .success(.absent)
  }

  var isRecursive: Bool
  var entries: [Entry] = []
  var sources: [SyntaxTree.NodeID] = []

  /// By symbol; those of one symbol stay in the order written.
  mutating func sortEntries() {
    let isSorted = zip(entries, entries.dropFirst()).allSatisfy { $0.symbol.id <= $1.symbol.id }
    if !isSorted { entries.sort { $0.symbol.id < $1.symbol.id } }
  }
}

/// The sources of `inherit (source)` in one set.
private struct BoundSources {
  var nodes: [Node] = []
  /// In a recursive set or `let`: where their variables begin, behind those of the definitions.
  var firstSlot: Int?
  /// Whether one is more than a variable, and so needs a place of its own.
  var isUsed = false
}

/// Attribute sets: `a.b = 1; a.c = 2;` and `a = { b = 1; }; a.c = 2;` each give one `a`.
extension Binder {
  mutating func bindSet(_ bindings: ListID, isRecursive: Bool, at place: Position) throws -> Node {
    let outside = path
    path = []
    defer { path = outside }
    var set = SetDraft(isRecursive: isRecursive)
    try collect(bindings, into: &set)
    return try bind(&set, at: place)
  }

  private mutating func bind(_ set: inout SetDraft, at place: Position) throws -> Node {
    let (code, mark) = try bind(&set, at: place, isLet: false)
    if let mark { scope.leave(mark) }
    if code.definitionCount == 0, code.dynamicCount == 0 {
      return make(
        .emptySet, place, evaluator.emptySet.value.bits, level: set.isRecursive ? 1 : 0)
    }
    return make(.attributes, place, code.word)
  }

  /// Adds the bindings of one literal to a draft.
  mutating func collect(_ bindings: ListID, into set: inout SetDraft) throws {
    set.entries.reserveCapacity(set.entries.count + tree.count(bindings))
    for index in 0..<tree.count(bindings) {
      let binding = tree[tree[bindings, index]]
      let names = ListID(raw: binding.a)
      switch binding.kind {
      case .binding:
        set.entries.append(
          try entry(names, depth: 0, NodeID(raw: binding.b), position(binding.start)))
      case .inherit, .inheritFrom:
        var source = SetDraft.Source.inherited
        if binding.kind == .inheritFrom {
          source = .inheritedFrom(set.sources.count)
          set.sources.append(NodeID(raw: binding.b))
        }
        for index in 0..<tree.count(names) {
          let name = try fixedName(tree[names, index])
          set.entries.append(
            .init(
              symbol: name, position: position(tree[names, index]), source: source)
          )
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
    let inner = tree.kind(id) == .interpolation ? unwrapped(NodeID(raw: tree[id].a)) : id
    return plainText(inner)
  }

  // MARK: From a draft to code

  /// Binds a draft. With a scope of its own (`let`, `rec`) the scope is left open for the body
  /// of `let`; the mark closes it.
  mutating func bind(
    _ set: inout SetDraft, at place: Position, isLet: Bool
  ) throws -> (AttributesCode, Scope.Mark?) {
    // Names that are computed come first, in the order written: a name defined twice is found at
    // the later one.
    set.sortEntries()
    let count = set.entries.count
    let firstStatic = set.entries.firstIndex { $0.symbol != .none } ?? count
    if isLet, firstStatic > 0 {
      throw EvalError(
        .syntax, "dynamic attributes not allowed in let", at: set.entries[0].position)
    }
    // What `inherit name` refers to lies outside of the set's own scope.
    for index in firstStatic..<count {
      if case .inherited = set.entries[index].source {
        let entry = set.entries[index]
        do {
          set.entries[index].outer = .success(try bindVariable(entry.symbol, entry.position))
        } catch let error as EvalError { set.entries[index].outer = .failure(error) }
      }
    }
    var mark: Scope.Mark?
    var sources = BoundSources()
    if set.isRecursive {
      mark = try enterScope(at: place)
      var slot = 0
      var previous = Symbol.none
      for entry in set.entries[firstStatic...] where entry.symbol != previous {
        scope.define(entry.symbol, slot: slot)
        previous = entry.symbol
        slot += 1
      }
      sources.firstSlot = slot
    }
    if !set.sources.isEmpty { sources.nodes = try set.sources.map { try bind($0) } }
    var definitions: [AttributesCode.Definition] = []
    definitions.reserveCapacity(count - firstStatic)
    var index = firstStatic
    while index < count {
      var end = index + 1
      while end < count, set.entries[end].symbol == set.entries[index].symbol { end += 1 }
      definitions.append(try define(set.entries[index..<end], &sources))
      index = end
    }
    var dynamics: [AttributesCode.DynamicDefinition] = []
    for index in 0..<firstStatic { dynamics.append(try bindDynamic(set.entries[index])) }
    let code = AttributesCode.make(
      definitions: definitions, dynamics: dynamics, sources: sources.isUsed ? sources.nodes : [],
      isRecursive: set.isRecursive,
      overrides: set.isRecursive && !isLet
        ? definitions.firstIndex { $0.symbol == .overrides } : nil, in: arena)
    return (code, mark)
  }

  /// One attribute from all bindings that define it.
  private mutating func define(
    _ entries: ArraySlice<SetDraft.Entry>, _ sources: inout BoundSources
  ) throws -> AttributesCode.Definition {
    let first = entries[entries.startIndex]
    func definition(_ node: Node, _ origin: AttributesCode.Origin) -> AttributesCode.Definition {
      .init(symbol: first.symbol, position: first.position, node: node, origin: origin)
    }
    if entries.count > 1 {
      path.append(first.symbol)
      defer { path.removeLast() }
      var merged = try merge(entries)
      return definition(inCell(try bind(&merged, at: first.position)), .inner)
    }
    switch first.source {
    case .inherited:
      return definition(try first.outer.get(), .outer)
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
        var nested = SetDraft(isRecursive: false)
        nested.entries = [try entry(names, depth: depth + 1, value, first.position)]
        return definition(inCell(try bind(&nested, at: first.position)), .inner)
      }
      let node = try bind(value)
      name(node, first.symbol)
      return definition(inCell(node), .inner)
    }
  }

  /// Several definitions of one attribute: fine when all are sets.
  private mutating func merge(_ entries: ArraySlice<SetDraft.Entry>) throws -> SetDraft {
    let first = entries[entries.startIndex]
    let second = entries[entries.startIndex + 1]
    var merged = SetDraft(isRecursive: false)
    for (index, entry) in entries.enumerated() {
      // What is wrong with the first is noticed when the second comes.
      let culprit = index == 0 ? second : entry
      guard case .value(let names, let depth, let wrapped) = entry.source else {
        throw duplicate(culprit, first)
      }
      if depth + 1 < tree.count(names) {
        merged.entries.append(try self.entry(names, depth: depth + 1, wrapped, entry.position))
        continue
      }
      let value = unwrapped(wrapped)
      guard [.attributeSet, .recursiveSet].contains(tree.kind(value)) else {
        throw duplicate(culprit, first)
      }
      // `rec` counts where the attribute is defined first, as it does in Nix.
      if index == 0 {
        merged.isRecursive = tree.kind(value) == .recursiveSet
      }
      try collect(ListID(raw: tree[value].a), into: &merged)
    }
    return merged
  }

  private func duplicate(_ entry: SetDraft.Entry, _ first: SetDraft.Entry) -> EvalError {
    let name = path.map { evaluator.symbols.shown($0) }.joined(separator: ".")
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
    var nested = SetDraft(isRecursive: false)
    nested.entries = [try self.entry(names, depth: depth + 1, value, entry.position)]
    return .init(
      name: name, value: inCell(try bind(&nested, at: entry.position)), position: entry.position)
  }
}
