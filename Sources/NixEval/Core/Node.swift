/// An expression after binding: 8 bytes of header in the arena, then as many words of
/// 32 bits as its kind has.
///
/// Variables are resolved, attribute paths merged, constants are values. What the words mean
/// is said at each `Kind`; the accessors have the same names.
struct Node: ArenaObject {
  enum Kind: UInt8 {
    // What is read rather than evaluated comes first (`Evaluator.value(of:)`).

    /// `first` is the word of the value; `level` is 1 where a name stands for it, as for a global.
    case constant
    /// `{ }`: `first` is the word of the one empty set. Unlike a constant it is put off in a thunk
    /// like any other set, so that printing shows the same.
    case emptySet
    /// A variable of the innermost scope: slot `first`, named by symbol `second`.
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
    /// A string with interpolations: `second` parts, nodes and their places at `first`.
    case interpolation
    /// A path with interpolations: the same, the first part being a path.
    case pathInterpolation
    /// `first`, after a look at how much stack is left.
    case checked
    /// `__curPos`.
    case currentPosition
    /// The source of `inherit (source) …` number `first`, in the environment of sources.
    case inheritSource
    /// `first`, the body of the `LambdaCode` `second` whose calls are remembered.
    case remembered
    /// `first`, which an exchange of files may replace by another expression; the number of the cell
    /// is `second`, 0 before it is met.
    case cell

    /// How many words a node of this kind has. A third of all nodes are variables and constants,
    /// so that to give each only what it needs saves a third of the code's memory.
    var wordCount: Int {
      switch self {
      case .currentPosition: 0
      case .constant, .emptySet, .lambda, .attributes, .not, .negate, .inheritSource, .checked: 1
      case .select, .call, .with, .conditional: 3
      case .add: 4
      default: 2
      }
    }
  }

  private struct Header {
    var kind: Kind
    var level: UInt16
    var position: Position
  }

  let word: UInt32

  static let absent = Node(word: 0)

  static func make(
    _ kind: Kind, at position: Position, _ first: UInt32 = 0, _ second: UInt32 = 0,
    _ third: UInt32 = 0, _ fourth: UInt32 = 0, level: Int = 0, in arena: Arena
  ) -> Node {
    let count = kind.wordCount
    assert((count > 0 || first == 0) && (count > 1 || second == 0))
    assert((count > 2 || third == 0) && (count > 3 || fourth == 0))
    let node = Node(address: arena.allocate(8 &+ wordBytes(count)))
    node.header.pointee = Header(
      kind: kind, level: UInt16(truncatingIfNeeded: level), position: position)
    if count > 0 { node.words[0] = first }
    if count > 1 { node.words[1] = second }
    if count > 2 { node.words[2] = third }
    if count > 3 { node.words[3] = fourth }
    return node
  }

  @inline(__always) private var header: UnsafeMutablePointer<Header> { pointer(address) }
  @inline(__always) private var words: UnsafeMutablePointer<UInt32> { pointer(address &+ 8) }
  @inline(__always) var isAbsent: Bool { word == 0 }
  @inline(__always) var kind: Kind { header.pointee.kind }
  @inline(__always) var level: Int { Int(header.pointee.level) }
  @inline(__always) var position: Position { header.pointee.position }
  @inline(__always) var first: UInt32 { operand(0) }
  @inline(__always) var second: UInt32 { operand(1) }
  @inline(__always) var third: UInt32 { operand(2) }
  @inline(__always) private var fourth: UInt32 { operand(3) }

  /// The place that Nix knows of an expression: literals have none, a list has that of its first
  /// element.
  var placeInNix: Position {
    switch kind {
    case .constant where level == 0: .none
    case .list: parts.count == 0 ? .none : parts[0].placeInNix
    case .checked, .cell: firstNode.placeInNix
    default: position
    }
  }

  @inline(__always) private func operand(_ index: Int) -> UInt32 {
    assert(index < kind.wordCount)
    return words[index]
  }

  /// Sets what was not known when the node was made: the body of `with`.
  func setSecond(_ word: UInt32) { words[1] = word }

  /// Which cell a `cell` node is; nil while nobody has met it.
  var cell: Cell? {
    get {
      assert(kind == .cell)
      return second == 0 ? nil : Cell(number: second)
    }
    nonmutating set {
      assert(kind == .cell)
      words[1] = newValue?.number ?? 0
    }
  }

  /// Puts another expression into a `cell` node.
  func replaceExpression(by node: Node) {
    assert(kind == .cell)
    words[0] = node.word
  }

  /// The slot of a variable in the environment of its scope.
  @inline(__always) var slotIndex: Int { Int(first) }
  @inline(__always) var variableSymbol: Symbol { Symbol(id: second) }

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

  @inline(__always) var firstNode: Node { Node(word: first) }
  @inline(__always) var secondNode: Node { Node(word: second) }
  @inline(__always) var thirdNode: Node { Node(word: third) }

  /// Where the operands of `+` start, with the parentheses around them.
  var operandPositions: (Position, Position) {
    assert(kind == .add)
    return (Position(raw: third), Position(raw: fourth))
  }

  @inline(__always) var constant: Value {
    assert(kind == .constant || kind == .emptySet)
    return Value(bits: first)
  }

  /// The parts of a list or interpolation.
  @inline(__always) var parts: NodeArray { NodeArray(word: first, count: Int(second)) }
  /// The arguments of a `call`.
  @inline(__always) var arguments: NodeArray { NodeArray(word: second, count: Int(third)) }
  @inline(__always) var lambda: LambdaCode { LambdaCode(word: first) }
  @inline(__always) var attributes: AttributesCode { AttributesCode(word: first) }
  @inline(__always) var path: PathCode { PathCode(word: second) }
}

/// Nodes one after the other in the arena.
struct NodeArray {
  let word: UInt32
  let count: Int

  @inline(__always) private var address: UInt { UInt(word) }

  @inline(__always) subscript(index: Int) -> Node {
    assert(index >= 0 && index < count)
    return pointer(address, to: Node.self)[index]
  }

  /// Room for nodes, to be filled by `set`.
  static func make(count: Int, in arena: Arena) -> NodeArray {
    NodeArray(word: UInt32(arena.allocate(wordBytes(count))), count: count)
  }

  /// The same with room for a place of each behind them: that of the `${`, where Nix points at when
  /// a part of a string has no text.
  static func makePlaced(count: Int, in arena: Arena) -> NodeArray {
    let array = NodeArray(word: UInt32(arena.allocate(wordBytes(2 * count))), count: count)
    for index in 0..<count { array.setPlace(index, .none) }
    return array
  }

  func place(_ index: Int) -> Position {
    assert(index >= 0 && index < count)
    return Position(raw: pointer(address, to: UInt32.self)[count &+ index])
  }

  func setPlace(_ index: Int, _ place: Position) {
    assert(index >= 0 && index < count)
    pointer(address, to: UInt32.self)[count &+ index] = place.raw
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
