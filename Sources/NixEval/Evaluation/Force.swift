/// Forcing: from a thunk to a value, and to a value of a wanted type.
extension Evaluator {
  /// The value in weak head normal form.
  @inline(__always) package func force(_ value: Value) throws -> Value {
    if _fastPath(value.isForced) { return value }
    return try forceThunk(value.thunk)
  }

  /// The same for what a slot holds; stores the result back so that later readers skip the thunk.
  @inline(__always) package func force(_ slot: Slot) throws -> Value {
    let value = slot.value
    if _fastPath(value.isForced) { return value }
    let forced = try forceThunk(value.thunk)
    // Of a thunk in a set or list it is known what it was, of its value not.
    if _fastPath(!tracesReads) { keep(forced, of: value.thunk, in: slot) }
    return forced
  }

  /// Lets a slot hold the value of its thunk; not where readers must learn what it depends on.
  @inline(__always) private func keep(_ value: Value, of thunk: Thunk, in slot: Slot) {
    if _slowPath(tracksDependencies), thunk.settledValue == nil { return }
    slot.value = value
  }

  // MARK: Variables

  /// The value of a variable, which its slot holds from now on.
  @inline(__always) func force(variable index: Int, of environment: Environment) throws -> Value {
    let slot = environment.slot(index)
    let value = slot.value
    if _fastPath(value.isForced) { return value }
    if value.isDeferred { return try forceDeferred(slot, environment) }
    let forced = try forceThunk(value.thunk)
    keep(forced, of: value.thunk, in: slot)
    return forced
  }

  /// Evaluates what a slot defers. The states are those of a thunk, kept in the slot itself: deferred,
  /// entered, value; and back to deferred after an error.
  @inline(never) private func forceDeferred(_ slot: Slot, _ environment: Environment) throws
    -> Value
  {
    let deferred = slot.value
    if deferred.isEntered { throw infiniteRecursion() }
    let node = deferred.deferredNode
    if node.isVariable, let original = original(of: slot, node, environment) {
      // The steps to the other variable are none in Nix.
      let value = try force(variable: original.index, of: original.environment)
      slot.value = original.environment.slot(original.index).value
      return value
    }
    if _slowPath(guide != nil), let known = guidedThunk(node, environment) {
      slot.value = known
      return try force(known)
    }
    try checkStack()
    slot.value = .entered
    let outer = tracksDependencies ? dependencies.enter() : .none
    let outerGuide = tracesReads ? takeGuide(of: nil) : nil
    defer { if tracesReads { guide = outerGuide } }
    do {
      let value = ownValue(try evaluate(node, environment), of: node)
      if _slowPath(tracksDependencies) {
        return finishDeferred(slot, value, Thunk.suspended(node, environment), outer)
      }
      // The variable may have been captured meanwhile, as in `let x = f x; in x`.
      if !slot.value.isDeferred { slot.value.thunk.finish(value) }
      slot.value = value
      return value
    } catch {
      if tracksDependencies { dependencies.leave(outer) }
      if slot.value.isDeferred {
        slot.value = deferred
      } else {
        slot.value.thunk.suspend(node, environment)
      }
      throw located(error, at: .none)
    }
  }

  /// The same where dependencies are tracked: a value that has some stays in a thunk.
  @inline(never) private func finishDeferred(
    _ slot: Slot, _ value: Value, _ suspended: Thunk.Suspended, _ outer: Dependencies.Outer
  ) -> Value {
    if slot.value.isDeferred {
      guard dependencies.hasNoted(since: outer) else {
        slot.value = value
        dependencies.leave(outer)
        return value
      }
      slot.value = Thunk.placeholder(in: arena).value
    }
    let thunk = slot.value.thunk
    let value = finish(thunk, value, suspended, outer)
    keep(value, of: thunk, in: slot)
    return value
  }

  /// What a variable holds, to be put elsewhere: a value or a thunk; nil if it holds nothing yet.
  @inline(__always) func suspended(variable index: Int, of environment: Environment) -> Value? {
    let value = environment.slot(index).value
    if _fastPath(value.isOrdinary) { return value }
    return value.isAbsent ? nil : captureDeferred(environment.slot(index), environment)
  }

  /// Makes a thunk of what a slot defers, for the slot and all who share it from now on.
  @inline(never) private func captureDeferred(_ slot: Slot, _ environment: Environment) -> Value {
    if slot.value.isEntered {
      // Whoever evaluates it finishes the thunk.
      slot.value = Thunk.placeholder(in: arena).value
      return slot.value
    }
    let node = slot.value.deferredNode
    if node.isVariable, let original = original(of: slot, node, environment) {
      slot.value =
        suspended(variable: original.index, of: original.environment)
        ?? makeThunk(node, environment)
    } else {
      slot.value =
        node.isVariable
        ? makeThunk(node, environment) : suspend(node, environment)
    }
    return slot.value
  }

  /// The variable whose value a slot shares that defers the variable `node`, as Nix puts a value that
  /// it has into the new scope too. One that comes later in the same scope had none yet: then a thunk
  /// stands for it, which shows in traces and when it is printed.
  private func original(
    of slot: Slot, _ node: Node, _ environment: Environment
  ) -> (index: Int, environment: Environment)? {
    var found: (index: Int, environment: Environment)?
    var (slot, node, environment) = (slot, node, environment)
    while node.isVariable {
      let scope = node.scope(of: environment)
      let target = scope.slot(node.slotIndex)
      if node.kind == .variable0, target.address >= slot.address { break }
      found = (node.slotIndex, scope)
      guard target.value.isDeferred, !target.value.isEntered else { break }
      (slot, node, environment) = (target, target.value.deferredNode, scope)
    }
    return found
  }

  // MARK: Thunks

  @inline(never) private func forceThunk(_ thunk: Thunk) throws -> Value {
    let content = thunk.content
    switch content {
    case .forced(let value):
      if _slowPath(tracksDependencies) {
        let set = thunk.dependencies
        if set != .empty, let traces = dependencies.traces, traces.isDoubtful(set.number) {
          try verify(set.number, traces)
          return try forceThunk(thunk)
        }
        dependencies.note(set)
      }
      return value
    case .blackhole: throw infiniteRecursion()
    default: break
    }
    try checkStack()
    // As in Nix, a call that was put off and needs its own value is made again, until the stack ends.
    let isExpression = if case .expression = content { true } else { false }
    let saved = isExpression ? thunk.enter() : thunk.suspendedWord
    let outer = tracksDependencies ? dependencies.enter() : .none
    let outerGuide = tracesReads ? takeGuide(of: thunk) : nil
    defer { if tracesReads { guide = outerGuide } }
    do {
      var value: Value
      switch content {
      case .expression(let node, let environment):
        value = ownValue(try evaluate(node, environment), of: node)
      case .application(let function, let argument):
        value = ownValue(try call(try force(function), argument))
      case .pair(let function, let first, let second):
        value = ownValue(try call(try force(function), first, second))
      case .forced, .blackhole: return .null  // Handled above.
      }
      if _slowPath(tracksDependencies) {
        value = finish(thunk, value, thunk.suspended(saved), outer)
      } else {
        thunk.finish(value)
      }
      return value
    } catch {
      thunk.restore(saved)
      if tracksDependencies { dependencies.leave(outer) }
      _ = located(error, at: .none)
      if isExpression { throw error }
      (error as? EvalError)?.awaitCallSite()
      throw error
    }
  }

  /// Gives an infinite recursion its place: that of the variable or attribute that needs itself. Who
  /// asks for anything else, such as a builtin for its argument, says that there is none. The same is
  /// the call site of a call that was put off, as `map` does.
  @inline(never) func located(_ error: any Error, at position: Position) -> any Error {
    (error as? EvalError)?.locate(at: position)
    return error
  }

  // MARK: Values of a wanted type

  /// - Parameter purpose: what the value is for, as a line of the trace: `while evaluating …`.
  @inline(__always) package func integer(
    _ value: Value, _ purpose: StaticString, at position: Position = .none
  ) throws -> Int {
    if _fastPath(value.isSmallInteger) { return value.integer }
    return try expect("an integer", value, purpose, position, { $0.isInteger ? $0.integer : nil })
  }

  /// Integers are converted.
  package func float(
    _ value: Value, _ purpose: StaticString, at position: Position = .none
  ) throws -> Double {
    try expect("a float", value, purpose, position) {
      $0.isFloat ? $0.float : $0.isInteger ? Double($0.integer) : nil
    }
  }

  @inline(__always) package func boolean(
    _ value: Value, _ purpose: StaticString, at position: Position = .none
  ) throws -> Bool {
    if _fastPath(value === .true) { return true }
    if _fastPath(value === .false) { return false }
    return try expect("a Boolean", value, purpose, position, \.boolean)
  }

  @inline(__always) package func attributes(
    _ value: Value, _ purpose: StaticString, at position: Position = .none
  ) throws -> AttributeSet {
    if _fastPath(value.isAttributes) { return value.attributes }
    let forced = try force(value)
    guard forced.isAttributes else { throw collectionError("a set", forced, purpose, position) }
    return forced.attributes
  }

  @inline(__always) package func list(
    _ value: Value, _ purpose: StaticString, at position: Position = .none
  ) throws -> NixList {
    if _fastPath(value.isList) { return value.list }
    let forced = try force(value)
    guard forced.isList else { throw collectionError("a list", forced, purpose, position) }
    return forced.list
  }

  @inline(__always) package func string(
    _ value: Value, _ purpose: StaticString, at position: Position = .none
  ) throws -> NixString {
    if _fastPath(value.isString) { return value.string }
    return try expect("a string", value, purpose, position, { $0.isString ? $0.string : nil })
  }

  /// A string that depends on no store path.
  package func plainString(
    _ value: Value, _ purpose: StaticString, at position: Position = .none
  ) throws -> NixString {
    let string = try string(value, purpose, at: position)
    if _fastPath(string.context.isEmpty) { return string }
    guard let element = firstElement(of: string.context) else { return string }
    throw traced(
      failure(
        "the string '\(string.text)' is not allowed to refer to a store path (such as "
          + "'\(element.displayed)')"),
      .fixed(purpose), at: position)
  }

  /// A function or a set with `__functor`.
  @inline(__always) package func function(
    _ value: Value, _ purpose: StaticString, at position: Position = .none
  ) throws -> Value {
    if _fastPath(value.isFunction) { return value }
    return try expect("a function", value, purpose, position) {
      $0.isFunction || $0.isAttributes && $0.attributes.find(.functor) != nil ? $0 : nil
    }
  }

  /// Sets and lists: the place is that of the purpose alone, and a failure to evaluate the value has
  /// no purpose.
  @inline(never) private func collectionError(
    _ expected: StaticString, _ value: Value, _ purpose: StaticString, _ position: Position
  ) -> any Error {
    let error = typeError(expected: expected, found: value)
    return purpose.utf8CodeUnitCount == 0
      ? error : traced(error, .fixed(purpose), at: position)
  }

  @inline(never) private func expect<Wanted>(
    _ expected: StaticString, _ value: Value, _ purpose: StaticString, _ position: Position,
    _ convert: (Value) -> Wanted?
  ) throws -> Wanted {
    do {
      let forced = try force(value)
      if let wanted = convert(forced) { return wanted }
      throw typeError(expected: expected, found: forced, at: position)
    } catch {
      throw purpose.utf8CodeUnitCount == 0 ? error : traced(error, .fixed(purpose), at: position)
    }
  }

  // MARK: Attributes

  /// The forced value of an attribute, nil when there is none.
  package func attribute(_ symbol: Symbol, of set: AttributeSet) throws -> Value? {
    guard let entry = set.find(symbol) else { return nil }
    return try force(entry.slot)
  }

  /// The attribute a builtin needs; "attribute 'x' missing" without it.
  package func requiredAttribute(
    _ symbol: Symbol, of set: AttributeSet, _ purpose: StaticString
  ) throws -> AttributeEntry {
    if let entry = set.find(symbol) { return entry }
    throw missingAttribute(symbol, purpose)
  }

  func missingAttribute(_ symbol: Symbol, _ purpose: StaticString) -> any Error {
    traced(
      EvalError(.missingAttribute, "attribute '\(symbols.shown(symbol))' missing"),
      .fixed(purpose))
  }

  /// All attributes sorted by name, which is the order that `attrNames` and printing show.
  package func sortedByName(_ set: AttributeSet) throws -> [AttributeEntry] {
    try set.sorted(in: arena, symbols, check: checkpoint)
  }

  /// Whether a set says that it is a derivation.
  package func isDerivation(_ value: Value) throws -> Bool {
    guard value.isAttributes, let type = try attribute(.type, of: value.attributes) else {
      return false
    }
    return type.isString && type.string == "derivation"
  }

  /// Forces a value with everything in it, once each.
  package func forceDeeply(_ value: Value) throws {
    var seen: Set<UInt32> = []
    try forceDeeply(&seen) { try force(value) }
  }

  /// The same of what `force` gives, which counts as a call like everything inside.
  private func forceDeeply(
    _ seen: inout Set<UInt32>, _ force: () throws -> Value
  ) throws {
    try checkStack()
    try enterCall()
    defer { callDepth -= 1 }
    let value = try force()
    if value.isAttributes {
      guard seen.insert(value.bits).inserted else { return }
      var isFirst = true
      for entry in value.attributes {
        do {
          try forceDeeply(&seen) { try forceElement(entry.slot, isFirst: isFirst) }
        } catch {
          throw traced(error, .attribute([entry.symbol]), at: entry.position)
        }
        isFirst = false
      }
    } else if value.isList {
      guard seen.insert(value.bits).inserted else { return }
      for index in 0..<value.list.count {
        do {
          try forceDeeply(&seen) {
            try forceElement(value.list.slot(index), isFirst: index == 0)
          }
        } catch { throw traced(error, .listElement(index)) }
      }
    }
  }

  /// What is in a set or list. A call that was put off counts as called where its function is.
  private func forceElement(_ slot: Slot, isFirst: Bool) throws -> Value {
    let function = knownFunction(of: slot, isFirst: isFirst)
    do {
      return try force(slot)
    } catch {
      guard let function else { throw error }
      throw located(error, at: place(of: function))
    }
  }
}
