/// `set.path`, `set.path or default` and `set ? path`.
extension Evaluator {
  /// `a.b.c` and `a.b.c or default`. With a default, a missing attribute or a value that is no set
  /// gives the default; errors inside the values are still errors.
  @inline(never) func select(_ node: Node, _ environment: Environment) throws -> Value {
    var current = try value(of: node.firstNode, environment)
    let path = node.path
    var reached = 0
    var definition: AttributeEntry?
    do {
      while reached < path.count {
        let symbol = try name(path[reached], environment)
        guard current.isAttributes, let entry = current.attributes.find(symbol) else {
          if node.third != 0 { break }
          current = try selectUnlisted(current, symbol, node, isFirst: definition == nil)
          reached &+= 1
          continue
        }
        definition = entry
        current = try force(entry.slot)
        reached &+= 1
      }
      if reached == path.count { return current }
      return try evaluate(node.thirdNode, environment)
    } catch {
      // A set on the way is asked for by the whole expression.
      if reached + 1 < path.count { _ = located(error, at: node.position) }
      throw pathTrace(error, node, environment, definition)
    }
  }

  @inline(never) func hasAttribute(_ node: Node, _ environment: Environment) throws -> Bool {
    var current = try value(of: node.firstNode, environment)
    let path = node.path
    for index in 0..<path.count {
      let symbol = try name(path[index], environment)
      guard current.isAttributes, let entry = current.attributes.find(symbol) else { return false }
      if index + 1 < path.count { current = try force(entry.slot) }
    }
    return true
  }

  /// The symbol of one part of an attribute path.
  @inline(__always) func name(_ component: PathCode.Component, _ environment: Environment) throws
    -> Symbol
  {
    if _fastPath(component.expression.isAbsent) { return component.symbol }
    let value = try evaluate(component.expression, environment)
    // Nix knows no places of numbers and paths.
    let isLiteral =
      component.expression.kind == .constant
      && (value.isInteger || value.isFloat || value.isPath)
    let string = try plainString(
      ownValue(value), "while evaluating an attribute name",
      at: isLiteral ? .none : component.expression.position)
    return symbols.intern(string)
  }

  /// Why `base.symbol` has no value.
  private func selectionError(_ base: Value, _ symbol: Symbol, _ node: Node) -> any Error {
    guard base.isAttributes else {
      return traced(
        typeError(expected: "a set", found: base),
        .fixed("while selecting an attribute"), at: node.position)
    }
    return missingAttribute(symbol, in: base.attributes, at: node.position)
  }

  /// What `base.symbol` is although the set does not list it, or else an error.
  @inline(never) func selectUnlisted(
    _ base: Value, _ symbol: Symbol, _ node: Node, isFirst: Bool = true
  ) throws -> Value {
    if base.isAttributes, let value = try unlisted(symbol, of: base.attributes) { return value }
    throw selectionError(isFirst ? ownValue(base) : base, symbol, node)
  }

  /// Whether a definition is worth a step: it has a place, and not in what makes derivations.
  private func isShown(_ definition: Position) -> Bool {
    definition.raw > DerivationPrelude.lastPosition
  }

  /// Nix's frame of a selection shows where the attribute is defined; it has none without that.
  @inline(never) func selectionTrace(
    _ error: any Error, _ symbol: Symbol, _ entry: AttributeEntry, _ node: Node
  ) -> any Error {
    _ = located(error, at: entry.position.isNone ? node.position : entry.position)
    if isShown(entry.position) {
      _ = traced(error, .attribute([symbol]), at: entry.position)
    }
    return traced(error, .selection(symbol), at: node.position)
  }

  @inline(never) private func pathTrace(
    _ error: any Error, _ node: Node, _ environment: Environment, _ definition: AttributeEntry?
  ) -> any Error {
    guard let definition else { return error }
    _ = located(error, at: definition.position.isNone ? node.position : definition.position)
    if isShown(definition.position) {
      let path = node.path
      let names = (0..<path.count).map { (try? name(path[$0], environment)) ?? path[$0].symbol }
      _ = traced(error, .attribute(names), at: definition.position)
    }
    return traced(error, .selection(definition.symbol), at: node.position)
  }
}
