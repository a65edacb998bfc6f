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
    for call in (memory.calls[code.word] ?? []).reversed() {
      if try isSameCall(call.environment, environment, slots: code.slotCount, memory) {
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
        environment: environment, result: result, dependencies: dependencies.summary(since: outer)))
    memory.calls[code.word] = calls
    return result
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
