/// Values of an earlier version, when somebody asks for them.
extension Evaluator {
  /// Makes sure that the value of a forced thunk is right in this version.
  ///
  /// What it read is verified first, in the order in which it was read. As long as all of that is the same,
  /// evaluating would go the same way, and ask for the next: so nothing is evaluated here that evaluating
  /// anew would not, and what needs itself is found to do so. Where something is another one,
  /// the value is made again; who read it is asked to do so only if that gives another one too.
  ///
  /// - Throws: what evaluating throws.
  func verify(_ record: UInt32, _ traces: Traces) throws {
    let index = Int(record)
    let before = traces.verified[index]
    if before >= traces.version {
      if before == Traces.entered { throw infiniteRecursion() }
      return
    }
    try checkStack()
    traces.verified[index] = Traces.entered
    var isSame = true
    let start = Int(traces.records[index].start)
    for place in start..<start + Int(traces.records[index].count) {
      let read = traces.reads[place]
      if traces.isDoubtful(read) {
        do {
          try verify(read, traces)
        } catch {
          // Evaluating meets the error as well; perhaps it can do without.
          guard interruption.raised == .none else {
            traces.verified[index] = before
            throw error
          }
          isSame = false
        }
      }
      if !isSame || traces.changed[Int(read)] > before {
        traces.verified[index] = before
        return try makeAgain(record, traces)
      }
    }
    traces.verified[index] = traces.version
  }

  /// Whether nothing that a record read is another one than in an earlier version; false where that is being
  /// found out.
  func isUnchanged(_ record: UInt32, since version: UInt32, _ traces: Traces) throws -> Bool {
    guard traces.verified[Int(record)] != Traces.entered else { return false }
    try verify(record, traces)
    return traces.changed[Int(record)] <= version
  }

  /// Evaluates a thunk again whose value was made from something else.
  private func makeAgain(_ record: UInt32, _ traces: Traces) throws {
    let known = traces.records[Int(record)]
    let thunk = Thunk(word: known.thunk)
    guard known.thunk != 0, let value = thunk.forcedValue,
      thunk.dependencies.number == record
    else { return traces.markChanged(record) }
    traces.remakings[thunk.word] = Traces.Remaking(
      record: record, before: value, guide: Guide(of: known, traces))
    thunk.suspend(again: known.suspended)
    let depth = callDepth
    let mark = traces.enter()
    defer {
      traces.rewind(mark)
      traces.leave(mark)
    }
    do {
      _ = try force(thunk.value)
    } catch {
      traces.remakings[thunk.word] = nil
      traces.markChanged(record)
      callDepth = depth
      throw error
    }
  }

  /// Ends the computation of a thunk.
  ///
  /// - Returns: its value.
  func finish(
    _ thunk: Thunk, _ value: Value, _ suspended: Thunk.Suspended, _ outer: Dependencies.Outer
  ) -> Value {
    if let traces = dependencies.traces {
      return finish(thunk, value, suspended, outer.mark, traces)
    }
    dependencies.finish(thunk, value, suspended, outer)
    return value
  }

  /// Ends the computation of a thunk where values are traced.
  ///
  /// - Returns: the value; the one that it had before if that is the same.
  private func finish(
    _ thunk: Thunk, _ value: Value, _ suspended: Thunk.Suspended, _ mark: Traces.Mark,
    _ traces: Traces
  ) -> Value {
    if !traces.remakings.isEmpty,
      let remaking = traces.remakings.removeValue(forKey: thunk.word)
    {
      return finish(thunk, value, remaking, mark, traces)
    }
    guard let record = traces.makeRecord(thunk, suspended, since: mark) else {
      if suspended.isCall { traces.settledCalls.insert(thunk, suspended) }
      thunk.finish(value)
      return value
    }
    thunk.finish(value, dependingOn: DependencySet(number: record))
    traces.note(record)
    return value
  }

  private func finish(
    _ thunk: Thunk, _ value: Value, _ remaking: Traces.Remaking, _ mark: Traces.Mark,
    _ traces: Traces
  ) -> Value {
    let index = Int(remaking.record)
    traces.finish(remaking.record, since: mark)
    let set = DependencySet(number: remaking.record)
    thunk.finish(value, dependingOn: set)
    // Comparing may evaluate, which is nothing that the value was made from. Until it is known to be the same,
    // who asks for it has to take it for another one.
    let changed = traces.changed[index]
    traces.changed[index] = traces.version
    let inner = traces.enter()
    var reconciliation = Reconciliation(evaluator: self, traces: traces)
    let isSame = reconciliation.isSame(remaking.before, value)
    if !isSame { reconciliation.adopt(remaking.before, into: value) }
    traces.rewind(inner)
    traces.leave(inner)
    if isSame {
      traces.changed[index] = changed
      thunk.finish(remaking.before, dependingOn: set)
    }
    traces.note(remaking.record)
    return isSame ? remaking.before : value
  }
}
