/// Attribute set literals, `let`, and `//`.
extension Evaluator {
  /// `left // right`: all attributes of both, those of the right set win.
  /// The right operand is evaluated first, as in Nix.
  @inline(never) func update(_ node: Node, _ environment: Environment) throws -> Value {
    let right = try operand(
      node.secondNode, environment, "in the right operand of the update (//) operator")
    let left = try operand(
      node.firstNode, environment, "in the left operand of the update (//) operator")
    return AttributeSet.update(left, with: right, in: arena).value
  }

  @inline(__always) private func operand(
    _ node: Node, _ environment: Environment, _ purpose: StaticString
  ) throws -> AttributeSet {
    do {
      let value = try evaluate(node, environment)
      if _fastPath(value.isAttributes) { return value.attributes }
      throw typeError(expected: "a set", found: ownValue(value))
    } catch {
      // Nix merges a chain of `//` at once: only the operand that failed is named.
      throw node.kind == .update ? error : traced(error, .fixed(purpose), at: node.placeInNix)
    }
  }

  /// The scope of `let` or of a recursive set: a slot for each definition, most of them deferred.
  @inline(__always) func bindingsEnvironment(_ code: AttributesCode, _ outer: Environment)
    -> Environment
  {
    let inner = code.makeScope(parent: outer, in: arena)
    if code.usesOuter { inherit(code, from: outer, into: inner) }
    return inner
  }

  /// Fills the slots of `inherit name`.
  @inline(never) private func inherit(
    _ code: AttributesCode, from outer: Environment, into inner: Environment
  ) {
    for index in 0..<code.definitionCount {
      let definition = code.definition(index)
      guard definition.origin == .outer else { continue }
      inner.slot(index).value = suspend(definition.node, outer)
    }
  }

  /// The scope of a recursive set with `__overrides`. What these may replace must not be read yet, so
  /// that everything is a thunk.
  private func overriddenEnvironment(_ code: AttributesCode, _ outer: Environment) -> Environment {
    let count = code.definitionCount
    let inner = Environment.make(slots: count + code.sourceCount, parent: outer, in: arena)
    for index in 0..<count {
      let definition = code.definition(index)
      inner.slot(index).value =
        definition.origin == .outer
        ? suspend(definition.node, outer) : Thunk.suspend(definition.node, inner, in: arena)
    }
    for index in 0..<code.sourceCount {
      inner.slot(count + index).value = Thunk.suspend(code.sources[index], inner, in: arena)
    }
    return inner
  }

  /// One slot for each `inherit (source)` of a set that is not recursive, so that all its names share
  /// one evaluation.
  private func sourcesEnvironment(_ code: AttributesCode, _ scope: Environment) -> Environment {
    let sources = code.sources
    guard sources.count > 0 else { return scope }
    let environment = Environment.make(slots: sources.count, parent: scope, in: arena)
    for index in 0..<sources.count {
      environment.slot(index).value = suspend(sources[index], scope)
    }
    return environment
  }

  /// An attribute set literal.
  @inline(never) func makeAttributes(_ node: Node, _ outer: Environment) throws -> Value {
    let code = node.attributes
    let count = code.definitionCount
    let set = AttributeSet.make(code.shape, in: arena)
    var scope = outer
    if code.isRecursive {
      if code.overrides != nil {
        return try makeOverridden(code, overriddenEnvironment(code, outer))
      }
      scope = bindingsEnvironment(code, outer)
      for index in 0..<count {
        set.setValue(index, suspended(variable: index, of: scope) ?? .null)
      }
    } else {
      let sources = sourcesEnvironment(code, outer)
      var index = 0
      while index < count {
        let node = code.node(index)
        set.setValue(
          index,
          code.origin(index) == .source
            ? makeThunk(node, sources) : suspend(node, outer))
        index &+= 1
      }
    }
    if code.dynamicCount == 0 { return set.value }
    return try addDynamic(code, to: set, scope)
  }

  /// `rec { __overrides = { … }; }`: its attributes replace those of the set, in the scope too.
  private func makeOverridden(_ code: AttributesCode, _ scope: Environment) throws -> Value {
    var builder = AttributeSetBuilder(capacity: code.definitionCount)
    guard let index = code.overrides else { return .null }
    let overrides = try attributes(
      try force(scope.slot(index)), "while evaluating the `__overrides` attribute",
      at: code.definition(index).position)
    for entry in overrides { builder.append(entry.symbol, entry.value, at: entry.position) }
    for index in 0..<code.definitionCount {
      let definition = code.definition(index)
      if let entry = overrides.find(definition.symbol) {
        scope.slot(index).value = entry.value
      } else {
        builder.append(definition.symbol, scope.slot(index).value, at: definition.position)
      }
    }
    let set = builder.finish(in: arena)
    return code.dynamicCount == 0 ? set.value : try addDynamic(code, to: set, scope)
  }

  /// `${name} = value` definitions; a null name defines nothing.
  private func addDynamic(
    _ code: AttributesCode, to set: AttributeSet, _ scope: Environment
  ) throws -> Value {
    if code.dynamicCount == 1 {
      // Nearly always; then there is nothing to collect.
      let attribute = try dynamicAttribute(code.dynamic(0), besides: set, [:], scope)
      guard let attribute else { return set.value }
      let one = AttributeSet.make(CollectionOfOne(attribute), in: arena)
      return AttributeSet.update(set, with: one, in: arena).value
    }
    var added: [Symbol: Position] = [:]
    var builder = AttributeSetBuilder(capacity: code.dynamicCount)
    for index in 0..<code.dynamicCount {
      let definition = code.dynamic(index)
      guard let attribute = try dynamicAttribute(definition, besides: set, added, scope) else {
        continue
      }
      added[attribute.symbol] = attribute.position
      builder.append(attribute.symbol, attribute.value, at: attribute.position)
    }
    return AttributeSet.update(set, with: builder.finish(in: arena), in: arena).value
  }

  /// The attribute of one `${name} = value`, nil when the name is null.
  private func dynamicAttribute(
    _ definition: AttributesCode.DynamicDefinition, besides set: AttributeSet,
    _ added: [Symbol: Position], _ scope: Environment
  ) throws -> Attribute? {
    let value = try evaluate(definition.name, scope)
    if value.isNull { return nil }
    let name = try plainString(
      ownValue(value), "while evaluating the name of a dynamic attribute", at: definition.position)
    let symbol = symbols.intern(name)
    if let earlier = set.find(symbol)?.position ?? added[symbol] {
      throw failure(
        "dynamic attribute '\(symbols.shown(symbol))' already defined at \(describe(earlier))",
        at: definition.position)
    }
    // The attribute's name becomes the name of a function bound to it.
    if definition.value.kind == .lambda { definition.value.lambda.name = symbol }
    return Attribute(
      symbol: symbol, position: definition.position, value: suspend(definition.value, scope))
  }

  /// A place as messages show it: `/etc/nixos/configuration.nix:3:5`.
  package func describe(_ position: Position) -> String {
    guard let place = place(of: position) else { return "«none»" }
    let name: String =
      switch place.origin {
      case .file(let path): path
      case .text(let name): name
      }
    return "\(name):\(place.line):\(place.column)"
  }
}
