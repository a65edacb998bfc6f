/// A computation that was put off, sixteen bytes; forced at most once.
///
/// States, told apart by the first word:
///
///     environment, node            suspended expression
///     function | applicationFlag, argument          suspended call of one argument
///     function | pairFlag, first, second            suspended call of two (24 bytes)
///     blackhole                    being forced: to meet it again is infinite recursion
///     forced, value
///     dependencies | dependentFlag, value           forced, and made from what may be exchanged
///
/// Transitions: suspended to blackhole to forced; back from blackhole to suspended when
/// an error is thrown, so that forcing again gives the same error; and back from forced to suspended
/// when what it was made from was exchanged (`Dependencies`).
struct Thunk {
  private struct Words {
    var first: UInt
    var second: UInt
    /// Only in a call of two arguments.
    var third: UInt
  }

  private static let forced: UInt = 1
  private static let blackhole: UInt = 2
  /// Addresses of user space are below 2^47.
  private static let applicationFlag: UInt = 1 << 62
  private static let pairFlag: UInt = 1 << 61
  private static let dependentFlag: UInt = 1 << 60

  let address: UInt

  @inline(__always) init(address: UInt) { self.address = address }
  @inline(__always) private var words: UnsafeMutablePointer<Words> { pointer(address) }
  @inline(__always) var value: Value { Value(bits: address) }

  /// What a thunk holds, as found when it is forced.
  enum Content {
    case forced(Value)
    case blackhole
    case expression(Node, Environment)
    case application(function: Value, argument: Value)
    case pair(function: Value, first: Value, second: Value)
  }

  @inline(__always) var content: Content {
    let first = words.pointee.first
    let second = words.pointee.second
    if first == Self.forced { return .forced(Value(bits: second)) }
    if first == Self.blackhole { return .blackhole }
    if first < Self.dependentFlag {
      return .expression(Node(address: second), Environment(address: first))
    }
    if first & Self.applicationFlag != 0 {
      return .application(
        function: Value(bits: first & ~Self.applicationFlag), argument: Value(bits: second))
    }
    if first & Self.pairFlag == 0 { return .forced(Value(bits: second)) }
    return .pair(
      function: Value(bits: first & ~Self.pairFlag), first: Value(bits: second),
      second: Value(bits: words.pointee.third))
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
    let first = words.pointee.first
    return first >> 60 == 1 ? DependencySet(number: UInt32(truncatingIfNeeded: first)) : .empty
  }

  /// Marks the thunk as being forced; the result restores it after an error.
  @inline(__always) func enter() -> UInt {
    let saved = words.pointee.first
    words.pointee.first = Self.blackhole
    return saved
  }

  @inline(__always) func restore(_ saved: UInt) { words.pointee.first = saved }

  @inline(__always) func finish(_ value: Value) {
    assert(value.isForced)
    words.pointee.first = Self.forced
    words.pointee.second = value.bits
  }

  /// The words of a thunk before it was forced.
  struct Suspended {
    let first: UInt
    let second: UInt
  }

  /// The words of a thunk that was entered; `saved` is what `enter` gave.
  @inline(__always) func suspended(_ saved: UInt) -> Suspended {
    Suspended(first: saved, second: words.pointee.second)
  }

  /// The words of a thunk of an expression.
  static func suspended(_ node: Node, _ environment: Environment) -> Suspended {
    environment.capture()
    return Suspended(first: environment.address, second: node.address)
  }

  func finish(_ value: Value, dependingOn dependencies: DependencySet) {
    assert(value.isForced)
    words.pointee.first = UInt(dependencies.number) | Self.dependentFlag
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
    let address = arena.allocate(16)
    let words = pointer(address, to: (UInt, UInt).self)
    words.pointee = (environment.address, node.address)
    return Value(bits: address)
  }

  /// `function argument`, later.
  @inline(__always) static func apply(_ function: Value, _ argument: Value, in arena: Arena)
    -> Value
  {
    let address = arena.allocate(16)
    let words = pointer(address, to: (UInt, UInt).self)
    words.pointee = (function.bits | applicationFlag, argument.bits)
    return Value(bits: address)
  }

  /// `function first second`, later.
  @inline(__always) static func apply(
    _ function: Value, _ first: Value, _ second: Value, in arena: Arena
  ) -> Value {
    let address = arena.allocate(24)
    pointer(address, to: Words.self).pointee = Words(
      first: function.bits | pairFlag, second: first.bits, third: second.bits)
    return Value(bits: address)
  }

  /// Gives a placeholder its expression.
  func suspend(_ node: Node, _ environment: Environment) {
    environment.capture()
    words.pointee.first = environment.address
    words.pointee.second = node.address
  }

  /// A thunk to be filled later with `finish` or `suspend`; forcing it before is infinite recursion.
  static func placeholder(in arena: Arena) -> Thunk {
    let address = arena.allocate(16)
    pointer(address, to: (UInt, UInt).self).pointee = (blackhole, 0)
    return Thunk(address: address)
  }
}
