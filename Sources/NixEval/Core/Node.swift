/// An expression after binding: 8 bytes of header in the arena, then as many words as its kind has.
///
/// Variables are resolved, attribute paths merged, constants are values. What the words mean
/// is said at each `Kind`; the accessors have the same names.
struct Node {
  enum Kind: UInt8 {
    /// `first` is the word of the value.
    case constant
    /// `{ }`: `first` is the word of the one empty set. Unlike a constant it is put off in a thunk
    /// like any other set, so that printing shows the same.
    case emptySet
    /// A variable of the innermost scope: `slotIndex`, and its name in `variableSymbol`.
    case variable0
    /// The same one scope further out.
    case variable1
    /// The same `level` scopes out.
    case variable
    /// Symbol `first`, to be looked up in the set of `with` node `second`, `level` scopes out.
    case withVariable
    /// `first . symbol second`, without default. By far the most common selection.
    case selectOne
    /// `first . path second or third`; `third` may be absent.
    case select
    /// `first ? path second`.
    case hasAttribute
    /// A function; `first` is the address of its `LambdaCode`.
    case lambda
    /// `let`: scope `first` (an `AttributesCode`), body `second`.
    case letIn
    /// An attribute set, recursive or not; `first` is the address of its `AttributesCode`.
    case attributes
    /// `second` elements, nodes at `first`.
    case list
    /// `first second`.
    case callOne
    /// `first` with `third` arguments, nodes at `second`.
    case call
    /// `with first; second`. `third` is the enclosing `with` node or absent, `level` scopes out.
    case with
    /// `if first then second else third`.
    case conditional
    /// `assert first; second`.
    case assertion
    case not
    case negate
    case and
    case or
    case implies
    case equal
    case notEqual
    case less
    case greater
    case lessOrEqual
    case greaterOrEqual
    /// `first // second`.
    case update
    case add
    case subtract
    case multiply
    case divide
    /// `first ++ second`.
    case concatenate
    /// A string with interpolations: `second` parts, nodes at `first`.
    case interpolation
    /// A path with interpolations: the same, the first part being a path.
    case pathInterpolation
    /// `__curPos`.
    case currentPosition
    /// The source of `inherit (source) …` number `first`, in the environment of sources.
    case inheritSource

    /// How many words a node of this kind has. A third of all nodes are variables and constants,
    /// so that to give each only what it needs saves a third of the code's memory.
    var wordCount: Int {
      switch self {
      case .currentPosition: 0
      case .constant, .emptySet, .variable0, .variable1, .variable, .lambda, .attributes, .not,
        .negate, .inheritSource:
        1
      case .select, .call, .with, .conditional, .add: 3
      default: 2
      }
    }
  }

  private struct Header {
    var kind: Kind
    var level: UInt16
    var position: Position
  }

  let address: UInt

  @inline(__always) init(address: UInt) { self.address = address }

  static let absent = Node(address: 0)

  static func make(
    _ kind: Kind, at position: Position, _ first: UInt = 0, _ second: UInt = 0, _ third: UInt = 0,
    level: Int = 0, in arena: Arena
  ) -> Node {
    let count = kind.wordCount
    assert((count > 0 || first == 0) && (count > 1 || second == 0) && (count > 2 || third == 0))
    let node = Node(address: arena.allocate(8 &+ count &* 8))
    node.header.pointee = Header(
      kind: kind, level: UInt16(truncatingIfNeeded: level), position: position)
    if count > 0 { node.words[0] = first }
    if count > 1 { node.words[1] = second }
    if count > 2 { node.words[2] = third }
    return node
  }

  @inline(__always) private var header: UnsafeMutablePointer<Header> { pointer(address) }
  @inline(__always) private var words: UnsafeMutablePointer<UInt> { pointer(address &+ 8) }
  @inline(__always) var isAbsent: Bool { address == 0 }
  @inline(__always) var kind: Kind { header.pointee.kind }
  @inline(__always) var level: Int { Int(header.pointee.level) }
  @inline(__always) var position: Position { header.pointee.position }
  @inline(__always) var first: UInt { word(0) }
  @inline(__always) var second: UInt { word(1) }
  @inline(__always) var third: UInt { word(2) }

  @inline(__always) private func word(_ index: Int) -> UInt {
    assert(index < kind.wordCount)
    return words[index]
  }

  /// Sets what was not known when the node was made: the body of `with`.
  func setSecond(_ word: UInt) { words[1] = word }

  /// The word of a variable.
  static func variable(slot: Int, symbol: Symbol) -> UInt {
    UInt(symbol.id) << 32 | UInt(UInt32(slot))
  }

  /// The slot of a variable in the environment of its scope.
  @inline(__always) var slotIndex: Int { Int(UInt32(truncatingIfNeeded: first)) }
  @inline(__always) var variableSymbol: Symbol {
    Symbol(id: UInt32(truncatingIfNeeded: first >> 32))
  }

  /// Whether the node is a variable of some scope.
  @inline(__always) var isVariable: Bool {
    kind == .variable0 || kind == .variable1 || kind == .variable
  }

  /// The scope that a variable is read from, seen from the one its expression stands in.
  @inline(__always) func scope(of environment: Environment) -> Environment {
    switch kind {
    case .variable0: environment
    case .variable1: environment.parent
    default: environment.ancestor(level)
    }
  }

  @inline(__always) var firstNode: Node { Node(address: first) }
  @inline(__always) var secondNode: Node { Node(address: second) }
  @inline(__always) var thirdNode: Node { Node(address: third) }

  /// Where the operands of `+` start, with the parentheses around them.
  var operandPositions: (Position, Position) {
    assert(kind == .add)
    return (
      Position(raw: UInt32(truncatingIfNeeded: third)),
      Position(raw: UInt32(truncatingIfNeeded: third >> 32))
    )
  }

  @inline(__always) var constant: Value {
    assert(kind == .constant || kind == .emptySet)
    return Value(bits: first)
  }

  /// The parts of a list or interpolation.
  @inline(__always) var parts: NodeArray { NodeArray(address: first, count: Int(second)) }
  /// The arguments of a `call`.
  @inline(__always) var arguments: NodeArray { NodeArray(address: second, count: Int(third)) }
  @inline(__always) var lambda: LambdaCode { LambdaCode(address: first) }
  @inline(__always) var attributes: AttributesCode { AttributesCode(address: first) }
  @inline(__always) var path: PathCode { PathCode(address: second) }
}

/// Nodes one after the other in the arena.
struct NodeArray {
  let address: UInt
  let count: Int

  @inline(__always) subscript(index: Int) -> Node {
    assert(index >= 0 && index < count)
    return pointer(address, to: Node.self)[index]
  }

  /// Room for nodes, to be filled by `set`.
  static func make(count: Int, in arena: Arena) -> NodeArray {
    NodeArray(address: arena.allocate(count * 8), count: count)
  }

  static func make(_ nodes: some Collection<Node>, in arena: Arena) -> NodeArray {
    let array = make(count: nodes.count, in: arena)
    for (index, node) in nodes.enumerated() { array.set(index, node) }
    return array
  }

  func set(_ index: Int, _ node: Node) {
    assert(index >= 0 && index < count)
    pointer(address, to: Node.self)[index] = node
  }
}

/// An attribute path such as `a.${b}.c`.
struct PathCode {
  /// A fixed name, or an expression for it.
  struct Component {
    var symbol: Symbol
    var position: Position
    var expression: Node
  }

  let address: UInt

  @inline(__always) init(address: UInt) { self.address = address }
  @inline(__always) var count: Int { pointer(address, to: Int.self).pointee }

  @inline(__always) subscript(index: Int) -> Component {
    assert(index >= 0 && index < count)
    return pointer(address &+ 8, to: Component.self)[index]
  }

  /// Room for components, to be filled by `set`.
  static func make(count: Int, in arena: Arena) -> PathCode {
    let address = arena.allocate(8 + count * MemoryLayout<Component>.stride)
    pointer(address, to: Int.self).pointee = count
    return PathCode(address: address)
  }

  func set(_ index: Int, _ component: Component) {
    assert(index >= 0 && index < count)
    pointer(address &+ 8, to: Component.self)[index] = component
  }
}

/// The code of a function: argument, formals, body.
struct LambdaCode {
  /// One name of `{ a, b ? 1 }:`.
  struct Formal {
    var symbol: Symbol
    var position: Position
    /// The expression of its default, or absent.
    var fallback: Node
  }

  struct Header {
    /// The name before `:` or beside `@`, `.none` without one.
    var argument: Symbol
    /// The attribute or variable that the function was bound to, for messages.
    var name: Symbol
    var position: Position
    var formalCount: UInt32
    var hasFormals: Bool
    var hasEllipsis: Bool
    var body: Node
  }

  let address: UInt

  @inline(__always) init(address: UInt) { self.address = address }

  /// Formals come sorted by symbol. The body is set once it is bound.
  static func make(_ header: Header, formals: [Formal], in arena: Arena) -> LambdaCode {
    let address = arena.allocate(
      MemoryLayout<Header>.stride + formals.count * MemoryLayout<Formal>.stride)
    let code = LambdaCode(address: address)
    code.header.pointee = header
    for (index, formal) in formals.enumerated() { code.formals[index] = formal }
    return code
  }

  @inline(__always) private var header: UnsafeMutablePointer<Header> { pointer(address) }
  @inline(__always) private var formals: UnsafeMutablePointer<Formal> {
    pointer(address &+ UInt(MemoryLayout<Header>.stride))
  }

  @inline(__always) var argument: Symbol { header.pointee.argument }
  @inline(__always) var position: Position { header.pointee.position }
  @inline(__always) var formalCount: Int { Int(header.pointee.formalCount) }
  @inline(__always) var hasFormals: Bool { header.pointee.hasFormals }
  @inline(__always) var hasEllipsis: Bool { header.pointee.hasEllipsis }
  @inline(__always) var body: Node {
    get { header.pointee.body }
    nonmutating set { header.pointee.body = newValue }
  }
  var name: Symbol {
    get { header.pointee.name }
    nonmutating set { header.pointee.name = newValue }
  }

  @inline(__always) func formal(_ index: Int) -> Formal {
    assert(index >= 0 && index < formalCount)
    return formals[index]
  }

  func setFallback(_ index: Int, _ node: Node) { formals[index].fallback = node }

  /// Slots of the environment of a call: the whole argument if it is named, then the formals.
  @inline(__always) var slotCount: Int { formalCount + (argument == .none ? 0 : 1) }
}

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
