/// The code of an attribute set or of the bindings of `let`.
struct AttributesCode {
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
    var definitions: UInt = 0
    var dynamics: UInt = 0
    var sources: UInt = 0
    /// The environment of a new scope, slot by slot, or 0.
    var template: UInt = 0
  }

  let address: UInt

  @inline(__always) init(address: UInt) { self.address = address }

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
      definitions[$0].node.address | UInt(definitions[$0].origin.rawValue)
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
    return AttributesCode(address: store(1, in: arena) { _ in header })
  }

  /// The address of `count` elements, 0 for none.
  @inline(__always) private static func store<Element>(
    _ count: Int, in arena: Arena, _ element: (Int) -> Element
  ) -> UInt {
    guard count > 0 else { return 0 }
    let address = arena.allocate((count * MemoryLayout<Element>.stride + 7) & ~7)
    let slots = pointer(address, to: Element.self)
    for index in 0..<count { slots[index] = element(index) }
    return address
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

  @inline(__always) private func word(_ index: Int) -> UInt {
    assert(index >= 0 && index < definitionCount)
    return pointer(header.pointee.definitions, to: UInt.self)[index]
  }

  /// The expression of a definition.
  @inline(__always) func node(_ index: Int) -> Node { Node(address: word(index) & ~7) }

  @inline(__always) func origin(_ index: Int) -> Origin {
    Origin(rawValue: UInt8(word(index) & 7)).unsafelyUnwrapped
  }

  func dynamic(_ index: Int) -> DynamicDefinition {
    assert(index >= 0 && index < dynamicCount)
    return pointer(header.pointee.dynamics, to: DynamicDefinition.self)[index]
  }

  var sources: NodeArray { NodeArray(address: header.pointee.sources, count: sourceCount) }

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
      pointer(environment.slot(0).address, to: UInt.self).update(
        from: pointer(header.pointee.template, to: UInt.self), count: count)
    }
    return environment
  }
}
