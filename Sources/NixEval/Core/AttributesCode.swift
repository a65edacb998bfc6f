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
    /// The expressions of the definitions; nodes are aligned, so that the origin fits beside.
    var definitions: UInt32
    var dynamics: UInt32
    var dynamicCount: UInt32
    var sourceCount: UInt32 = 0
    var isRecursive: Bool
    /// Whether a definition takes its value from the scope around.
    var usesOuter = false
    /// Index of `__overrides` among the definitions of a recursive set, or -1.
    var overrides: Int32 = -1
    var sources: UInt32 = 0
    /// The environment of a new scope, slot by slot, or 0.
    var template: UInt32 = 0
  }

  let word: UInt32

  /// Room for the definitions of a set, each of which has to be set before `finish`.
  static func make(
    definitionCount: Int, dynamicCount: Int, isRecursive: Bool, in arena: Arena
  ) -> AttributesCode {
    let code = AttributesCode(word: room(for: 1, of: Header.self, in: arena))
    code.header.pointee = Header(
      shape: Shape.make(count: definitionCount, in: arena),
      definitions: room(for: definitionCount, of: UInt32.self, in: arena),
      dynamics: room(for: dynamicCount, of: DynamicDefinition.self, in: arena),
      dynamicCount: UInt32(dynamicCount), isRecursive: isRecursive)
    return code
  }

  /// Definitions are set in the order of their symbols.
  func setDefinition(_ index: Int, _ definition: Definition) {
    assert(index >= 0 && index < definitionCount)
    shape.keys[index] = AttributeKey(symbol: definition.symbol, position: definition.position)
    pointer(UInt(header.pointee.definitions), to: UInt32.self)[index] =
      definition.node.word | UInt32(definition.origin.rawValue)
    if definition.origin == .outer { header.pointee.usesOuter = true }
  }

  func setDynamic(_ index: Int, _ definition: DynamicDefinition) {
    assert(index >= 0 && index < dynamicCount)
    pointer(UInt(header.pointee.dynamics), to: DynamicDefinition.self)[index] = definition
  }

  /// Adds what follows from the definitions. `hasOverrides` says whether one that is named
  /// `__overrides` is special.
  func finish(sources: [Node], hasOverrides: Bool, in arena: Arena) {
    let sourcesWord = Self.room(for: sources.count, of: Node.self, in: arena)
    for (index, source) in sources.enumerated() {
      pointer(UInt(sourcesWord), to: Node.self)[index] = source
    }
    header.pointee.sources = sourcesWord
    header.pointee.sourceCount = UInt32(sources.count)
    if hasOverrides, let index = shape.index(of: .overrides) {
      header.pointee.overrides = Int32(index)
    } else if isRecursive {
      header.pointee.template = makeTemplate(sources, in: arena)
    }
  }

  private func makeTemplate(_ sources: [Node], in arena: Arena) -> UInt32 {
    let count = definitionCount + sources.count
    let template = Self.room(for: count, of: Value.self, in: arena)
    guard count > 0 else { return template }
    let slots = pointer(UInt(template), to: Value.self)
    for index in 0..<definitionCount {
      slots[index] = origin(index) == .outer ? .absent : .deferred(node(index))
    }
    for (index, source) in sources.enumerated() {
      slots[definitionCount + index] = .deferred(source)
    }
    return template
  }

  /// The address of room for `count` elements, 0 for none.
  private static func room<Element>(
    for count: Int, of type: Element.Type, in arena: Arena
  ) -> UInt32 {
    guard count > 0 else { return 0 }
    let address = arena.allocate(wholeBytes(count * MemoryLayout<Element>.stride))
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
