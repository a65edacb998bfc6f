/// Calls of a few chosen functions with what they gave, for calls that differ in nothing.
///
/// Making the package set of nixpkgs is half of evaluating a system, and the arguments are the same for
/// the next host, or after another answer: a platform, a configuration, some overlays. The
/// function of the file that makes it (`EvaluationSettings.rememberedFunctions`) is therefore
/// called once for arguments that are equivalent in the sense of `ValueEquivalence`. Nix has no such
/// thing, and nothing of it shows but the time.
final class RememberedCalls {
  struct Call {
    /// The slots of the call: its arguments, evaluated as far as the function asked for.
    let environment: Environment
    let result: Value
    /// What the call met before it returned.
    let dependencies: DependencySet
    /// The version in which it was made, where reads are traced.
    let version: UInt32
  }

  /// The latest calls of a function, by the address of its code, the last one at the end.
  var calls: [UInt32: [Call]] = [:]

  let freeVariables: KnownFreeVariables

  /// How many calls of one function are kept. nixpkgs makes package sets for other platforms inside
  /// of one, a handful for a system.
  static let kept = 16

  /// Pairs of values that are compared before arguments count as different. Those of nixpkgs are a few
  /// hundred; a variable through which all packages can be reached would be a hundred thousand.
  static let comparedPairs = 20_000

  /// How many elements arguments may have that are looked through.
  static let plainElements = 32

  init(_ settings: EvaluationSettings) {
    freeVariables = KnownFreeVariables(exchangedFolder: settings.exchangedFolder)
  }

  /// After an exchange of files: drops the calls that met what differs. Code may have been changed in
  /// place, so what was found out about it goes too.
  func forget(_ isAffected: (DependencySet) -> Bool) {
    calls = calls.mapValues { $0.filter { !isAffected($0.dependencies) } }
    freeVariables.removeAll()
  }
}

extension Evaluator {
  var rememberedCalls: RememberedCalls {
    cache(RememberedCalls.self) { RememberedCalls(settings) }
  }

  /// Has the calls of a file's function remembered from now on.
  func rememberCalls(of value: Value) {
    guard value.isClosure else { return }
    let code = value.closure.code
    guard code.body.kind != .remembered else { return }
    code.body = Node.make(
      .remembered, at: code.body.position, code.body.word, code.word, in: arena)
  }

  /// The body of a function whose calls are remembered, with the slots of this call.
  @inline(never) func rememberedCall(_ node: Node, _ environment: Environment) throws -> Value {
    let code = LambdaCode(word: node.second)
    let memory = rememberedCalls
    if tracesReads { try pinArguments(of: code, environment) }
    for call in (memory.calls[code.word] ?? []).reversed() {
      if try isSameCall(call.environment, environment, slots: code.slotCount, memory),
        try holds(call)
      {
        dependencies.note(call.dependencies)
        return call.result
      }
    }
    // What the call leaves behind is compared with later ones, so its frame must stay.
    environment.capture()
    let outer = dependencies.enter()
    defer { dependencies.leave(outer) }
    let result = try evaluate(node.firstNode, environment)
    var calls = memory.calls[code.word] ?? []
    if calls.count == RememberedCalls.kept { calls.removeFirst() }
    calls.append(
      RememberedCalls.Call(
        environment: environment, result: result, dependencies: dependencies.summary(since: outer),
        version: dependencies.traces?.version ?? 0))
    memory.calls[code.word] = calls
    return result
  }

  /// Before all is made anew and nothing is told of what was read: drops the calls of which any value may have
  /// been made from something that an exchange can change. Left are those with arguments that say all there is to
  /// say, such as those of a package set without overlays and settings.
  func forgetTracedCalls() {
    let memory = rememberedCalls
    for (code, calls) in memory.calls {
      let slots = LambdaCode(word: code).slotCount
      memory.calls[code] = calls.filter { call in
        call.dependencies == .empty
          && (0..<slots).allSatisfy { isPlain(call.environment.slot($0).value, memory) }
      }
    }
  }

  /// Whether a value is text, a number or the like, or a small set or list of such, and made from nothing that
  /// an exchange can change.
  private func isPlain(_ word: Value, _ memory: RememberedCalls, depth: Int = 0) -> Bool {
    // Defaults are code of the function, and belong to no exchanged file.
    if word.isAbsent || word.isDeferred { return true }
    guard let value = word.isForced ? word : word.thunk.settledValue, depth < 4 else {
      return false
    }
    switch value.tag {
    case Value.Tag.string: return !namesExchangedPath(value.string, memory.freeVariables.exchanged)
    case Value.Tag.attributes:
      return value.attributes.count <= RememberedCalls.plainElements
        && value.attributes.allSatisfy { isPlain($0.value, memory, depth: depth + 1) }
    case Value.Tag.list:
      return value.list.count <= RememberedCalls.plainElements
        && (0..<value.list.count).allSatisfy {
          isPlain(value.list[$0], memory, depth: depth + 1)
        }
    case Value.Tag.closure: return false
    case Value.Tag.box:
      return switch value.box.kind {
      case .integer, .float: true
      case .path: !namesExchangedPath(value.pathString, memory.freeVariables.exchanged)
      case .builtin, .partialApplication: false
      }
    default: return true
    }
  }

  /// Whether a call would still meet what it met, and give what it gave. Where reads are not traced, calls that
  /// would not were dropped by the exchange.
  private func holds(_ call: RememberedCalls.Call) throws -> Bool {
    guard let traces = dependencies.traces, call.dependencies != .empty else { return true }
    return try isUnchanged(call.dependencies.number, since: call.version, traces)
  }

  /// Evaluates the arguments of a call and lets its slots hold their values, where reads are traced.
  ///
  /// With thunks for them, a call would get other arguments by an exchange, and all that it
  /// gave be made again: the next call would be compared with itself. So it keeps those that it had,
  /// and who asked for it is told what they were made from. Arguments that cannot be evaluated stay thunks.
  private func pinArguments(of code: LambdaCode, _ environment: Environment) throws {
    for index in 0..<code.slotCount where code.argument == .none || index > 0 {
      try pin(environment.slot(index))
    }
    guard code.argument != .none, code.hasFormals else { return }
    let whole = environment.slot(0)
    let pinned = AttributeSet.make(Array(whole.value.attributes.map(\.attribute)), in: arena)
    for entry in pinned { try pin(entry.slot) }
    whole.value = pinned.value
  }

  private func pin(_ slot: Slot) throws {
    let value = slot.value
    if value.isAbsent || value.isDeferred || value.isForced { return }
    let depth = callDepth
    do {
      slot.value = try force(value)
    } catch {
      if interruption.raised != .none { throw error }
      callDepth = depth
    }
  }

  /// Whether a call has the arguments of an earlier one. To find that out, arguments are evaluated
  /// that the earlier call evaluated too. Where that fails the calls are not the same, and
  /// who needs the value will meet the error.
  private func isSameCall(
    _ known: Environment, _ new: Environment, slots: Int, _ memory: RememberedCalls
  ) throws -> Bool {
    try isEquivalent(by: memory.freeVariables, budget: RememberedCalls.comparedPairs) {
      for slot in 0..<slots {
        guard try $0.isSame(variable: slot, of: known, new) else { return false }
      }
      return true
    }
  }
}
