/// Calls of `nixwizOnce`, by the words of function and argument. A path is the same wherever it is written.
///
/// A call with a path in the exchanged folder goes over to the new path, as one of `nixwizRepeat` to another
/// argument, where the file has got another name. What was made from the file is evaluated again
/// only as far as it asked for that name.
struct CallsMadeOnce {
  struct Call: Hashable {
    let function: UInt32
    /// The word of the argument, or the symbol of a path.
    var argument: UInt32
    let isPath: Bool
  }

  /// Values of calls, perhaps put off.
  var values: [Call: Value] = [:]
  /// Those with a path in the exchanged folder.
  var ofExchanged: [Call: RepeatedCalls.Call] = [:]

  /// Drops the calls with cells that are not wanted.
  mutating func keep(where isWanted: (Cell) -> Bool) {
    ofExchanged = ofExchanged.filter { isWanted($0.value.owner) && isWanted($0.value.argumentCell) }
  }
}

extension Evaluator {
  /// The call of a function that is made once for each argument.
  func callOnce(_ function: Value, _ argument: Value) throws -> Value {
    guard tracksDependencies, !tracesReads, function.isClosure else {
      return try call(function, argument)
    }
    var argument = argument
    if !argument.isForced, argument.thunk.forcedValue?.isPath == true {
      argument = try force(argument)
    }
    let path = argument.isForced && argument.isPath ? argument.pathString : nil
    let once = CallsMadeOnce.Call(
      function: function.bits, argument: path.map { symbols.intern($0).id } ?? argument.bits,
      isPath: path != nil)
    if let known = dependencies.calls.values[once] { return try force(known) }
    if let known = dependencies.calls.ofExchanged[once] {
      dependencies.note(known.owner)
      return try force(known.result)
    }
    if let path, isExchanged(.file(path.text)) {
      let call = repeatableCall(function, argument, madeFrom: .empty)
      dependencies.calls.ofExchanged[once] = call
      return try force(call.result)
    }
    let value = Thunk.apply(function, argument, in: arena)
    dependencies.calls.values[once] = value
    return try force(value)
  }

  /// Lets the calls with a path go over to another one.
  ///
  /// - Returns: the cells of those who made such a call, and of those who read its argument.
  func renameCalls(with path: String, to other: String) -> Set<Cell> {
    let (before, after) = (symbols.intern(path), symbols.intern(other))
    var changed: Set<Cell> = []
    for (once, known) in dependencies.calls.ofExchanged where once.argument == before.id {
      var (once, call) = (once, known)
      dependencies.calls.ofExchanged[once] = nil
      once.argument = after.id
      changed.formUnion(takeOver(&call, with: self.path(other), madeFrom: .empty))
      dependencies.calls.ofExchanged[once] = call
    }
    return changed
  }
}
