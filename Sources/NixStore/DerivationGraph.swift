/// The derivations that were made so far, with what later ones need to know of them.
///
/// The path of an output follows from a digest of its derivation in which every input is replaced by
/// its own such digest ("hash modulo"), so that two ways to fetch the same file give the same
/// outputs. Those digests are kept by path: computing them again would take time exponential in
/// the depth of the graph.
package struct DerivationGraph: Sendable {
  /// What stands for a derivation when it is an input of another.
  fileprivate enum Identity: Sendable {
    /// In hexadecimal digits, as the text of the derivation has it.
    case digest([UInt8])
    /// For each output a digest of its fixed content.
    case fixed([[UInt8]: [UInt8]])
    /// Unknown before building.
    case unknown
  }

  /// What is kept of a derivation.
  package struct Node: Sendable {
    package let outputs: [Derivation.Output]
    package let inputs: [Derivation.Input]
    package let sources: [StorePath]
    fileprivate let identity: Identity
  }

  private var nodes: [StorePath: Node] = [:]

  package init() {}

  package subscript(path: StorePath) -> Node? { nodes[path] }

  package func contains(_ path: StorePath) -> Bool { nodes.index(forKey: path) != nil }

  /// How many derivations are known.
  package var count: Int { nodes.count }

  /// Computes the output paths of an input-addressed derivation whose outputs are `.deferred`, and
  /// sets the variables named after them. They stay deferred if an input's path is unknown.
  package func fillOutputs(of derivation: inout Derivation) throws(StoreError) {
    guard let inputs = try identities(of: derivation) else { return }
    try fillOutputs(of: &derivation, inputs: inputs, term: DerivationTerm(derivation))
  }

  private func fillOutputs(
    of derivation: inout Derivation, inputs: DerivationTerm.Inputs, term: DerivationTerm
  ) throws(StoreError) {
    let digest = term.digest(of: derivation, inputs: inputs, maskingOutputs: true)
    for index in derivation.outputs.indices {
      let name = derivation.outputs[index].name
      let path = try StorePath.output(name, ofDerivation: derivation.name, digest: digest)
      derivation.outputs[index].address = .inputs(path)
      derivation.setVariable(name, path.bytes)
    }
  }

  /// Adds a derivation after filling its outputs where they are `.deferred`, as `fillOutputs` does;
  /// gives the path of its file.
  package mutating func complete(
    _ derivation: inout Derivation
  ) throws(StoreError) -> StorePath {
    let term = DerivationTerm(derivation)
    var inputs: DerivationTerm.Inputs?
    let isDeferred = derivation.outputs.contains {
      if case .deferred = $0.address { true } else { false }
    }
    if isDeferred {
      inputs = try identities(of: derivation)
      if let inputs { try fillOutputs(of: &derivation, inputs: inputs, term: term) }
    }
    return try add(derivation, inputs: inputs, term: term)
  }

  /// Adds a complete derivation; gives the path of its file.
  package mutating func add(_ derivation: Derivation) throws(StoreError) -> StorePath {
    try add(derivation, inputs: nil, term: DerivationTerm(derivation))
  }

  /// `inputs` are the identities of the derivation's inputs where they are known already.
  private mutating func add(
    _ derivation: Derivation, inputs: DerivationTerm.Inputs?, term: DerivationTerm
  ) throws(StoreError) -> StorePath {
    let path = try derivation.path(
      ofText: term.digest(of: derivation, inputs: derivation.namedInputs))
    if !contains(path) {
      nodes[path] = Node(
        outputs: derivation.outputs, inputs: derivation.inputs, sources: derivation.sources,
        identity: try identity(of: derivation, inputs: inputs, term: term))
    }
    return path
  }

  /// Everything that a derivation's file refers to, itself included, in order.
  package func closure(of path: StorePath) -> [StorePath] {
    var seen: Set<StorePath> = [path]
    var waiting = [path]
    while let next = waiting.popLast() {
      guard let node = nodes[next] else { continue }
      for reference in node.sources + node.inputs.map(\.path)
      where seen.insert(reference).inserted { waiting.append(reference) }
    }
    return seen.sorted()
  }

  private func identity(
    of derivation: Derivation, inputs: DerivationTerm.Inputs?, term: DerivationTerm
  ) throws(StoreError) -> Identity {
    if derivation.isFixed {
      var digests: [[UInt8]: [UInt8]] = [:]
      for output in derivation.outputs {
        guard case .fixed(let digest, let method, let path) = output.address else { continue }
        var inner = Array("fixed:out:".utf8)
        inner += methodName(method, digest.algorithm)
        inner.append(UInt8(ascii: ":"))
        inner += digest.encoded(.base16)
        inner.append(UInt8(ascii: ":"))
        inner += path.bytes
        digests[output.name] = Digest(.sha256, of: inner).encoded(.base16)
      }
      return .fixed(digests)
    }
    for output in derivation.outputs {
      guard case .inputs = output.address else { return .unknown }
    }
    var inputs = inputs
    if inputs == nil { inputs = try identities(of: derivation) }
    guard let inputs else { return .unknown }
    return .digest(term.digest(of: derivation, inputs: inputs).encoded(.base16))
  }

  /// The inputs by digest instead of path, in the order of the digests; nil when one is unknown.
  private func identities(of derivation: Derivation) throws(StoreError) -> DerivationTerm.Inputs? {
    var found: DerivationTerm.Inputs = []
    found.reserveCapacity(derivation.inputs.count)
    for input in derivation.inputs {
      guard let node = nodes[input.path] else {
        throw StoreError(
          .badDerivation, "derivation '\(display(input.path.bytes))' is not known")
      }
      switch node.identity {
      case .unknown: return nil
      case .digest(let digest): found.append((digest, input.outputs))
      case .fixed(let digests):
        for output in input.outputs {
          guard let digest = digests[output] else {
            throw StoreError(
              .badDerivation,
              "no hash for output '\(display(output))' of derivation '\(display(derivation.name))'")
          }
          found.append((digest, [Array("out".utf8)]))
        }
      }
    }
    found.sort { $0.name.precedes($1.name) }
    return merged(found)
  }

  /// Inputs that have the same digest become one with the outputs of all.
  private func merged(_ sorted: DerivationTerm.Inputs) -> DerivationTerm.Inputs {
    var out: DerivationTerm.Inputs = []
    out.reserveCapacity(sorted.count)
    for input in sorted {
      if let last = out.last, last.name.hasBytes(of: input.name) {
        let outputs = Set(last.outputs).union(input.outputs)
        out[out.count - 1].outputs = outputs.sorted { $0.precedes($1) }
      } else {
        out.append(input)
      }
    }
    return out
  }
}
