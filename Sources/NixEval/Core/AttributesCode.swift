/// The code of an attribute set or of the bindings of `let`.
struct AttributesCode: ArenaObject {
  /// Where the value of an attribute is evaluated.
  enum Origin: UInt8 {
    /// In the scope of the set itself.
    case inner
    /// In the scope around it: `inherit a;`.
    case outer
    /// In the environment of sources: `inherit (source) a;`.
    case source
  }

  struct Definition {
    var symbol: Symbol
    var position: Position
    var node: Node
    var origin: Origin
  }

  /// `${name} = value`.
  struct DynamicDefinition {
    var name: Node
    var value: Node
    var position: Position
  }

  struct Header {
    /// Symbols and positions of the definitions.
    var shape: Shape
    var dynamicCount: UInt32
    var sourceCount: UInt32
    var isRecursive: Bool
    /// Whether a definition takes its value from the scope around.
    var usesOuter: Bool
    /// Index of `__overrides` among the definitions of a recursive set, or -1.
    var overrides: Int32
    /// The expressions of the definitions; nodes are aligned, so that the origin fits beside.
    var definitions: UInt32 = 0
    var dynamics: UInt32 = 0
    var sources: UInt32 = 0
    /// The environment of a new scope, slot by slot, or 0.
    var template: UInt32 = 0
  }

  let word: UInt32

  static func make(
    definitions: [Definition], dynamics: [DynamicDefinition], sources: [Node], isRecursive: Bool,
    overrides: Int?, in arena: Arena
  ) -> AttributesCode {
    let shape = Shape.make(count: definitions.count, in: arena)
    for (index, definition) in definitions.enumerated() {
      shape.keys[index] = AttributeKey(symbol: definition.symbol, position: definition.position)
    }
    var header = Header(
      shape: shape, dynamicCount: UInt32(dynamics.count), sourceCount: UInt32(sources.count),
      isRecursive: isRecursive,
      usesOuter: definitions.contains { $0.origin == .outer },
      overrides: Int32(overrides ?? -1))
    header.definitions = store(definitions.count, in: arena) {
      definitions[$0].node.word | UInt32(definitions[$0].origin.rawValue)
    }
    header.dynamics = store(dynamics.count, in: arena) { dynamics[$0] }
    header.sources = store(sources.count, in: arena) { sources[$0] }
    if isRecursive, overrides == nil {
      header.template = store(definitions.count + sources.count, in: arena) { index -> Value in
        guard index < definitions.count else {
          return Value.deferred(sources[index - definitions.count])
        }
        let definition = definitions[index]
        return definition.origin == .outer ? Value.absent : Value.deferred(definition.node)
      }
    }
    return AttributesCode(word: store(1, in: arena) { _ in header })
  }

  /// The address of `count` elements, 0 for none.
  @inline(__always) private static func store<Element>(
    _ count: Int, in arena: Arena, _ element: (Int) -> Element
  ) -> UInt32 {
    guard count > 0 else { return 0 }
    let address = arena.allocate(wholeBytes(count * MemoryLayout<Element>.stride))
    let slots = pointer(address, to: Element.self)
    for index in 0..<count { slots[index] = element(index) }
    return UInt32(truncatingIfNeeded: address)
  }

  @inline(__always) private var header: UnsafeMutablePointer<Header> { pointer(address) }
  @inline(__always) var shape: Shape { header.pointee.shape }
  @inline(__always) var definitionCount: Int { shape.count }
  @inline(__always) var dynamicCount: Int { Int(header.pointee.dynamicCount) }
  @inline(__always) var sourceCount: Int { Int(header.pointee.sourceCount) }
  @inline(__always) var isRecursive: Bool { header.pointee.isRecursive }
  @inline(__always) var usesOuter: Bool { header.pointee.usesOuter }
  var overrides: Int? { header.pointee.overrides < 0 ? nil : Int(header.pointee.overrides) }

  func definition(_ index: Int) -> Definition {
    let key = shape.keys[index]
    return Definition(
      symbol: key.symbol, position: key.position, node: node(index), origin: origin(index))
  }

  @inline(__always) private func definitionWord(_ index: Int) -> UInt32 {
    assert(index >= 0 && index < definitionCount)
    return pointer(UInt(header.pointee.definitions), to: UInt32.self)[index]
  }

  /// The expression of a definition.
  @inline(__always) func node(_ index: Int) -> Node { Node(word: definitionWord(index) & ~7) }

  @inline(__always) func origin(_ index: Int) -> Origin {
    Origin(rawValue: UInt8(definitionWord(index) & 7)).unsafelyUnwrapped
  }

  func dynamic(_ index: Int) -> DynamicDefinition {
    assert(index >= 0 && index < dynamicCount)
    return pointer(UInt(header.pointee.dynamics), to: DynamicDefinition.self)[index]
  }

  var sources: NodeArray { NodeArray(word: header.pointee.sources, count: sourceCount) }

  /// The source of a definition whose origin is one. In a recursive set sources are variables of
  /// its scope, behind the definitions.
  func source(of definition: Definition) -> Node {
    let node = definition.node.firstNode
    let isVariable = node.kind == .variable0
    return sources[isVariable ? node.slotIndex - definitionCount : Int(node.first)]
  }

  /// A scope with a slot for each definition and each source, put off. Absent are the slots whose
  /// values come from the scope around. Not for sets with `__overrides`.
  @inline(__always) func makeScope(parent: Environment, in arena: Arena) -> Environment {
    let count = definitionCount &+ sourceCount
    let environment = Environment.make(slots: count, parent: parent, in: arena)
    if count > 0 {
      environment.fill(from: UInt(header.pointee.template), count: count)
    }
    return environment
  }
}
