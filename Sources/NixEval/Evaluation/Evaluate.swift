/// The tree walk: from a bound expression and its scope to a value.
extension Evaluator {
  /// Evaluates to weak head normal form.
  ///
  /// Expressions in tail position (`if`, `let`, `with`, `assert`, `&&` and the like) loop here instead
  /// of recursing. Rare or large cases are functions of their own, so that this frame stays small:
  /// it is what deep recursion piles up.
  func evaluate(_ start: Node, _ startEnvironment: Environment) throws -> Value {
    var node = start
    var environment = startEnvironment
    while true {
      switch node.kind {
      case .constant, .emptySet: return node.constant
      case .variable0:
        do {
          return try force(variable: node.slotIndex, of: environment)
        } catch { throw located(error, at: node.position) }
      case .variable1:
        do {
          return try force(variable: node.slotIndex, of: environment.parent)
        } catch { throw located(error, at: node.position) }
      case .variable:
        do {
          return try force(variable: node.slotIndex, of: environment.ancestor(node.level))
        } catch { throw located(error, at: node.position) }
      case .withVariable: return try lookUpInWith(node, environment)
      case .selectOne:
        let base = try value(of: node.firstNode, environment)
        let symbol = Symbol(id: node.second)
        guard base.isAttributes, let entry = base.attributes.find(symbol) else {
          return try selectUnlisted(base, symbol, node)
        }
        let slot = entry.slot
        if _fastPath(slot.value.isForced) { return slot.value }
        do {
          return try force(slot)
        } catch { throw selectionTrace(error, symbol, entry, node) }
      case .select: return try select(node, environment)
      case .hasAttribute: return Value(try hasAttribute(node, environment))
      case .lambda: return Closure.make(node.lambda, environment, in: arena)
      case .letIn:
        environment = bindingsEnvironment(node.attributes, environment)
        node = node.secondNode
      case .attributes: return try makeAttributes(node, environment)
      case .list: return makeList(node.parts, environment)
      case .callOne:
        let function = try value(of: node.firstNode, environment)
        if _fastPath(function.isClosure) {
          return try callClosure(function.closure, node.secondNode, environment, node.position)
        }
        return try callNonClosure(function, node, environment)
      case .call: return try call(node, environment)
      case .with:
        let inner = Environment.make(slots: 1, parent: environment, in: arena)
        inner.slot(0).value = suspend(node.firstNode, environment)
        environment = inner
        node = node.secondNode
      case .conditional:
        node =
          try condition(node, environment, "while evaluating a branch condition")
          ? node.secondNode : node.thirdNode
      case .assertion:
        guard try condition(node, environment, "in the condition of the assert statement")
        else { throw try assertionFailure(node, environment) }
        node = node.secondNode
      case .not:
        return Value(
          !(try condition(node, environment, "in the argument of the not operator")))
      case .and:
        guard
          try condition(node, environment, "in the left operand of the AND (&&) operator")
        else { return .false }
        return Value(
          try condition(
            node.secondNode, environment, "in the right operand of the AND (&&) operator",
            at: node.position))
      case .or:
        if try condition(node, environment, "in the left operand of the OR (||) operator") {
          return .true
        }
        return Value(
          try condition(
            node.secondNode, environment, "in the right operand of the OR (||) operator",
            at: node.position))
      case .implies:
        guard try condition(node, environment, "in the left operand of the IMPL (->) operator")
        else { return .true }
        return Value(
          try condition(
            node.secondNode, environment, "in the right operand of the IMPL (->) operator",
            at: node.position))
      case .equal:
        let left = try value(of: node.firstNode, environment)
        return Value(try isEqual(left, try value(of: node.secondNode, environment)))
      case .notEqual:
        let left = try value(of: node.firstNode, environment)
        return Value(!(try isEqual(left, try value(of: node.secondNode, environment))))
      case .less, .greaterOrEqual:
        let left = try operand(node.firstNode, environment, of: node)
        let right = try operand(node.secondNode, environment, of: node)
        return Value(try order(left, right, node))
      case .greater, .lessOrEqual:
        // These are `__lessThan` with the operands swapped, which comes to them in that order.
        let right = try operand(node.secondNode, environment, of: node)
        let left = try operand(node.firstNode, environment, of: node)
        return Value(try order(left, right, node))
      case .update: return try update(node, environment)
      case .concatenate: return try concatenate(node, environment)
      case .add:
        var left = try value(of: node.firstNode, environment)
        let isPlain = left.isSmallInteger || left.isString
        if !isPlain { left = try firstAddend(left, at: node.operandPositions.0) }
        let right = try value(of: node.secondNode, environment)
        if left.isSmallInteger && right.isSmallInteger,
          let sum = Value.smallSum(left, right)
        {
          return sum
        }
        return try add(left, right, node, copiesPaths: isPlain)
      case .subtract:
        let left = try operand(node.firstNode, environment, of: node)
        let right = try operand(node.secondNode, environment, of: node)
        if left.isSmallInteger && right.isSmallInteger,
          let difference = Value.smallDifference(left, right)
        {
          return difference
        }
        return try arithmetic(.subtract, left, right, of: node)
      case .multiply, .divide:
        let left = try operand(node.firstNode, environment, of: node)
        let right = try operand(node.secondNode, environment, of: node)
        return try arithmetic(
          node.kind == .multiply ? .multiply : .divide, left, right, of: node)
      case .negate:
        let right = try operand(node.firstNode, environment, of: node)
        return try arithmetic(.subtract, integer(0), right, of: node)
      case .interpolation: return try interpolate(node, environment)
      case .pathInterpolation: return try interpolatePath(node, environment)
      case .currentPosition: return positionValue(node.position)
      case .inheritSource: return try force(environment.slot(Int(node.first)))
      case .remembered: return try rememberedCall(node, environment)
      case .checked:
        try checkStack()
        node = node.firstNode
      case .cell:
        dependencies.note(node)
        node = node.firstNode
      }
    }
  }

  /// The same for operands, functions and sets that something is selected from. Most are variables
  /// that were evaluated or constants, which are read without a call.
  @inline(__always) func value(of node: Node, _ environment: Environment) throws -> Value {
    if node.kind.rawValue <= Node.Kind.variable.rawValue {
      if node.kind.rawValue <= Node.Kind.emptySet.rawValue { return node.constant }
      let value = node.scope(of: environment).slot(node.slotIndex).value
      if _fastPath(value.isForced) { return value }
    }
    return try evaluate(node, environment)
  }

  /// The value of an expression for later: a thunk, unless it is there already.
  @inline(__always) func suspend(_ node: Node, _ environment: Environment) -> Value {
    switch node.kind {
    case .constant: return node.constant
    case .variable0, .variable1, .variable:
      if let value = suspended(variable: node.slotIndex, of: node.scope(of: environment)) {
        return value
      }
    case .lambda: return Closure.make(node.lambda, environment, in: arena)
    default: break
    }
    return makeThunk(node, environment)
  }

  /// The first part of a construct as a Boolean; the place of a failure is that of the construct.
  @inline(__always) private func condition(
    _ node: Node, _ environment: Environment, _ purpose: StaticString
  ) throws -> Bool {
    try condition(node.firstNode, environment, purpose, at: node.position)
  }

  @inline(__always) private func condition(
    _ node: Node, _ environment: Environment, _ purpose: StaticString, at position: Position
  ) throws -> Bool {
    do {
      let value = try value(of: node, environment)
      if _fastPath(value === .true) { return true }
      if _fastPath(value === .false) { return false }
      throw typeError(expected: "a Boolean", found: ownValue(value), at: position)
    } catch { throw traced(error, .fixed(purpose), at: position) }
  }

  private func makeList(_ parts: NodeArray, _ environment: Environment) -> Value {
    let list = NixList.make(count: parts.count, in: arena)
    var index = 0
    while index < parts.count {
      list.setElement(index, suspend(parts[index], environment))
      index &+= 1
    }
    return list.value
  }

  /// A variable that no scope defines: the sets of the enclosing `with`, innermost first.
  @inline(never) private func lookUpInWith(_ node: Node, _ start: Environment) throws -> Value {
    let symbol = Symbol(id: node.first)
    var environment = start.ancestor(node.level)
    var with = node.secondNode
    while true {
      let scope: Value
      do {
        scope = try force(environment.slot(0))
      } catch { throw located(error, at: with.position) }
      guard scope.isAttributes else {
        throw traced(
          typeError(expected: "a set", found: scope),
          .fixed("while evaluating the first subexpression of a with expression"),
          at: with.position)
      }
      if let entry = scope.attributes.find(symbol) {
        do {
          return try force(entry.slot)
        } catch { throw located(error, at: node.position) }
      }
      guard with.third != 0 else {
        if let value = try unlistedInWith(symbol, node, start) { return value }
        throw EvalError(
          .undefinedVariable, "undefined variable '\(symbols.name(symbol).text)'",
          at: node.position)
      }
      environment = environment.ancestor(with.level)
      with = with.thirdNode
    }
  }

  /// `{ file; line; column; }`; null outside of files, on which nixpkgs relies: it takes a module
  /// without a file for one of its own.
  func positionValue(_ position: Position) -> Value {
    guard let place = place(of: position), let file = place.filePath else { return .null }
    if tracksDependencies, isExchanged(place.origin) {
      dependencies.note(position, at: place)
    }
    return attributes([
      (Symbol.file, string(file)), (.line, integer(place.line)), (.column, integer(place.column)),
    ])
  }
}
