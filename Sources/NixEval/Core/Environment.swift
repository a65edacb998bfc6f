/// The variables of one scope at run time: a pointer to the enclosing scope, then the slots.
///
/// The binder knows for each variable how many scopes to go up and which slot to read, so no name
/// is looked up at run time except below `with`.
///
/// The frame of a call, an environment of one slot, is used again by a later call if nothing
/// refers to it when the call returns: most functions select, compare or build sets of what they
/// were given. Whatever keeps an environment (thunks, closures, inner scopes) marks it by
/// `capture`; the mark is the lowest bit of the word that holds the parent.
struct Environment: ArenaObject {
  private static let capturedFlag: UInt32 = 1

  let word: UInt32

  /// A scope inside of `parent`.
  @inline(__always) static func make(slots: Int, parent: Environment, in arena: Arena)
    -> Environment
  {
    parent.capture()
    let address = arena.allocate(wordBytes(1 &+ slots))
    pointer(address, to: UInt32.self).pointee = parent.word
    return Environment(address: address)
  }

  /// The frame of a call of a function that was made in `parent`. A frame keeps its parent only while
  /// the call lasts, unless it is captured itself.
  @inline(__always) static func makeFrame(
    parent: Environment, _ argument: Value, in arena: Arena
  ) -> Environment {
    let address = arena.allocateFrame()
    pointer(address, to: (UInt32, Value).self).pointee = (parent.word, argument)
    return Environment(address: address)
  }

  /// Says that something which may live on refers to this environment.
  @inline(__always) func capture() {
    pointer(address, to: UInt32.self).pointee |= Self.capturedFlag
  }

  @inline(__always) private var isCaptured: Bool {
    pointer(address, to: UInt32.self).pointee & Self.capturedFlag != 0
  }

  /// Gives back the frames of a call that returned, from the innermost one to the function's own
  /// environment, as far as nothing refers to them.
  @inline(__always) func recycleFrames(upTo outer: Environment, in arena: Arena) {
    var frame = self
    while frame.word != outer.word, !frame.isCaptured {
      let next = frame.parent
      arena.recycleFrame(frame.address)
      frame = next
    }
  }

  /// The outermost environment, which has no slots.
  static func root(in arena: Arena) -> Environment { Environment(address: arena.allocate(8)) }

  @inline(__always) var parent: Environment {
    Environment(word: pointer(address, to: UInt32.self).pointee & ~Self.capturedFlag)
  }

  @inline(__always) func slot(_ index: Int) -> Slot {
    Slot(address: address &+ 4 &+ UInt(bitPattern: index) &* 4)
  }

  /// Copies words that lie at `address` into the first slots.
  @inline(__always) func fill(from address: UInt, count: Int) {
    let slots = UnsafeMutablePointer<Value>(bitPattern: self.address &+ 4).unsafelyUnwrapped
    slots.update(from: pointer(address, to: Value.self), count: count)
  }

  @inline(__always) func ancestor(_ levels: Int) -> Environment {
    var environment = self
    var left = levels
    while left > 0 {
      environment = environment.parent
      left &-= 1
    }
    return environment
  }
}

/// A place that holds a value: of an environment, a list or an attribute set. Forcing through
/// the place stores the result back, so that later readers skip the thunk.
package struct Slot {
  let address: UInt

  @inline(__always) init(address: UInt) { self.address = address }

  @inline(__always) package var value: Value {
    get { place.pointee }
    nonmutating set { place.pointee = newValue }
  }

  @inline(__always) private var place: UnsafeMutablePointer<Value> {
    assert(address & 3 == 0)
    return UnsafeMutablePointer(bitPattern: address).unsafelyUnwrapped
  }
}

/// A function value: its code and the scope it was made in.
struct Closure: ArenaObject {
  private struct Words {
    var environment: Environment
    var code: LambdaCode
  }

  let word: UInt32

  @inline(__always) private var words: UnsafeMutablePointer<Words> { pointer(address) }
  @inline(__always) var environment: Environment { words.pointee.environment }
  @inline(__always) var code: LambdaCode { words.pointee.code }

  @inline(__always) static func make(
    _ code: LambdaCode, _ environment: Environment, in arena: Arena
  )
    -> Value
  {
    environment.capture()
    let address = arena.allocate(8)
    pointer(address, to: Words.self).pointee = Words(environment: environment, code: code)
    return Closure(address: address).value
  }

  @inline(__always) var value: Value { Value(address: address, tag: Value.Tag.closure) }

  /// The same function as another object, of which Nix's `==` says that it differs.
  func copied(in arena: Arena) -> Closure {
    let copy = Closure(address: arena.allocate(8))
    copy.words.pointee = words.pointee
    return copy
  }
}
