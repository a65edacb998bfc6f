import NixStore

/// What one evaluation knows of the store: the derivations it made, and what contexts refer to.
final class StoreState {
  let graph = DerivationGraph()
  /// What `derivationStrict` gave.
  var results: [DerivationGraph.NodeID: AttributeSet] = [:]
  private var references: [Symbol: Reference] = [:]
  /// As many as derivations were in the making at once.
  private var drafts: [DerivationDraft] = []

  /// A context element, decoded once: contexts of derivations have many elements in common.
  enum Reference {
    case path(DerivationGraph.PathID)
    /// The derivation and all it needs.
    case derivation(DerivationGraph.PathID)
    case output(DerivationGraph.Input)
  }

  /// A draft that nobody uses.
  func takeDraft(_ evaluator: Evaluator) -> DerivationDraft {
    drafts.popLast() ?? DerivationDraft(stoppingWhen: evaluator.isInterrupted)
  }

  func giveBack(_ draft: DerivationDraft) {
    draft.clear()
    drafts.append(draft)
  }

  /// What an element of a context refers to.
  func reference(_ symbol: Symbol, _ symbols: SymbolTable) throws(StoreError) -> Reference {
    if let known = references[symbol] { return known }
    let reference = try decode(symbols.name(symbol).bytes)
    references[symbol] = reference
    return reference
  }

  private func decode(_ text: UnsafeBufferPointer<UInt8>) throws(StoreError) -> Reference {
    switch text.first {
    case UInt8(ascii: "="):
      return .derivation(graph.id(of: try StorePath(Array(text.dropFirst()))))
    case UInt8(ascii: "!"):
      let rest = text.dropFirst()
      let end = rest.firstIndex(of: UInt8(ascii: "!")) ?? rest.endIndex
      let path = graph.id(of: try StorePath(Array(rest[end...].dropFirst())))
      return .output(.init(path, graph.id(ofOutput: Array(rest[..<end]))))
    default: return .path(graph.id(of: try StorePath(Array(text))))
    }
  }
}

extension Evaluator {
  var store: StoreState { cache(StoreState.self, StoreState.init) }

  /// What derivations of this evaluation need, themselves included, by path: whether each only
  /// downloads something of which the digest is known.
  package func derivations(neededBy paths: [String]) -> [String: Bool] {
    var all: Set<StorePath> = []
    for path in paths {
      guard let root = try? StorePath(Array(path.utf8)), !all.contains(root) else { continue }
      all.formUnion(store.graph.closure(of: root))
    }
    return all.reduce(into: [:]) { found, path in
      guard let node = store.graph.node(at: path) else { return }
      found[text(path)] = store.graph.outputs(of: node).allSatisfy {
        if case .fixed = $0.address { true } else { false }
      }
    }
  }

  /// A string that is a store path and depends on it.
  func storePathString(_ path: StorePath) -> Value {
    let encoded = path.bytes.withUnsafeBufferPointer { symbols.intern($0) }
    return string(path.bytes, context: StringContext.make(encoded, in: arena))
  }

  /// A derivation that this evaluation made, or else one of the store, from its file.
  func node(at path: DerivationGraph.PathID) throws -> DerivationGraph.NodeID {
    if let known = store.graph.node(at: path) { return known }
    let storePath = store.graph.storePath(path)
    try loadDerivation(storePath)
    guard let node = store.graph.node(at: path) else {
      throw failure("path '\(text(storePath))' is not valid", kind: .unavailableSource)
    }
    return node
  }

  /// Makes a derivation of the store known that this evaluation did not make, from its file, with
  /// all its inputs.
  private func loadDerivation(_ path: StorePath) throws {
    var waiting = [path]
    var pending: [StorePath: Derivation] = [:]
    while let next = waiting.last {
      if store.graph.node(at: next) != nil {
        waiting.removeLast()
        continue
      }
      let derivation = try pending[next] ?? readDerivation(next)
      let missing = derivation.inputs.map(\.path).filter { store.graph.node(at: $0) == nil }
      if missing.isEmpty {
        _ = try storeCall { () throws(StoreError) in try store.graph.add(derivation) }
        waiting.removeLast()
      } else if pending.updateValue(derivation, forKey: next) == nil {
        waiting += missing
      } else {
        throw failure("derivation '\(text(next))' is an input of itself")
      }
    }
  }

  private func readDerivation(_ path: StorePath) throws -> Derivation {
    let content: [UInt8]
    do {
      content = try io.readFile(text(path))
    } catch {
      try checkStack()
      throw failure("path '\(text(path))' is not valid", kind: .unavailableSource)
    }
    return try storeCall { () throws(StoreError) in
      try Derivation(text: content, name: Array(path.name.dropLast(".drv".utf8.count)))
    }
  }

  private func text(_ path: StorePath) -> String { String(decoding: path.bytes, as: UTF8.self) }
}
