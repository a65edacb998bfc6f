/// Failed `assert`: says which condition, and for `a == b` where the two differ.
extension Evaluator {
  @inline(never) func assertionFailure(_ node: Node, _ environment: Environment) throws -> EvalError
  {
    var condition = node.firstNode
    if condition.kind == .checked { condition = condition.firstNode }
    var printer = ExpressionPrinter(evaluator: self)
    printer.print(condition)
    if condition.kind == .equal {
      let left = try evaluate(condition.firstNode, environment)
      let right = try evaluate(condition.secondNode, environment)
      do {
        try explainDifference(left, right)
      } catch {
        throw traced(
          error,
          .text("while evaluating the condition of the assertion '\(printer.text)'"),
          at: node.position)
      }
    }
    return EvalError(.assertion, "assertion '\(printer.text)' failed", at: node.position)
  }

  /// Throws what is different between two values that are not equal.
  private func explainDifference(_ left: Value, _ right: Value) throws {
    try checkStack()
    func fail(_ message: String) -> EvalError { EvalError(.assertion, message) }
    let isNumeric = (left.isInteger || left.isFloat) && (right.isInteger || right.isFloat)
    if isNumeric {
      if try isEqual(left, right) { return }
      throw fail(
        "\(numberName(left)) with value '\(preview(left))' is not equal to "
          + "\(numberName(right)) with value '\(preview(right))'")
    }
    guard left.kind == right.kind else {
      throw fail(
        "\(describeType(left)) of value '\(preview(left))' is not equal to "
          + "\(describeType(right)) of value '\(preview(right))'")
    }
    switch left.kind {
    case .boolean, .null:
      if left === right { return }
      throw fail("boolean '\(preview(left))' is not equal to boolean '\(preview(right))'")
    case .string:
      if left.string == right.string { return }
      throw fail("string '\(preview(left))' is not equal to string '\(preview(right))'")
    case .path:
      if left.pathString == right.pathString { return }
      throw fail("path '\(preview(left))' is not equal to path '\(preview(right))'")
    case .list: try explainDifference(left.list, right.list)
    case .attributes: try explainDifference(left.attributes, right.attributes)
    case .function:
      throw fail(
        "distinct functions and immediate comparisons of identical functions compare as unequal")
    default: return
    }
  }

  private func numberName(_ value: Value) -> String { value.isInteger ? "an integer" : "a float" }

  private func explainDifference(_ left: NixList, _ right: NixList) throws {
    guard left.count == right.count else {
      throw EvalError(
        .assertion,
        "list of size '\(left.count)' is not equal to list of size '\(right.count)', left hand "
          + "side is '\(preview(left.value))', right hand side is '\(preview(right.value))'")
    }
    for index in 0..<left.count where !(left[index] === right[index]) {
      do {
        try explainDifference(try force(left.slot(index)), try force(right.slot(index)))
      } catch { throw traced(error, .text("while comparing list element \(index)")) }
    }
  }

  private func explainDifference(_ left: AttributeSet, _ right: AttributeSet) throws {
    if try isDerivation(left.value), try isDerivation(right.value),
      let one = left.find(.outPath), let other = right.find(.outPath)
    {
      do {
        return try explainDifference(try force(one.slot), try force(other.slot))
      } catch {
        throw traced(error, .fixed("while comparing a derivation by its 'outPath' attribute"))
      }
    }
    let sides = (preview(left.value), preview(right.value))
    guard left.count == right.count else {
      throw EvalError(
        .assertion,
        "attribute names of attribute set '\(sides.0)' differs from attribute set '\(sides.1)'")
    }
    if let entry = left.first(where: { right.find($0.symbol) == nil }) {
      throw EvalError(
        .assertion,
        "attribute name '\(symbols.shown(entry.symbol))' is contained in '\(sides.0)', but "
          + "not in '\(sides.1)'")
    }
    for entry in left {
      guard let other = right.find(entry.symbol), !(entry.value === other.value) else { continue }
      do {
        try explainDifference(try force(entry.slot), try force(other.slot))
      } catch {
        _ = traced(error, .fixed("where right hand side is"), at: other.position)
        _ = traced(error, .fixed("where left hand side is"), at: entry.position)
        throw traced(
          error, .text("while comparing attribute '\(symbols.shown(entry.symbol))'"))
      }
    }
  }
}
