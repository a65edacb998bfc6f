/// Calls of `nixwizRepeat`, which are made once more with another argument instead of anew.
///
/// Where a flake itself differs, all that calls `nixosSystem` is evaluated again. A new call would be a
/// new frame, and everything in it new. So while an exchange settles, such a call takes over one that was
/// made before: the same frame, in which the argument is another value now. Who reads it notes a cell of
/// its own, and goes by `nixwizCutoff` on from there.
///
/// Which call is taken over does not matter for the result. Who made it before depends on a cell too, the
/// owner, which differs from then on: it is evaluated again, and makes or takes over another call. In one
/// exchange each call is taken over once at most.
struct RepeatedCalls {
  struct Call {
    let function: Value
    /// Stands for what the function is called with.
    let argument: Thunk
    /// Of who reads the argument.
    let argumentCell: Cell
    let result: Value
    /// Of who made the call.
    var owner: Cell
    /// The number of the exchange in which the call was last made or taken over.
    var exchange: Int
  }

  var calls: [Call] = []
  /// The number of the exchange that settles, or of the last one.
  var exchange = 0
  var isSettling = false

  /// Drops the calls with cells that are not wanted.
  mutating func keep(where isWanted: (Cell) -> Bool) {
    calls.removeAll { !isWanted($0.owner) || !isWanted($0.argumentCell) }
  }

  /// A call of a function that can be taken over, rather one whose argument is written at the same place.
  func free(_ function: Value, _ argument: AttributeSet) -> Int? {
    let free = calls.indices.filter {
      calls[$0].exchange < exchange && calls[$0].function === function
    }
    let place = Self.place(of: argument)
    let written = free.first { index in
      calls[index].argument.forcedValue.map { Self.place(of: $0.attributes) } == place
    }
    return written ?? free.first
  }

  private static func place(of set: AttributeSet) -> Position {
    var entries = set.makeIterator()
    return entries.next()?.position ?? .none
  }
}

extension Evaluator {
  /// The call of a function with a set, for which one from before may be taken over.
  func repeatCall(_ function: Value, _ argument: Value) throws -> Value {
    guard tracksDependencies, !tracesReads, function.isClosure else {
      return try call(function, argument)
    }
    let (set, madeFrom) = try forceNoting(argument)
    guard set.isAttributes else { return try call(function, set) }

    if dependencies.repeated.isSettling,
      let known = dependencies.repeated.free(function, set.attributes)
    {
      var call = dependencies.repeated.calls[known]
      dependencies.cutoffs.changed.formUnion(takeOver(&call, with: set, madeFrom: madeFrom))
      dependencies.repeated.calls[known] = call
      dependencies.note(call.owner)
      return try force(call.result)
    }
    let call = repeatableCall(function, set, madeFrom: madeFrom)
    dependencies.repeated.calls.append(call)
    return try force(call.result)
  }

  /// A new call that can be taken over; whoever is being evaluated depends on its owner.
  func repeatableCall(
    _ function: Value, _ argument: Value, madeFrom: DependencySet
  ) -> RepeatedCalls.Call {
    let place = Thunk.placeholder(in: arena)
    let call = RepeatedCalls.Call(
      function: function, argument: place, argumentCell: dependencies.makeCell(),
      result: Thunk.apply(function, place.value, in: arena), owner: dependencies.makeCell(),
      exchange: dependencies.repeated.exchange)
    dependencies.finish(place, argument, madeFrom, and: call.argumentCell)
    dependencies.note(call.owner)
    return call
  }

  /// Lets a call have another owner and another argument.
  ///
  /// - Returns: the cells that differ: those of the owner before and of who reads the argument.
  func takeOver(
    _ call: inout RepeatedCalls.Call, with argument: Value, madeFrom: DependencySet
  ) -> Set<Cell> {
    defer { call.owner = dependencies.makeCell() }
    call.exchange = dependencies.repeated.exchange
    dependencies.finish(call.argument, argument, madeFrom, and: call.argumentCell)
    return [call.argumentCell, call.owner]
  }

  /// A value in weak head normal form, and what it was made from, which who asks depends on too.
  private func forceNoting(
    _ value: Value
  ) throws -> (value: Value, madeFrom: DependencySet) {
    let outer = dependencies.enter()
    defer { dependencies.leave(outer) }
    let forced = try force(value)
    return (forced, dependencies.current)
  }
}
