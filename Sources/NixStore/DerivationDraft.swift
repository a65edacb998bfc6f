/// A derivation in the making: its text as far as it is known, and what the text will be hashed with.
///
/// Evaluating a system makes thousands of derivations with dozens of variables each, so nothing here
/// takes memory of its own: variables are written into the text when they come, and the buffers are used
/// again for the next derivation. Bytes that are given are not copied; they have to stay until the
/// draft is complete. Nobody else accesses the properties meanwhile; asking for that at run time was 2 % of
/// what a NixOS system executes.
package final class DerivationDraft {
  package typealias Bytes = UnsafeBufferPointer<UInt8>

  /// One variable of the builder's environment: where it is in the text.
  private struct Variable {
    let name: Bytes
    /// At the bracket before the name.
    let start: Int
    /// The value with its quotes.
    let value: Range<Int>
  }

  /// A place in the text of the environment where the path of an output belongs.
  private struct Hole {
    let output: Int
    /// What is left out of the text for it.
    let range: Range<Int>
    /// Whether an entry with the name has to be made, and where the comma is that it needs.
    let entry: Entry

    enum Entry { case none, alone, before, after }
  }

  /// That of the file without `.drv`.
  @exclusivity(unchecked) package var name = Bytes(start: nil, count: 0)
  @exclusivity(unchecked) package var system = Bytes(start: nil, count: 0)
  @exclusivity(unchecked) package var builder = Bytes(start: nil, count: 0)
  @exclusivity(unchecked) package var arguments: ContiguousArray<Bytes> = []
  /// In the order of their names.
  @exclusivity(unchecked) package var outputs: [Derivation.Output] = []
  @exclusivity(unchecked) private(set) var inputs: ContiguousArray<DerivationGraph.Input> = []
  @exclusivity(unchecked) private(set) var sources: ContiguousArray<DerivationGraph.PathID> = []
  @exclusivity(unchecked) private var variables: ContiguousArray<Variable> = []
  @exclusivity(unchecked) private var holes: ContiguousArray<Hole> = []
  @exclusivity(unchecked) private var kept: ContiguousArray<UnsafeMutableBufferPointer<UInt8>> = []

  /// Outputs and inputs, of which each version of the text has others.
  @exclusivity(unchecked) private var head = TermBuffer()
  /// From the sources to the arguments.
  @exclusivity(unchecked) private var middle = TermBuffer()
  /// The variables with commas between them.
  @exclusivity(unchecked) private var environment = TermBuffer(capacity: 4096)
  /// What belongs into one hole.
  @exclusivity(unchecked) private var filling = TermBuffer()

  /// Asked at each part of a large text whether to give up: what is made then is of no use.
  private let isStopped: () -> Bool

  package init(stoppingWhen isStopped: @escaping () -> Bool = { false }) {
    self.isStopped = isStopped
  }

  deinit { freeKept() }

  /// Makes the draft ready for another derivation.
  package func clear() {
    name = Bytes(start: nil, count: 0)
    system = Bytes(start: nil, count: 0)
    builder = Bytes(start: nil, count: 0)
    arguments.removeAll(keepingCapacity: true)
    outputs.removeAll()
    inputs.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    variables.removeAll(keepingCapacity: true)
    environment.clear()
    freeKept()
  }

  private func freeKept() {
    for bytes in kept { bytes.deallocate() }
    kept.removeAll()
  }

  /// A copy of bytes that stays as long as they are needed.
  package func keep(_ bytes: [UInt8]) -> Bytes {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    kept.append(copy)
    return Bytes(copy)
  }

  /// How many bytes the environment has in the text.
  package var environmentSize: Int { environment.count }

  /// Adds a variable; they come in the order of their names.
  package func addVariable(_ name: Bytes, _ value: Bytes) {
    if !variables.isEmpty { environment.raw(",") }
    let start = environment.count
    environment.raw("(")
    environment.string(name)
    environment.raw(",")
    let valueStart = environment.count
    environment.raw("\"")
    forEachPart(of: UnsafeRawBufferPointer(value)) {
      environment.escaped($0.assumingMemoryBound(to: UInt8.self))
    }
    environment.raw("\"")
    variables.append(
      Variable(name: name, start: start, value: valueStart..<environment.count))
    environment.raw(")")
  }

  /// The parts of bytes, those of large ones until somebody says stop.
  private func forEachPart(
    of bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    bytes.forEachPart { part in
      if part.count == bytes.count || !isStopped() { body(part) }
    }
  }

  package func addSource(_ path: DerivationGraph.PathID) { sources.append(path) }
  package func addInput(_ input: DerivationGraph.Input) { inputs.append(input) }

  // MARK: The text

  /// Ends the collecting: sorts inputs and sources, and writes what all versions of the text have.
  func seal(in graph: DerivationGraph) {
    graph.sort(&sources)
    graph.sort(&inputs)
    findHoles()
    middle.clear()
    middle.raw("],[")
    for (index, source) in sources.enumerated() {
      if index > 0 { middle.raw(",") }
      middle.string(graph.bytes(of: source))
    }
    middle.raw("],")
    middle.string(system)
    middle.raw(",")
    middle.string(builder)
    middle.raw(",[")
    for (index, argument) in arguments.enumerated() {
      if index > 0 { middle.raw(",") }
      middle.string(argument)
    }
    middle.raw("],[")
  }

  private func findHoles() {
    holes.removeAll(keepingCapacity: true)
    for (index, output) in outputs.enumerated() {
      let place = output.name.withUnsafeBufferPointer { self.place(of: $0) }
      let hole: Hole
      if place < variables.count {
        let variable = variables[place]
        let isNamed = output.name.withUnsafeBufferPointer { variable.name.hasBytes(of: $0) }
        hole =
          isNamed
          ? Hole(output: index, range: variable.value, entry: .none)
          : Hole(output: index, range: variable.start..<variable.start, entry: .before)
      } else {
        let isFirst = environment.count == 0 && holes.isEmpty
        hole = Hole(
          output: index, range: environment.count..<environment.count,
          entry: isFirst ? .alone : .after)
      }
      holes.append(hole)
    }
  }

  /// Where a name belongs among the variables.
  private func place(of name: Bytes) -> Int {
    var low = 0
    var high = variables.count
    while low < high {
      let middle = (low + high) / 2
      if variables[middle].name.precedes(name) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Writes outputs and inputs as the file has them.
  func writeHead(in graph: DerivationGraph) {
    writeOutputs(isMasked: false)
    writeInputs(inputs, \.path, \.output, in: graph) { head.string(graph.bytes(of: $0)) }
  }

  /// Writes outputs and inputs with digests for the inputs, sorted; output paths are left blank if
  /// `isMasked`.
  func writeHead(
    _ identities: ContiguousArray<DerivationGraph.InputIdentity>, isMasked: Bool,
    in graph: DerivationGraph
  ) {
    writeOutputs(isMasked: isMasked)
    writeInputs(identities, \.digest, \.output, in: graph) { head.string($0) }
  }

  /// Writes inputs, which come in the order of their keys, each key once with all outputs.
  private func writeInputs<Input, Key: Equatable>(
    _ inputs: ContiguousArray<Input>, _ key: (Input) -> Key,
    _ output: (Input) -> DerivationGraph.OutputID, in graph: DerivationGraph,
    _ writeKey: (Key) -> Void
  ) {
    var previous: Key?
    for input in inputs {
      let key = key(input)
      if key == previous {
        head.raw(",")
      } else {
        head.raw(previous == nil ? "(" : "]),(")
        writeKey(key)
        head.raw(",[")
      }
      head.string(graph.name(of: output(input)))
      previous = key
    }
    if previous != nil { head.raw("])") }
  }

  private func writeOutputs(isMasked: Bool) {
    head.clear()
    head.raw("Derive([")
    for (index, output) in outputs.enumerated() {
      head.raw(index == 0 ? "(" : ",(")
      head.string(output.name)
      head.raw(",")
      head.string(isMasked ? [] : output.address.path?.bytes ?? [])
      head.raw(",")
      let (method, hash) = output.address.contentFields
      head.string(method)
      head.raw(",")
      head.string(hash)
      head.raw(")")
    }
    head.raw("],[")
  }

  /// The pieces of the text in order, with the head that was written last. If `isMasked`, the variables
  /// named after outputs are left blank.
  private func forEachPiece(isMasked: Bool, _ visit: (UnsafeRawBufferPointer) -> Void) {
    visit(head.bytes)
    visit(middle.bytes)
    var written = 0
    for hole in holes {
      visit(environment.bytes(written..<hole.range.lowerBound))
      written = hole.range.upperBound
      let output = outputs[hole.output]
      filling.clear()
      if hole.entry == .after { filling.raw(",") }
      if hole.entry != .none {
        filling.raw("(")
        filling.string(output.name)
        filling.raw(",")
      }
      filling.string(isMasked ? [] : output.address.variable(output.name))
      if hole.entry != .none { filling.raw(")") }
      if hole.entry == .before { filling.raw(",") }
      visit(filling.bytes)
    }
    visit(environment.bytes(written..<environment.count))
    visit(Self.end)
  }

  private static var end: UnsafeRawBufferPointer {
    let literal: StaticString = "])"
    return UnsafeRawBufferPointer(
      start: literal.utf8Start, count: literal.utf8CodeUnitCount)
  }

  /// The SHA-256 of the text.
  func digest(isMasked: Bool = false) -> SHA256Digest {
    var hasher = StreamHasher(.sha256)
    forEachPiece(isMasked: isMasked) { piece in
      forEachPart(of: piece) { hasher.update($0) }
    }
    return hasher.finishSHA256()
  }

  /// The text itself.
  func text() -> [UInt8] {
    var text: [UInt8] = []
    forEachPiece(isMasked: false) { text += $0 }
    return text
  }
}

extension Derivation.Address {
  /// The method with the algorithm, and the digest, as the text has them.
  fileprivate var contentFields: (method: [UInt8], hash: [UInt8]) {
    switch self {
    case .inputs, .deferred: ([], [])
    case .fixed(let digest, let method, _):
      (methodName(method, digest.algorithm), digest.encoded(.base16))
    case .content(let algorithm, let method): (methodName(method, algorithm), [])
    case .impure(let algorithm, let method):
      (methodName(method, algorithm), Array("impure".utf8))
    }
  }

  /// The value of the variable named after an output.
  fileprivate func variable(_ output: [UInt8]) -> [UInt8] {
    switch self {
    case .inputs(let path), .fixed(_, _, let path): path.bytes
    case .deferred: []
    case .content, .impure: Placeholder.own(output: output)
    }
  }
}

/// `r:sha256` and the like.
func methodName(_ method: Derivation.Method, _ algorithm: HashAlgorithm) -> [UInt8] {
  Array((method.rawValue + algorithm.rawValue).utf8)
}
