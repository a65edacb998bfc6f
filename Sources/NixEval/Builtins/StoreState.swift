import NixStore

/// What one evaluation knows of the store: the derivations it made, and what contexts refer to.
final class StoreState {
  var graph = DerivationGraph()
  private var references: [Symbol: Reference] = [:]

  /// A context element, decoded once: contexts of derivations have many elements in common.
  enum Reference {
    case path(StorePath)
    /// The derivation and all it needs.
    case derivation(StorePath)
    /// The name of the output in an array, as an input has it.
    case output(StorePath, [[UInt8]])
  }

  /// The elements of a context in no particular order.
  func references(
    of context: StringContext, _ symbols: SymbolTable
  ) throws(StoreError) -> [Reference] {
    var out: [Reference] = []
    out.reserveCapacity(context.count)
    for index in 0..<context.count {
      let symbol = context.symbol(index)
      if let known = references[symbol] {
        out.append(known)
        continue
      }
      let reference = try Self.decode(symbols.name(symbol).bytes)
      references[symbol] = reference
      out.append(reference)
    }
    return out
  }

  private static func decode(_ text: UnsafeBufferPointer<UInt8>) throws(StoreError) -> Reference {
    switch text.first {
    case UInt8(ascii: "="): return .derivation(try StorePath(Array(text.dropFirst())))
    case UInt8(ascii: "!"):
      let rest = text.dropFirst()
      let end = rest.firstIndex(of: UInt8(ascii: "!")) ?? rest.endIndex
      return .output(try StorePath(Array(rest[end...].dropFirst())), [Array(rest[..<end])])
    default: return .path(try StorePath(Array(text)))
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
      guard let node = store.graph[path] else { return }
      found[text(path)] = node.outputs.allSatisfy {
        if case .fixed = $0.address { true } else { false }
      }
    }
  }

  /// A string that is a store path and depends on it.
  func storePathString(_ path: StorePath) -> Value {
    let encoded = path.bytes.withUnsafeBufferPointer { symbols.intern($0) }
    return string(path.bytes, context: StringContext.make(encoded, in: arena))
  }

  /// Makes a derivation of the store known that this evaluation did not make, from its file, with
  /// all its inputs.
  func loadDerivation(_ path: StorePath) throws {
    var waiting = [path]
    var pending: [StorePath: Derivation] = [:]
    while let next = waiting.last {
      if store.graph.contains(next) {
        waiting.removeLast()
        continue
      }
      let derivation = try pending[next] ?? readDerivation(next)
      let missing = derivation.inputs.map(\.path).filter { !store.graph.contains($0) }
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
      throw failure("path '\(text(path))' is not valid", kind: .unavailableSource)
    }
    return try storeCall { () throws(StoreError) in
      try Derivation(text: content, name: Array(path.name.dropLast(".drv".utf8.count)))
    }
  }

  private func text(_ path: StorePath) -> String { String(decoding: path.bytes, as: UTF8.self) }
}
