/// Arithmetic, comparison and equality.
extension Evaluator {
  enum ArithmeticOperator {
    case add, subtract, multiply, divide
  }

  /// `left + right` as the operator: numbers, strings, paths and what can be coerced to them.
  ///
  /// - Parameter copiesPaths: whether a path on the right is copied to the store: after a string it is,
  ///   after a set that became one it is not.
  @inline(never) func add(
    _ left: Value, _ right: Value, _ node: Node, copiesPaths: Bool
  ) throws -> Value {
    let (leftPlace, rightPlace) = node.operandPositions
    if left.isString && right.isString {
      return try concatenate(left.string, right.string)
    }
    if left.isInteger || left.isFloat {
      guard right.isInteger || right.isFloat else {
        throw failure(
          "cannot add \(describeType(right)) to \(left.isInteger ? "an integer" : "a float")",
          kind: .type, at: rightPlace)
      }
      return try sum(left, right, at: rightPlace)
    }
    let purpose: StaticString = "while evaluating a path segment"
    if left.isPath {
      let suffix = try coerceToString(ownValue(right), [], purpose, at: rightPlace)
      return try appendToPath(left.pathString, suffix, at: node.position)
    }
    let first = try coerceToString(ownValue(left), [], purpose, at: leftPlace)
    let second = try coerceToString(
      ownValue(right), copiesPaths ? .copiesPaths : [], purpose, at: rightPlace)
    return try concatenate(first, second)
  }

  /// The left operand of `+`, which is turned into a string, if at all, before the right one is
  /// evaluated.
  @inline(never) func firstAddend(_ value: Value, at place: Position) throws -> Value {
    if value.isInteger || value.isFloat || value.isPath { return value }
    let purpose: StaticString = "while evaluating a path segment"
    return try coerceToString(ownValue(value), [], purpose, at: place).value
  }

  func concatenate(_ left: NixString, _ right: NixString) throws -> Value {
    try checkLength(left.count + right.count)
    return try copied(NixString.concatenate(left, right, in: arena))
  }

  /// A string whose bytes were copied. A long one may lack its end when the evaluation was interrupted,
  /// and then must not be read either: whatever looks through it would take all the longer.
  @inline(__always) func copied(_ string: NixString) throws -> Value {
    if _slowPath(string.count > NixString.pieceSize) { try checkStack() }
    return string.value
  }

  /// Checks the length of a string that is about to be made.
  func checkLength(_ count: Int) throws {
    guard count <= NixString.maximumCount else {
      throw failure("a string of \(count) bytes is longer than this evaluator supports")
    }
    try reserve(bytes: count)
  }

  /// The sum of two numbers.
  private func sum(_ left: Value, _ right: Value, at position: Position) throws -> Value {
    do {
      return try arithmetic(.add, left, right)
    } catch {
      if let error = error as? EvalError { error.settle(at: position) }
      throw error
    }
  }

  /// An operand of an operator that Nix counts as a call of a builtin.
  @inline(__always) func operand(
    _ node: Node, _ environment: Environment, of call: Node
  ) throws -> Value {
    try enterLevel(at: call.position)
    do {
      let value = try evaluate(node, environment)
      callDepth &-= 1
      return value
    } catch {
      if node.isVariable { (error as? EvalError)?.forgetPosition(node.position) }
      throw operatorFailure(error, call)
    }
  }

  /// The error of an operator that Nix counts as a call of a builtin: `-`, `*`, `/`, `<` and `>`; and of
  /// `<=` and `>=`, which are the contrary of such a call.
  @inline(never) func operatorFailure(_ error: any Error, _ node: Node) -> any Error {
    let name: StaticString =
      switch node.kind {
      case .subtract, .negate: "sub"
      case .multiply: "mul"
      case .divide: "div"
      default: "lessThan"
      }
    let error = traced(error, .builtin(symbols.intern(name)), at: node.position)
    guard node.kind == .lessOrEqual || node.kind == .greaterOrEqual else { return error }
    return traced(error, .fixed("in the argument of the not operator"), at: node.position)
  }

  /// `-`, `*` and `/` of an expression.
  @inline(never) func arithmetic(
    _ sign: ArithmeticOperator, _ left: Value, _ right: Value, of node: Node
  ) throws -> Value {
    do {
      return try arithmetic(sign, left, right)
    } catch { throw operatorFailure(error, node) }
  }

  /// Both operands are forced; integers stay integers, a float makes both floats.
  @inline(never) func arithmetic(
    _ sign: ArithmeticOperator, _ left: Value, _ right: Value
  ) throws -> Value {
    if left.isInteger && right.isInteger {
      return try integerArithmetic(sign, left.integer, right.integer)
    }
    let names = Self.operandNames(sign)
    if sign == .divide {
      // The divisor is looked at first.
      guard try float(right, names.1) != 0 else { throw failure("division by zero") }
    }
    guard left.isFloat || right.isFloat else {
      // Neither is a float: the first that is no integer is at fault.
      _ = try integer(left, names.0)
      _ = try integer(right, names.1)
      return .null
    }
    let first = try float(left, names.0)
    let second = try float(right, names.1)
    switch sign {
    case .add: return float(first + second)
    case .subtract: return float(first - second)
    case .multiply: return float(first * second)
    case .divide: return float(first / second)
    }
  }

  private static func operandNames(_ sign: ArithmeticOperator) -> (StaticString, StaticString) {
    switch sign {
    case .add:
      (
        "while evaluating the first argument of the addition",
        "while evaluating the second argument of the addition"
      )
    case .subtract:
      (
        "while evaluating the first argument of the subtraction",
        "while evaluating the second argument of the subtraction"
      )
    case .multiply:
      (
        "while evaluating the first argument of the multiplication",
        "while evaluating the second argument of the multiplication"
      )
    case .divide:
      (
        "while evaluating the first operand of the division",
        "while evaluating the second operand of the division"
      )
    }
  }

  private func integerArithmetic(
    _ sign: ArithmeticOperator, _ left: Int, _ right: Int
  ) throws -> Value {
    let result: (partialValue: Int, overflow: Bool)
    switch sign {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide:
      guard right != 0 else { throw failure("division by zero") }
      result = left.dividedReportingOverflow(by: right)
    }
    guard !result.overflow else { throw overflow(sign, left, right) }
    return integer(result.partialValue)
  }

  /// Made only when it is thrown: the text costs more than the sum.
  @inline(never)
  private func overflow(_ sign: ArithmeticOperator, _ left: Int, _ right: Int) -> EvalError {
    let operation =
      switch sign {
      case .add: "adding \(left) +"
      case .subtract: "subtracting \(left) -"
      case .multiply: "multiplying \(left) *"
      case .divide: "dividing \(left) /"
      }
    return failure("integer overflow in \(operation) \(right)")
  }

  // MARK: Order

  /// `<`, `>`, `<=`, `>=`.
  @inline(__always) func order(_ left: Value, _ right: Value, _ node: Node) throws -> Bool {
    if left.isSmallInteger && right.isSmallInteger {
      let first = left.integer
      let second = right.integer
      switch node.kind {
      case .less: return first < second
      case .greater: return first > second
      case .lessOrEqual: return first <= second
      default: return first >= second
      }
    }
    do {
      switch node.kind {
      case .less: return try isLess(left, right)
      case .greater: return try isLess(right, left)
      case .lessOrEqual: return !(try isLess(right, left))
      default: return !(try isLess(left, right))
      }
    } catch { throw operatorFailure(error, node) }
  }

  /// Nix's order of two forced values: numbers, strings, paths, and lists of them.
  @inline(never) package func isLess(
    _ left: Value, _ right: Value, areElements: Bool = false
  ) throws -> Bool {
    switch (left.kind, right.kind) {
    case (.integer, .integer): return left.integer < right.integer
    case (.integer, .float): return Double(left.integer) < right.float
    case (.float, .integer): return left.float < Double(right.integer)
    case (.float, .float): return left.float < right.float
    case (.string, .string): return NixString.compare(left.string, right.string) < 0
    case (.path, .path): return NixString.compare(left.pathString, right.pathString) < 0
    case (.list, .list):
      try checkStack()
      let first = left.list
      let second = right.list
      for index in 0..<second.count {
        if index == first.count { return true }
        if try isEqual(first.slot(index), second.slot(index)) { continue }
        return try isLess(
          try force(first.slot(index)), try force(second.slot(index)), areElements: true)
      }
      return false
    default:
      let values = "\(preview(left)) and \(preview(right))"
      let reason =
        left.kind == right.kind
        ? "values of that type are incomparable (values are \(values))" : "values are \(values)"
      let error = failure(
        "cannot compare \(describeType(left)) with \(describeType(right)); \(reason)")
      throw areElements ? traced(error, .fixed("while comparing two list elements")) : error
    }
  }

  // MARK: Equality

  /// Nix's `==` of two forced values. Functions are never equal; derivations are equal when
  /// their `outPath`s are.
  package func isEqual(_ left: Value, _ right: Value) throws -> Bool {
    if _slowPath(callDepth > settings.maximumCallDepth) { throw depthFailure() }
    switch left.tag {
    case Value.Tag.immediate where left === right: return true
    case Value.Tag.immediate, Value.Tag.box: return isEqualScalar(left, right)
    case Value.Tag.string: return right.isString && left.string == right.string
    case Value.Tag.list: return right.isList ? try isEqual(left.list, right.list) : false
    case Value.Tag.attributes:
      return right.isAttributes ? try isEqual(left.attributes, right.attributes) : false
    default: return false
    }
  }

  private func isEqualScalar(_ left: Value, _ right: Value) -> Bool {
    switch (left.kind, right.kind) {
    case (.integer, .integer): left.integer == right.integer
    case (.integer, .float): Double(left.integer) == right.float
    case (.float, .integer): left.float == Double(right.integer)
    case (.float, .float): left.float == right.float
    case (.path, .path): left.pathString == right.pathString
    default: false
    }
  }

  private func isEqual(_ left: NixList, _ right: NixList) throws -> Bool {
    guard left.count == right.count else { return false }
    try enterNested()
    defer { callDepth &-= 1 }
    for index in 0..<left.count {
      try checkpoint(index)
      guard try isEqual(left.slot(index), right.slot(index)) else { return false }
    }
    return true
  }

  /// Two members. One that is shared by both sides is equal to itself, even a function or NaN, which
  /// every thunk has an object of its own of.
  private func isEqual(_ left: Slot, _ right: Slot) throws -> Bool {
    let isShared = left.value === right.value
    let first = try force(left)
    let second = try force(right)
    if isShared || first === second && !first.isAttributes { return true }
    return try isEqual(first, second)
  }

  private func isEqual(_ left: AttributeSet, _ right: AttributeSet) throws -> Bool {
    if try isDerivation(left.value), try isDerivation(right.value),
      let one = left.find(.outPath), let other = right.find(.outPath)
    {
      return try isEqual(try force(one.slot), try force(other.slot))
    }
    guard left.count == right.count else { return false }
    try enterNested()
    defer { callDepth &-= 1 }
    var lefts = left.makeIterator()
    var rights = right.makeIterator()
    while let one = lefts.next(), let other = rights.next() {
      guard one.symbol == other.symbol else { return false }
      guard try isEqual(one.slot, other.slot) else { return false }
    }
    return true
  }

  @inline(__always) private func enterNested() throws {
    try checkStack()
    try enterLevel()
  }

  // MARK: Lists

  /// `left ++ right`.
  @inline(never) func concatenate(_ node: Node, _ environment: Environment) throws -> Value {
    // Both are evaluated before either is looked at.
    let first = try value(of: node.firstNode, environment)
    let second = try value(of: node.secondNode, environment)
    let purpose: StaticString = "while evaluating one of the elements to concatenate"
    let left = try list(first, purpose, at: node.position)
    let right = try list(second, purpose, at: node.position)
    if left.isEmpty { return right.value }
    if right.isEmpty { return left.value }
    let result = try makeList(count: left.count + right.count)
    try copyElements(of: left, into: result, at: 0)
    try copyElements(of: right, into: result, at: left.count)
    return result.value
  }

  /// An unset list of a size that the evaluated program chose.
  package func makeList(count: Int) throws -> NixList {
    guard count <= NixList.maximumCount else {
      throw failure("a list of \(count) elements is longer than this evaluator supports")
    }
    try reserve(bytes: count * 4)
    return NixList.make(count: count, in: arena)
  }
}

extension Value {
  /// The sum of two small integers without untagging, nil when it is not small.
  @inline(__always) static func smallSum(_ left: Value, _ right: Value) -> Value? {
    let (sum, overflow) = Int32(bitPattern: left.bits).addingReportingOverflow(
      Int32(bitPattern: right.bits &- Tag.smallInteger))
    return overflow ? nil : Value(bits: UInt32(bitPattern: sum))
  }

  @inline(__always) static func smallDifference(_ left: Value, _ right: Value) -> Value? {
    let (difference, overflow) = Int32(bitPattern: left.bits).subtractingReportingOverflow(
      Int32(bitPattern: right.bits &- Tag.smallInteger))
    return overflow ? nil : Value(bits: UInt32(bitPattern: difference))
  }
}
