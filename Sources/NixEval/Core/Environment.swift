/// The variables of one scope at run time: a pointer to the enclosing scope, then the slots.
///
/// The binder knows for each variable how many scopes to go up and which slot to read, so no name
/// is looked up at run time except below `with`.
struct Environment {
  let address: UInt

  @inline(__always) init(address: UInt) { self.address = address }

  @inline(__always) static func make(slots: Int, parent: Environment, in arena: Arena)
    -> Environment
  {
    let address = arena.allocate(8 &+ slots &* 8)
    pointer(address, to: UInt.self).pointee = parent.address
    return Environment(address: address)
  }

  /// The outermost environment, which has no slots.
  static func root(in arena: Arena) -> Environment { Environment(address: arena.allocate(8)) }

  @inline(__always) var parent: Environment {
    Environment(address: pointer(address, to: UInt.self).pointee)
  }

  @inline(__always) func slot(_ index: Int) -> Slot {
    Slot(address: address &+ 8 &+ UInt(bitPattern: index) &* 8)
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
    get { pointer(address, to: Value.self).pointee }
    nonmutating set { pointer(address, to: Value.self).pointee = newValue }
  }
}

/// A function value: its code and the scope it was made in.
struct Closure {
  private struct Words {
    var environment: Environment
    var code: LambdaCode
  }

  let address: UInt

  @inline(__always) init(address: UInt) { self.address = address }
  @inline(__always) private var words: UnsafeMutablePointer<Words> { pointer(address) }
  @inline(__always) var environment: Environment { words.pointee.environment }
  @inline(__always) var code: LambdaCode { words.pointee.code }

  @inline(__always) static func make(
    _ code: LambdaCode, _ environment: Environment, in arena: Arena
  )
    -> Value
  {
    let address = arena.allocate(16)
    pointer(address, to: Words.self).pointee = Words(environment: environment, code: code)
    return Value(address: address, tag: Value.Tag.closure)
  }
}
