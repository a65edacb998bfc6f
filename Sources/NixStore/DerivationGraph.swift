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

  /// How many derivations are known.
  package var count: Int { nodes.count }

  /// Computes the output paths of an input-addressed derivation whose outputs are `.deferred`, and
  /// sets the variables named after them. They stay deferred if an input's path is unknown.
  package func fillOutputs(of derivation: inout Derivation) throws(StoreError) {
    guard let inputs = try identities(of: derivation) else { return }
    let digest = Digest(.sha256, of: derivation.text(inputs: inputs, maskingOutputs: true))
    for index in derivation.outputs.indices {
      let name = derivation.outputs[index].name
      let path = try StorePath.output(name, ofDerivation: derivation.name, digest: digest)
      derivation.outputs[index].address = .inputs(path)
      derivation.setVariable(name, path.bytes)
    }
  }

  /// Adds a complete derivation; gives the path of its file and the file's content.
  package mutating func add(
    _ derivation: Derivation
  ) throws(StoreError) -> (path: StorePath, text: [UInt8]) {
    let text = derivation.text
    let path = try derivation.path(ofText: text)
    if nodes[path] == nil {
      nodes[path] = Node(
        outputs: derivation.outputs, inputs: derivation.inputs, sources: derivation.sources,
        identity: try identity(of: derivation))
    }
    return (path, text)
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

  private func identity(of derivation: Derivation) throws(StoreError) -> Identity {
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
    guard let inputs = try identities(of: derivation) else { return .unknown }
    let text = derivation.text(inputs: inputs, maskingOutputs: false)
    return .digest(Digest(.sha256, of: text).encoded(.base16))
  }

  /// The inputs by digest instead of path, in the order of the digests; nil when one is unknown.
  private func identities(
    of derivation: Derivation
  ) throws(StoreError) -> [(name: [UInt8], outputs: [[UInt8]])]? {
    var found: [(name: [UInt8], outputs: [[UInt8]])] = []
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
  private func merged(
    _ sorted: [(name: [UInt8], outputs: [[UInt8]])]
  ) -> [(name: [UInt8], outputs: [[UInt8]])] {
    var out: [(name: [UInt8], outputs: [[UInt8]])] = []
    out.reserveCapacity(sorted.count)
    for input in sorted {
      if let last = out.last, last.name == input.name {
        let outputs = Set(last.outputs).union(input.outputs)
        out[out.count - 1].outputs = outputs.sorted { $0.precedes($1) }
      } else {
        out.append(input)
      }
    }
    return out
  }
}
