/// A computation that was put off, eight bytes; forced at most once.
///
/// States, told apart by the three low bits of the first word (see `State`):
///
///     environment, node            suspended expression
///     function, argument           suspended call of one argument
///     function, first, second      suspended call of two
///     blackhole                    being forced: to meet it again is infinite recursion
///     dependencies, value          forced; no dependencies if nothing it was made from may be
///                                  exchanged
///
/// Transitions: suspended to blackhole to forced; back from blackhole to suspended when
/// an error is thrown, so that forcing again gives the same error; and back from forced to suspended
/// when what it was made from was exchanged (`Dependencies`).
struct Thunk: ArenaObject, Hashable {
  private struct Words {
    var first: UInt32
    var second: UInt32
    /// Only in a call of two arguments.
    var third: UInt32
  }

  /// The low bits of the first word. A function that is called later is a closure, a builtin in a
  /// box or a thunk; anything else is put into a thunk, so that two bits tell which.
  private enum State {
    static let mask: UInt32 = 7
    static let expression: UInt32 = 0
    /// Forced, and the blackhole. The number of the dependencies is above four bits.
    static let entered: UInt32 = 1
    static let callOfThunk: UInt32 = 4
    static let callOfClosure: UInt32 = Value.Tag.closure
    static let callOfBox: UInt32 = Value.Tag.box
    static let pairOfThunk: UInt32 = 2
    static let pairOfBox: UInt32 = 3
    static let pairOfClosure: UInt32 = 7
  }

  /// Forced for good: the empty set of dependencies.
  private static let forced: UInt32 = State.entered
  private static let blackhole: UInt32 = State.entered | 8

  let word: UInt32

  @inline(__always) private var words: UnsafeMutablePointer<Words> { pointer(address) }
  @inline(__always) var value: Value { Value(bits: word) }

  /// What a thunk holds, as found when it is forced.
  enum Content {
    case forced(Value)
    case blackhole
    case expression(Node, Environment)
    case application(function: Value, argument: Value)
    case pair(function: Value, first: Value, second: Value)
  }

  @inline(__always) var content: Content {
    content(of: words.pointee.first, words.pointee.second)
  }

  /// What it held before it was forced.
  func content(of suspended: Suspended) -> Content {
    content(of: suspended.first, suspended.second)
  }

  @inline(__always) private func content(of first: UInt32, _ second: UInt32) -> Content {
    switch first & State.mask {
    case State.expression: return .expression(Node(word: second), Environment(word: first))
    case State.entered: return first == Self.blackhole ? .blackhole : .forced(Value(bits: second))
    case State.callOfThunk, State.callOfClosure, State.callOfBox:
      return .application(function: Self.function(first), argument: Value(bits: second))
    default:
      return .pair(
        function: Self.function(first), first: Value(bits: second),
        second: Value(bits: words.pointee.third))
    }
  }

  /// The function of a suspended call.
  @inline(__always) private static func function(_ first: UInt32) -> Value {
    let tag =
      switch first & State.mask {
      case State.callOfClosure, State.pairOfClosure: Value.Tag.closure
      case State.callOfBox, State.pairOfBox: Value.Tag.box
      default: Value.Tag.thunk
      }
    return Value(bits: first & ~State.mask | tag)
  }

  /// The value of a thunk that was forced.
  var forcedValue: Value? {
    if case .forced(let value) = content { value } else { nil }
  }

  /// The value of a thunk that was forced, for good: readers may keep it instead of the thunk.
  @inline(__always) var settledValue: Value? {
    words.pointee.first == Self.forced ? Value(bits: words.pointee.second) : nil
  }

  /// What the value of a thunk that was forced was made from.
  @inline(__always) var dependencies: DependencySet {
    DependencySet(number: words.pointee.first >> 4)
  }

  /// Whether the thunk is being forced.
  @inline(__always) var isEntered: Bool { words.pointee.first == Self.blackhole }

  /// Marks the thunk as being forced; the result restores it after an error.
  @inline(__always) func enter() -> UInt32 {
    let saved = words.pointee.first
    words.pointee.first = Self.blackhole
    return saved
  }

  /// What `enter` would give.
  @inline(__always) var suspendedWord: UInt32 { words.pointee.first }

  @inline(__always) func restore(_ saved: UInt32) { words.pointee.first = saved }

  @inline(__always) func finish(_ value: Value) {
    assert(value.isForced)
    words.pointee.first = Self.forced
    words.pointee.second = value.bits
  }

  /// The words of a thunk before it was forced.
  struct Suspended {
    let first: UInt32
    let second: UInt32

    /// Whether it was a call that was put off.
    @inline(__always) var isCall: Bool { first & State.mask != State.expression }
  }

  /// The words of a thunk that was entered; `saved` is what `enter` gave.
  @inline(__always) func suspended(_ saved: UInt32) -> Suspended {
    Suspended(first: saved, second: words.pointee.second)
  }

  /// The words of a thunk of an expression.
  static func suspended(_ node: Node, _ environment: Environment) -> Suspended {
    environment.capture()
    return Suspended(first: environment.word, second: node.word)
  }

  func finish(_ value: Value, dependingOn dependencies: DependencySet) {
    assert(value.isForced && dependencies.number < 1 << 28)
    words.pointee.first = dependencies.number << 4 | State.entered
    words.pointee.second = value.bits
  }

  /// Makes a forced thunk what it was before.
  func suspend(again suspended: Suspended) {
    words.pointee.first = suspended.first
    words.pointee.second = suspended.second
  }

  @inline(__always) static func suspend(_ node: Node, _ environment: Environment, in arena: Arena)
    -> Value
  {
    environment.capture()
    return make(environment.word, node.word, in: arena).value
  }

  /// `function argument`, later.
  @inline(__always) static func apply(_ function: Value, _ argument: Value, in arena: Arena)
    -> Value
  {
    let state =
      switch function.tag {
      case Value.Tag.closure: State.callOfClosure
      case Value.Tag.box: State.callOfBox
      default: State.callOfThunk
      }
    return make(callWord(function, state, in: arena), argument.bits, in: arena).value
  }

  /// `function first second`, later.
  @inline(__always) static func apply(
    _ function: Value, _ first: Value, _ second: Value, in arena: Arena
  ) -> Value {
    let state =
      switch function.tag {
      case Value.Tag.closure: State.pairOfClosure
      case Value.Tag.box: State.pairOfBox
      default: State.pairOfThunk
      }
    let word = callWord(function, state, in: arena)
    let address = arena.allocate(wordBytes(3))
    pointer(address, to: Words.self).pointee = Words(
      first: word, second: first.bits, third: second.bits)
    return Thunk(address: address).value
  }

  /// A value as a thunk, for those who ask whether it was evaluated.
  static func settled(_ value: Value, in arena: Arena) -> Value {
    make(forced, value.bits, in: arena).value
  }

  /// The first word of a call that is put off.
  @inline(__always) private static func callWord(
    _ function: Value, _ state: UInt32, in arena: Arena
  ) -> UInt32 {
    if state == State.callOfThunk || state == State.pairOfThunk, function.isForced {
      return make(forced, function.bits, in: arena).word | state
    }
    return function.bits & ~State.mask | state
  }

  @inline(__always) private static func make(
    _ first: UInt32, _ second: UInt32, in arena: Arena
  ) -> Thunk {
    let address = arena.allocate(8)
    pointer(address, to: (UInt32, UInt32).self).pointee = (first, second)
    return Thunk(address: address)
  }

  /// Gives a placeholder its expression.
  func suspend(_ node: Node, _ environment: Environment) {
    environment.capture()
    words.pointee.first = environment.word
    words.pointee.second = node.word
  }

  /// A thunk to be filled later with `finish` or `suspend`; forcing it before is infinite recursion.
  static func placeholder(in arena: Arena) -> Thunk { make(blackhole, 0, in: arena) }
}
