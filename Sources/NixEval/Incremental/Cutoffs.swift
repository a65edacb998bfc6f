/// Places in the stand-in's module system at which an exchange may come to an end.
///
/// A value that was made from what differs is often the one that it was before: the definitions of an
/// option are the same though the module that holds them has got another attribute. Where code says
/// `nixwizCutoff VALUE`, readers depend on a cell of their own instead of on everything that the
/// value was made from. After an exchange (`Evaluator.settle`) the value is made again and compared
/// with the one before (`ValueEquivalence`); only if they can be told apart does that cell differ.
/// The older of two equivalent values is the one that stays, with all that was evaluated of it.
///
/// They are made again by height, so that what one reads is mostly what it will be. For the result the
/// order does not matter: one that has read another as it was before has noted that one's cell, and is
/// made again once more when it turns out to differ. But two values that need one another now could
/// each be the same because the other one is, where evaluation finds an infinite recursion. So
/// `hasCycle` is asked in the end.
struct Cutoffs {
  /// One call of `nixwizCutoff`, by the thunk that is its argument.
  struct Cutoff {
    let cell: Cell
    let thunk: Thunk
    var value: Value
    /// What the value was made from.
    var set: DependencySet
    /// More than that of any cutoff that it was made from.
    let height: Int
  }

  private var known: [UInt32: Cutoff] = [:]
  /// The bits of cutoffs, by height.
  private var heights: [BitSet] = []
  /// Of values that differ from those before.
  var changed: Set<Cell> = []

  subscript(thunk: Thunk) -> Cutoff? { known[thunk.word] }

  /// A value that was made, for the first time or again.
  mutating func put(
    _ cell: Cell, _ thunk: Thunk, _ value: Value, _ set: DependencySet, _ sets: DependencySets
  ) {
    let height = heights.lastIndex { sets.first(of: $0, in: set) != nil }.map { $0 + 1 } ?? 0
    known[thunk.word] = Cutoff(cell: cell, thunk: thunk, value: value, set: set, height: height)
    if height == heights.count { heights.append(BitSet(count: 0)) }
    heights[height].insert(sets.bit(of: cell))
  }

  /// A value that could not be made again, with what was read until then.
  mutating func fail(_ thunk: Thunk, _ set: DependencySet) { known[thunk.word]?.set = set }

  /// Readers have to read again.
  mutating func end(_ cutoff: Cutoff) {
    known[cutoff.thunk.word] = nil
    changed.insert(cutoff.cell)
  }

  /// The thunks of those that satisfy a condition.
  func thunks(where isWanted: (Cutoff) -> Bool) -> [Thunk] {
    known.values.filter(isWanted).map(\.thunk)
  }

  /// Takes those of the least height out of some thunks, the older ones first.
  func takeLowest(of thunks: inout Set<Thunk>) -> [Cutoff] {
    let cutoffs = thunks.compactMap { self[$0] }
    let height = cutoffs.map(\.height).min()
    let lowest = cutoffs.filter { $0.height == height }
    thunks.subtract(lowest.map(\.thunk))
    return lowest.sorted { $0.cell.number < $1.cell.number }
  }
}

extension Cutoffs {
  /// The set of each cutoff, by the bit of its cell, and these bits.
  private func setsByBit(
    _ sets: DependencySets, count: Int
  ) -> (sets: [DependencySet], bits: BitSet) {
    var found = [DependencySet](repeating: .empty, count: count)
    var bits = BitSet(count: count)
    for cutoff in known.values {
      let bit = sets.bit(of: cutoff.cell)
      found[bit] = cutoff.set
      bits.insert(bit)
    }
    return (found, bits)
  }

  /// All that some sets were made from, by way of cutoffs too: of `count` bits.
  func reached(from read: Set<DependencySet>, _ sets: DependencySets, count: Int) -> BitSet {
    var (cutoffs, pending) = setsByBit(sets, count: count)
    var reached = BitSet(count: count)
    for set in read { sets.insert(set, into: &reached) }
    while let bit = reached.first(in: pending) {
      pending.remove(bit)
      sets.insert(cutoffs[bit], into: &reached)
    }
    return reached
  }

  /// Drops the cutoffs that are not wanted; their readers are the caller's business.
  mutating func keep(where isWanted: (Cell) -> Bool, _ sets: DependencySets) {
    known = known.filter { isWanted($0.value.cell) }
    heights = heights.map { _ in BitSet(count: 0) }
    for cutoff in known.values { heights[cutoff.height].insert(sets.bit(of: cutoff.cell)) }
  }

  /// Whether one of some cutoffs was made from itself, by way of others.
  func hasCycle(from cells: Set<Cell>, _ sets: DependencySets, count: Int) -> Bool {
    // Cutoffs from which all ways were followed are in neither.
    var (cutoffs, pending) = setsByBit(sets, count: count)
    var entered = BitSet(count: count)
    for bit in cells.map(sets.bit) where pending.contains(bit) {
      // The way from there, and where it goes on from its end.
      var way: [Int] = []
      var next: Int? = bit
      while true {
        if let bit = next {
          pending.remove(bit)
          entered.insert(bit)
          way.append(bit)
        } else if let bit = way.popLast() {
          entered.remove(bit)
        }
        guard let end = way.last else { break }
        if sets.first(of: entered, in: cutoffs[end]) != nil { return true }
        next = sets.first(of: pending, in: cutoffs[end])
      }
    }
    return false
  }
}

/// What the stand-in's code calls so that little of it is evaluated again. Nix has nothing like these,
/// and nothing shows of them but the time.
package enum IncrementalBuiltins {
  package static let table: [Builtin] = [
    Builtin("nixwizCutoff", "value", "The value; who reads it depends on nothing but its content.")
    {
      evaluator, arguments in try evaluator.cutOff(arguments[0])
    },
    Builtin(
      "nixwizRepeat", "function! argument",
      "The call; perhaps one made before, in which the argument is another value now."
    ) { evaluator, arguments in try evaluator.repeatCall(arguments[0], arguments[1]) },
    Builtin("nixwizOnce", "function! argument", "The call; one and the same for the same objects.")
    {
      evaluator, arguments in try evaluator.callOnce(arguments[0], arguments[1])
    },
  ]
}

extension Evaluator {
  /// The value of a thunk, of which readers shall not depend on what it was made from.
  func cutOff(_ argument: Value) throws -> Value {
    guard tracksDependencies, !tracesReads, !argument.isForced else { return try force(argument) }
    let thunk = argument.thunk
    let known = dependencies.cutoffs[thunk]
    let outer = dependencies.enter()
    do {
      var value = try force(argument)
      var set = dependencies.current
      if set == .empty {
        dependencies.current = outer.set
        if let known { dependencies.cutoffs.end(known) }
        return value
      }
      if let known, known.value.bits != value.bits {
        let isSame = try isEquivalent(
          by: dependencies.freeVariables, budget: Self.comparedPairs
        ) { try $0.isSame(known.value, value) }
        if isSame {
          // As long as all stays that the two were compared by.
          set = dependencies.current
          value = known.value
          dependencies.exchangeValue(of: thunk, for: value, dependingOn: set)
        } else {
          dependencies.cutoffs.changed.insert(known.cell)
        }
      }
      let cell = known?.cell ?? dependencies.makeCell()
      dependencies.cutoffs.put(cell, thunk, value, set, dependencies.sets)
      dependencies.current = outer.set
      dependencies.note(cell)
      return value
    } catch {
      // It fails again as long as all stays that was read until then.
      dependencies.cutoffs.fail(thunk, dependencies.current)
      dependencies.leave(outer)
      throw error
    }
  }

  /// Pairs compared before two values count as different. Definitions of options are mostly some ten;
  /// a variable through which all packages can be reached would be a hundred thousand.
  private static let comparedPairs = 5_000

  /// Makes everything unevaluated that was made from one of the cells, and from what turns out to differ
  /// because of them.
  ///
  /// - Parameters:
  ///   - renamed: files that have another name now, by that: the one before.
  ///   - limit: of the values with dependencies, the largest share that may be evaluated again.
  ///   - reach: forces what leads to the calls of `nixwizRepeat`.
  /// - Returns: false where that is exceeded, or where much fails, as it does when a file is gone that
  ///   everything was made from. Then no value with dependencies may be used any more.
  func settle(
    _ cells: Set<Cell>, renamed: [String: String], limit: Double, reach: () throws -> Void
  ) throws -> Bool {
    var cells = cells
    var left = limit < 1 ? Int(limit * Double(dependencies.valueCount)) : Int.max
    var failuresLeft = 100
    // Two values that need one another can go on making each other differ. The exchanges of a wizard's
    // trees settle in 10 rounds.
    var roundsLeft = 100
    // A desktop's whole configuration makes some 30,000 calls. What nobody reads any more, and may not be
    // meant to be evaluated, must not take longer than that.
    callsLeft = min(callsLeft, 15_000)
    defer { callsLeft = settings.callLimit ?? .max }
    if let isAffected = dependencies.endUnread() {
      rememberedCalls.forget(isAffected)
    }
    dependencies.repeated.exchange += 1
    for (path, before) in renamed {
      cells.formUnion(renameCalls(with: before, to: path))
    }
    dependencies.repeated.isSettling = true
    defer { dependencies.repeated.isSettling = false }
    dependencies.freeVariables.removeAll()
    var madeAgain: Set<Cell> = []
    var pending: Set<Thunk> = []
    // Those that fail are tried again if something differs that they read until then.
    var failed: [Cell: Cutoffs.Cutoff] = [:]
    while true {
      if !cells.isEmpty {
        let (isAffected, count) = dependencies.forget(cells)
        left -= count
        roundsLeft -= 1
        guard left >= 0, roundsLeft > 0 else { return false }
        rememberedCalls.forget(isAffected)
        pending.formUnion(dependencies.cutoffs.thunks { isAffected($0.set) })
        dependencies.cutoffs.changed = []
        try reach()
      } else if !pending.isEmpty {
        for cutoff in dependencies.cutoffs.takeLowest(of: &pending) {
          madeAgain.insert(cutoff.cell)
          if try makeAgain(cutoff) {
            failed[cutoff.cell] = nil
            continue
          }
          if failed.updateValue(cutoff, forKey: cutoff.cell) == nil { failuresLeft -= 1 }
          guard failuresLeft > 0 || limit >= 1 else { return false }
        }
      } else if !failed.isEmpty {
        // Who reads them again meets the error.
        for cutoff in failed.values { dependencies.cutoffs.end(cutoff) }
        failed = [:]
      } else {
        break
      }
      cells = dependencies.cutoffs.changed
    }
    return !dependencies.cutoffs.hasCycle(
      from: madeAgain, dependencies.sets, count: dependencies.bitCount)
  }

  /// Makes a value again, for no reader; false where that fails.
  private func makeAgain(_ cutoff: Cutoffs.Cutoff) throws -> Bool {
    let depth = callDepth
    dependencies.current = .empty
    defer { dependencies.current = .untracked }
    do {
      _ = try cutOff(cutoff.thunk.value)
      return true
    } catch {
      if interruption.raised != .none { throw error }
      callDepth = depth
      return false
    }
  }
}
