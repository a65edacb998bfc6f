/// The derivations that were made so far, with what later ones need to know of them.
///
/// The path of an output follows from a digest of its derivation in which every input is replaced by
/// its own such digest ("hash modulo"), so that two ways to fetch the same file give the same
/// outputs. Those digests are kept by path: computing them again would take time exponential in
/// the depth of the graph.
///
/// Paths and names of outputs have numbers here, as the same ones are inputs of thousands of
/// derivations. One thread at a time uses a graph, and nothing it calls uses it again: the properties are
/// accessed without asking for that each time.
package final class DerivationGraph {
  /// The number of a store path.
  package struct PathID: BitwiseCopyable, Hashable {
    fileprivate let index: UInt32
  }

  /// The number of an output's name.
  package struct OutputID: BitwiseCopyable, Hashable {
    fileprivate let index: UInt32
  }

  /// The number of a derivation.
  package struct NodeID: BitwiseCopyable, Hashable {
    fileprivate let index: UInt32
  }

  /// An output of a derivation that another one needs.
  package struct Input: BitwiseCopyable, Hashable {
    package let path: PathID
    package let output: OutputID

    package init(_ path: PathID, _ output: OutputID) {
      self.path = path
      self.output = output
    }
  }

  /// An input by digest instead of path.
  struct InputIdentity: BitwiseCopyable {
    let digest: SHA256Digest
    let output: OutputID
  }

  /// What stands for a derivation when it is an input of another.
  private enum Identity {
    case digest(SHA256Digest)
    /// The only output has this name, and a content known in advance.
    case fixed(OutputID, SHA256Digest)
    /// Unknown before building.
    case unknown
  }

  private struct KnownPath: BitwiseCopyable {
    let bytes: UnsafeBufferPointer<UInt8>
    /// The first eight digits, which come after the same folder in all of them, as a number.
    let order: UInt64
    var node: NodeID?
  }

  /// What is kept of a derivation.
  private struct Node {
    let path: PathID
    let outputs: [Derivation.Output]
    let inputs: ContiguousArray<Input>
    let sources: ContiguousArray<PathID>
    let identity: Identity
  }

  @exclusivity(unchecked) private var paths: ContiguousArray<KnownPath> = []
  @exclusivity(unchecked) private var pathIDs: [StorePath: PathID] = [:]
  @exclusivity(unchecked) private var outputNames: ContiguousArray<UnsafeBufferPointer<UInt8>> = []
  @exclusivity(unchecked) private var outputIDs: [[UInt8]: OutputID] = [:]
  @exclusivity(unchecked) private var nodes: ContiguousArray<Node> = []
  /// Derivations by the digest that their output paths follow from.
  @exclusivity(unchecked) private var nodesByDigest: [SHA256Digest: NodeID] = [:]
  private let out: OutputID

  package init() {
    out = OutputID(index: 0)
    _ = id(ofOutput: Array("out".utf8))
  }

  deinit {
    for path in paths { path.bytes.deallocate() }
    for name in outputNames { name.deallocate() }
  }

  // MARK: Numbers

  package func id(of path: StorePath) -> PathID {
    if let known = pathIDs[path] { return known }
    let id = PathID(index: UInt32(paths.count))
    paths.append(KnownPath(bytes: Self.kept(path.bytes), order: path.order, node: nil))
    pathIDs[path] = id
    return id
  }

  package func id(ofOutput name: [UInt8]) -> OutputID {
    if let known = outputIDs[name] { return known }
    let id = OutputID(index: UInt32(outputNames.count))
    outputNames.append(Self.kept(name))
    outputIDs[name] = id
    return id
  }

  private static func kept(_ bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    return UnsafeBufferPointer(copy)
  }

  /// The bytes of a path, valid as long as the graph lives.
  package func bytes(of path: PathID) -> UnsafeBufferPointer<UInt8> {
    paths[Int(path.index)].bytes
  }

  func name(of output: OutputID) -> UnsafeBufferPointer<UInt8> { outputNames[Int(output.index)] }

  package func storePath(_ id: PathID) -> StorePath { StorePath(known: Array(bytes(of: id))) }

  // MARK: Nodes

  package func node(at path: PathID) -> NodeID? { paths[Int(path.index)].node }

  package func node(at path: StorePath) -> NodeID? { pathIDs[path].flatMap { node(at: $0) } }

  /// The path of a derivation's file.
  package func path(of node: NodeID) -> PathID { nodes[Int(node.index)].path }

  package func outputs(of node: NodeID) -> [Derivation.Output] { nodes[Int(node.index)].outputs }

  /// Adds a derivation, after filling its outputs where they are `.deferred`; they stay so if an
  /// input's path is unknown.
  package func complete(_ draft: DerivationDraft) throws(StoreError) -> NodeID {
    draft.seal(in: self)
    var identities: ContiguousArray<InputIdentity>?
    var digest: SHA256Digest?
    if draft.outputs.contains(where: \.address.isDeferred) {
      identities = try self.identities(of: draft)
      if let identities {
        draft.writeHead(identities, isMasked: true, in: self)
        let masked = draft.digest(isMasked: true)
        // Half of all derivations of a system are made twice: found here, nothing else is hashed.
        if let known = nodesByDigest[masked], isNode(known, of: draft) { return known }
        for index in draft.outputs.indices {
          let path = try StorePath.output(
            draft.outputs[index].name, ofDerivation: Array(draft.name), digest: masked)
          draft.outputs[index].address = .inputs(path)
        }
        digest = masked
      }
    }
    draft.writeHead(in: self)
    let path = id(of: try textPath(of: draft))
    if let known = node(at: path) { return known }
    let node = NodeID(index: UInt32(truncatingIfNeeded: nodes.count))
    nodes.append(
      Node(
        path: path, outputs: draft.outputs, inputs: draft.inputs, sources: draft.sources,
        identity: try identity(of: draft, identities)))
    paths[Int(path.index)].node = node
    if let digest { nodesByDigest[digest] = node }
    return node
  }

  /// Whether a draft that has the digest of a node is that derivation: it may have another name, or
  /// inputs at other paths that give the same outputs.
  private func isNode(_ node: NodeID, of draft: DerivationDraft) -> Bool {
    let known = nodes[Int(node.index)]
    let name = UnsafeBufferPointer(
      rebasing: bytes(of: known.path)[StorePath.namePlace...].dropLast(".drv".utf8.count))
    return known.inputs == draft.inputs && name.hasBytes(of: draft.name)
  }

  /// The path of the file with a draft's text, whose head is written.
  private func textPath(of draft: DerivationDraft) throws(StoreError) -> StorePath {
    let text = draft.digest()
    var hasher = StorePath.Hasher("text")
    // Sources and inputs, each of which are in order; a derivation may be both.
    var source = 0
    var previous: PathID?
    for input in draft.inputs where input.path != previous {
      while source < draft.sources.count, precedes(draft.sources[source], input.path) {
        hasher.add(bytes(of: draft.sources[source]))
        source += 1
      }
      hasher.add(bytes(of: input.path))
      if source < draft.sources.count, draft.sources[source] == input.path { source += 1 }
      previous = input.path
    }
    for path in draft.sources[source...] { hasher.add(bytes(of: path)) }
    return try hasher.finish(text, name: Array(draft.name) + Array(".drv".utf8))
  }

  /// Everything that a derivation's file refers to, itself included, in order.
  package func closure(of path: PathID) -> ContiguousArray<PathID> {
    var seen: Set<PathID> = [path]
    var waiting = [path]
    while let next = waiting.popLast() {
      guard let node = node(at: next) else { continue }
      let known = nodes[Int(node.index)]
      for reference in known.sources where seen.insert(reference).inserted {
        waiting.append(reference)
      }
      for input in known.inputs where seen.insert(input.path).inserted {
        waiting.append(input.path)
      }
    }
    return ContiguousArray(seen.sorted { precedes($0, $1) })
  }

  /// The same with paths.
  package func closure(of path: StorePath) -> [StorePath] {
    guard let id = pathIDs[path] else { return [path] }
    return closure(of: id).map { storePath($0) }
  }

  // MARK: Identities

  private func identity(
    of draft: DerivationDraft, _ inputs: ContiguousArray<InputIdentity>?
  ) throws(StoreError) -> Identity {
    if draft.outputs.count == 1,
      case .fixed(let digest, let method, let path) = draft.outputs[0].address
    {
      var hasher = StreamHasher(.sha256)
      hasher.update("fixed:out:")
      hasher.update(methodName(method, digest.algorithm))
      hasher.update(":")
      hasher.update(digest.encoded(.base16))
      hasher.update(":")
      hasher.update(path.bytes)
      return .fixed(id(ofOutput: draft.outputs[0].name), hasher.finishSHA256())
    }
    for output in draft.outputs {
      guard case .inputs = output.address else { return .unknown }
    }
    var inputs = inputs
    if inputs == nil { inputs = try identities(of: draft) }
    guard let inputs else { return .unknown }
    draft.writeHead(inputs, isMasked: false, in: self)
    return .digest(draft.digest())
  }

  /// The inputs by digest instead of path, in the order of the digests, each once; nil when one is
  /// unknown.
  private func identities(
    of draft: DerivationDraft
  ) throws(StoreError) -> ContiguousArray<InputIdentity>? {
    var found: ContiguousArray<InputIdentity> = []
    found.reserveCapacity(draft.inputs.count)
    for input in draft.inputs {
      guard let node = node(at: input.path) else {
        throw StoreError(
          .badDerivation, "derivation '\(display(bytes(of: input.path)))' is not known")
      }
      switch nodes[Int(node.index)].identity {
      case .unknown: return nil
      case .digest(let digest): found.append(InputIdentity(digest: digest, output: input.output))
      case .fixed(let output, let digest):
        guard output == input.output else {
          throw StoreError(
            .badDerivation,
            "no hash for output '\(display(name(of: input.output)))' of derivation "
              + "'\(display(draft.name))'")
        }
        found.append(InputIdentity(digest: digest, output: out))
      }
    }
    found.sort { left, right in
      left.digest == right.digest
        ? isNamedBefore(left.output, right.output) : left.digest < right.digest
    }
    Self.removeRepeated(&found) { $0.digest == $1.digest && $0.output == $1.output }
    return found
  }

  // MARK: Order

  private func precedes(_ left: PathID, _ right: PathID) -> Bool {
    let (one, other) = (paths[Int(left.index)], paths[Int(right.index)])
    if one.order != other.order { return one.order < other.order }
    return left != right && one.bytes.precedes(other.bytes)
  }

  private func isNamedBefore(_ left: OutputID, _ right: OutputID) -> Bool {
    left != right && name(of: left).precedes(name(of: right))
  }

  /// Sorts paths, each once.
  func sort(_ paths: inout ContiguousArray<PathID>) {
    paths.sort { precedes($0, $1) }
    Self.removeRepeated(&paths, ==)
  }

  /// Sorts inputs by path and name of the output, each once.
  func sort(_ inputs: inout ContiguousArray<Input>) {
    inputs.sort { left, right in
      left.path == right.path
        ? isNamedBefore(left.output, right.output) : precedes(left.path, right.path)
    }
    Self.removeRepeated(&inputs, ==)
  }

  private static func removeRepeated<Element>(
    _ sorted: inout ContiguousArray<Element>, _ areSame: (Element, Element) -> Bool
  ) {
    var count = 0
    for index in sorted.indices where count == 0 || !areSame(sorted[count - 1], sorted[index]) {
      sorted[count] = sorted[index]
      count += 1
    }
    sorted.removeSubrange(count...)
  }
}

// MARK: Derivations that were read

extension DerivationGraph {
  /// Adds what a file says; gives its path.
  package func add(_ derivation: Derivation) throws(StoreError) -> StorePath {
    let draft = draft(of: derivation)
    return storePath(path(of: try complete(draft)))
  }

  /// The content of the file of a derivation.
  package func text(of derivation: Derivation) -> [UInt8] {
    let draft = draft(of: derivation)
    draft.seal(in: self)
    draft.writeHead(in: self)
    return draft.text()
  }

  private func draft(of derivation: Derivation) -> DerivationDraft {
    let draft = DerivationDraft()
    draft.name = draft.keep(derivation.name)
    draft.system = draft.keep(derivation.system)
    draft.builder = draft.keep(derivation.builder)
    for argument in derivation.arguments { draft.arguments.append(draft.keep(argument)) }
    for variable in derivation.environment {
      draft.addVariable(draft.keep(variable.name), draft.keep(variable.value))
    }
    for source in derivation.sources { draft.addSource(id(of: source)) }
    for input in derivation.inputs {
      for output in input.outputs {
        draft.addInput(Input(id(of: input.path), id(ofOutput: output)))
      }
    }
    draft.outputs = derivation.outputs
    return draft
  }
}
