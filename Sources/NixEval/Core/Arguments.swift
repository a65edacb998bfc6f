/// The arguments of a call of a builtin: four words at most, in registers.
package struct Arguments {
  private var values: (Value, Value, Value, Value) = (.null, .null, .null, .null)

  @inline(__always) init() {}

  /// An argument; evaluated if the builtin declares it strict, perhaps a thunk if not.
  @inline(__always) package internal(set) subscript(index: Int) -> Value {
    get {
      switch index {
      case 0: values.0
      case 1: values.1
      case 2: values.2
      default: values.3
      }
    }
    set {
      assert(index >= 0 && index < maximumArity)
      switch index {
      case 0: values.0 = newValue
      case 1: values.1 = newValue
      case 2: values.2 = newValue
      default: values.3 = newValue
      }
    }
  }
}

/// The largest arity a builtin may have.
let maximumArity = 4

/// Room for `count` values on the stack (on the heap if there are many), for the time of `body`.
@inline(__always) func withTemporaryValues<Result>(
  _ count: Int, _ body: (UnsafeMutableBufferPointer<Value>) throws -> Result
) rethrows -> Result {
  try withUnsafeTemporaryAllocation(of: Value.self, capacity: count, body)
}
