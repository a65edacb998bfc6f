import NixLanguage

/// Finds the attribute defined twice that Nix reports.
///
/// Nix merges attributes while it reads: it notices a second definition at the end of the binding,
/// before it looks at what follows it and before it looks for any variable. The binder merges set by
/// set, from outside inwards; where it fails, or the parser did, this tells what Nix met first.
struct DuplicateSearch {
  /// What a set defines, as far as it was read. A class, as bindings further on add to it.
  private final class Attributes {
    struct Definition {
      let position: Position
      /// Its attributes, where it is a set.
      let set: Attributes?
    }

    var definitions: [Symbol: Definition] = [:]
    /// Whether a name is computed, which `let` does not allow.
    var hasComputedNames = false
  }

  private struct Duplicate: Error {
    let path: [Symbol]
    let position: Position
    let first: Position
  }

  /// The sets, by the lists of their bindings.
  private var sets: [UInt32: Attributes] = [:]

  /// The error about the duplicate that Nix reports, unless it meets another error about names before,
  /// or reads no further than `end`.
  static func firstError(in binder: inout Binder, before end: UInt32) throws -> EvalError? {
    var search = DuplicateSearch()
    let owners = try owners(in: binder.syntax, binder.evaluator)
    // Children come before their parents, so that this is the order in which Nix's parser is done
    // with the nodes.
    for raw in 1..<UInt32(binder.syntax.nodes.count) {
      try binder.evaluator.checkpoint(Int(raw))
      let node = binder.tree[.init(raw)]
      switch node.kind {
      case .binding, .inherit, .inheritFrom:
        guard node.end <= end, let owner = owners[raw] else { continue }
        do throws(Duplicate) {
          try search.add(node, to: search.attributes(of: owner), &binder)
        } catch {
          let symbols = binder.evaluator.symbols
          let name = error.path.map { symbols.shown($0) }.joined(separator: ".")
          let first = binder.evaluator.describe(error.first)
          return EvalError(
            .syntax, "attribute '\(name)' already defined at \(first)", at: error.position)
        }
      case .letIn where search.sets[node.a]?.hasComputedNames == true: return nil
      case .patternLambda where hasDuplicates(node, binder): return nil
      default: break
      }
    }
    return nil
  }

  /// The list that each binding stands in. Of a text that is broken off there are lists without the
  /// set that they would be of.
  private static func owners(
    in tree: SyntaxTree, _ evaluator: Evaluator
  ) throws -> [UInt32: UInt32] {
    var owners: [UInt32: UInt32] = [:]
    // The first list is the empty one.
    var list = 1
    while list < tree.lists.count {
      let children = tree.children(.init(UInt32(list)))
      for (index, child) in children.enumerated() where isBinding(tree.kind(child)) {
        try evaluator.checkpoint(index)
        owners[child.raw] = UInt32(list)
      }
      list += 1 + children.count
    }
    return owners
  }

  private static func isBinding(_ kind: SyntaxKind) -> Bool {
    kind == .binding || kind == .inherit || kind == .inheritFrom
  }

  private static func hasDuplicates(
    _ function: SyntaxTree.Node, _ binder: borrowing Binder
  ) -> Bool {
    let formals = binder.syntax[SyntaxTree.NodeID(function.b)]
    var seen: Set<Symbol> = []
    if function.a != 0 { seen.insert(binder.symbol(.init(function.a))) }
    return binder.syntax.children(.init(formals.a)).contains {
      !seen.insert(binder.symbol(.init(binder.syntax[$0].a))).inserted
    }
  }

  // MARK: Adding

  private mutating func attributes(of list: UInt32) -> Attributes {
    if let known = sets[list] { return known }
    let made = Attributes()
    // All sets without bindings have one list.
    if list != 0 { sets[list] = made }
    return made
  }

  private mutating func add(
    _ binding: SyntaxTree.Node, to set: Attributes, _ binder: inout Binder
  ) throws(Duplicate) {
    let names = binder.syntax.children(.init(binding.a))
    guard binding.kind == .binding else {
      for name in names {
        guard let symbol = symbol(of: name, &binder) else { continue }
        try define(symbol, [symbol], binder.position(name), nil, in: set)
      }
      return
    }
    let position = binder.position(binding.start)
    let value = binder.unwrapped(.init(binding.b))
    let isSet = binder.isSet(value)
    var set = set
    var path: [Symbol] = []
    for (index, name) in names.enumerated() {
      let isLast = index + 1 == names.count
      let inner = isLast ? (isSet ? attributes(of: binder.tree[value].a) : nil) : Attributes()
      guard let symbol = symbol(of: name, &binder) else {
        set.hasComputedNames = true
        guard let inner else { return }
        set = inner
        continue
      }
      path.append(symbol)
      try define(symbol, path, position, inner, in: set)
      guard let next = set.definitions[symbol]?.set else { return }
      set = next
    }
  }

  /// The symbol of a name that is not computed.
  private func symbol(of name: SyntaxTree.NodeID, _ binder: inout Binder) -> Symbol? {
    binder.tree.kind(name) == .identifier ? binder.symbol(name) : binder.constantText(name)
  }

  /// Adds a definition, or the attributes of one to those that are there.
  private func define(
    _ symbol: Symbol, _ path: [Symbol], _ position: Position, _ inner: Attributes?,
    in set: Attributes
  ) throws(Duplicate) {
    guard let first = set.definitions[symbol] else {
      set.definitions[symbol] = .init(position: position, set: inner)
      return
    }
    guard let outer = first.set, let inner else {
      throw Duplicate(path: path, position: position, first: first.position)
    }
    for (name, definition) in inner.definitions.sorted(by: { $0.key.id < $1.key.id }) {
      try define(name, path + [name], definition.position, definition.set, in: outer)
    }
  }
}
