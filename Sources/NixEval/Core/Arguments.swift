/// The arguments of a call of a builtin. Valid during the call only.
package struct Arguments {
  private let start: UnsafePointer<Value>
  private let count: Int

  @inline(__always) init(_ start: UnsafePointer<Value>, count: Int) {
    self.start = start
    self.count = count
  }

  /// An argument; evaluated if the builtin declares it strict, perhaps a thunk if not.
  @inline(__always) package subscript(index: Int) -> Value {
    assert(index >= 0 && index < count)
    return start[index]
  }
}

/// The largest arity a builtin may have.
let maximumArity = 4

/// Room for the arguments of one call, on the stack.
struct ArgumentBuffer {
  private var values: (Value, Value, Value, Value) = (.null, .null, .null, .null)

  @inline(__always) init() {}

  /// Sets an argument; `index` is below `maximumArity`.
  @inline(__always) mutating func set(_ index: Int, _ value: Value) {
    withUnsafeMutablePointer(to: &values) {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: Value.self)[index] = value
    }
  }

  /// Forces the strict ones among the first `count` arguments, in order, then runs `body`.
  @inline(__always) mutating func withArguments<Result>(
    strictness: UInt, count: Int, force: (Value) throws -> Value,
    _ body: (Arguments) throws -> Result
  ) throws -> Result {
    try withUnsafeMutablePointer(to: &values) {
      let start = UnsafeMutableRawPointer($0).assumingMemoryBound(to: Value.self)
      for index in 0..<count where strictness >> UInt(index) & 1 != 0 {
        start[index] = try force(start[index])
      }
      return try body(Arguments(start, count: count))
    }
  }
}

/// Room for `count` values on the stack (on the heap if there are many), for the time of `body`.
@inline(__always) func withTemporaryValues<Result>(
  _ count: Int, _ body: (UnsafeMutableBufferPointer<Value>) throws -> Result
) rethrows -> Result {
  try withUnsafeTemporaryAllocation(of: Value.self, capacity: count, body)
}
