/// What each value was made from: the values that were read while it was evaluated, in that order.
///
/// A thunk that was made from code of exchanged files, directly or not, has a record: its expression, and
/// the records that it read. Code of these files has cells (`Node.Kind.cell`), which have records too, that
/// read nothing. An exchange begins a version: the records of cells that differ have changed
/// in it, and of all others nothing is known until somebody asks for their values
/// (`Evaluator.verify`). This is demand-driven incremental computation, as in Adapton or Salsa.
///
/// `Dependencies` notes cells instead, all at once, which costs less where a tree is small and the
/// code says where differences end (`Cutoffs`). nixpkgs has 1.8 million such values, and says nothing.
final class Traces {
  /// How a value is made again.
  struct Record {
    /// The thunk, or 0 where there is none.
    var thunk: UInt32
    /// The words of the thunk before it was forced.
    var suspended: Thunk.Suspended
    /// Its part of `reads`.
    var start: UInt32
    var count: UInt32

    static let none = Record(
      thunk: 0, suspended: Thunk.Suspended(first: 0, second: 0), start: 0, count: 0)
  }

  /// By number; the one of a cell is the cell's.
  @exclusivity(unchecked) private(set) var records: ContiguousArray<Record> = []
  /// The numbers of what was read, of one record after the other. What is made again leaves its part behind.
  @exclusivity(unchecked) private(set) var reads: ContiguousArray<UInt32> = []
  /// By record: the version in which its value was last known to be right.
  @exclusivity(unchecked) var verified: ContiguousArray<UInt32> = []
  /// By record: the version in which its value last became another one.
  @exclusivity(unchecked) var changed: ContiguousArray<UInt32> = []
  /// By record: the computation that noted it last.
  @exclusivity(unchecked) private var readers: ContiguousArray<UInt32> = []
  /// What the computations that are running have read, the innermost one's at the end.
  @exclusivity(unchecked) private var pending: ContiguousArray<UInt32> = []
  /// The number of the exchange, from 1.
  @exclusivity(unchecked) private(set) var version: UInt32 = 1
  /// Of the thunk that is being evaluated; each evaluation has a number of its own.
  @exclusivity(unchecked) private var computation: UInt32 = 1
  @exclusivity(unchecked) private var nextComputation: UInt32 = 2
  /// Records before this one are of values that stay as they are.
  @exclusivity(unchecked) private var floor = Cell.firstFree

  /// A value that is made again.
  struct Remaking {
    let record: UInt32
    let before: Value
    let guide: Guide
  }

  /// By thunk.
  @exclusivity(unchecked) var remakings: [UInt32: Remaking] = [:]
  /// Of the comparisons of this version (`Reconciliation`).
  @exclusivity(unchecked) var pairs = PairTable()
  /// Pairs of values of this version of which the first was put into the second as far as it is the same.
  @exclusivity(unchecked) var adopted = PairTable()
  /// How deep comparisons are that wait for an evaluation.
  var comparisonDepth = PairTable.State.assumed
  /// What calls were that depend on nothing.
  @exclusivity(unchecked) var settledCalls = SettledCalls()
  /// Of code whose environments are compared.
  let freeVariables = KnownFreeVariables(exchangedFolder: nil)

  /// In `verified`: the record is being verified.
  static let entered = UInt32.max
  /// In `verified`: of records that read nothing.
  private static let always = UInt32.max - 1

  init() {
    // The numbers of cells that belong to no code.
    for _ in 0..<Cell.firstFree { _ = makeRecord() }
  }

  // MARK: Noting

  /// Who is computing, and what had been read before.
  struct Mark {
    fileprivate let count: Int
    fileprivate let computation: UInt32
    static let none = Mark(count: 0, computation: 0)
  }

  var mark: Mark { Mark(count: pending.count, computation: computation) }

  /// A record without a thunk.
  func makeRecord() -> UInt32 { add(.none, verified: Self.always) }

  private func add(_ record: Record, verified version: UInt32) -> UInt32 {
    records.append(record)
    verified.append(version)
    changed.append(self.version)
    readers.append(0)
    return UInt32(records.count - 1)
  }

  /// Whether nothing can change a value any more; 0 is the record of those that were made from no cell.
  @inline(__always) private func isSettled(_ record: UInt32) -> Bool {
    record < floor && record >= Cell.firstFree || record == 0
  }

  /// Notes that a record is read by the computation that is running.
  @inline(__always) func note(_ record: UInt32) {
    if isSettled(record) { return }
    if readers[Int(record)] == computation { return }
    readers[Int(record)] = computation
    pending.append(record)
  }

  /// Begins a computation; the result ends it.
  func enter() -> Mark {
    let mark = mark
    computation = nextComputation
    nextComputation &+= 1
    return mark
  }

  /// Ends a computation whose reads become those of who asked for it.
  func leave(_ mark: Mark) { computation = mark.computation }

  /// Forgets what was read since.
  func rewind(_ mark: Mark) {
    pending.removeSubrange(mark.count...)
    computation = nextComputation
    nextComputation &+= 1
  }

  /// Whether anything was read since.
  func hasNoted(since mark: Mark) -> Bool { pending.count > mark.count }

  /// Ends a computation; what was read goes to `reads`.
  private func takeReads(since mark: Mark) -> (start: UInt32, count: UInt32) {
    let start = reads.count
    reads.append(contentsOf: pending[mark.count...])
    pending.removeSubrange(mark.count...)
    computation = mark.computation
    return (UInt32(start), UInt32(reads.count - start))
  }

  /// A record of what was read since, which stays with the computation that is running.
  func summary(since mark: Mark) -> UInt32 {
    let start = reads.count
    reads.append(contentsOf: pending[mark.count...])
    var record = Record.none
    record.start = UInt32(start)
    record.count = UInt32(reads.count - start)
    return add(record, verified: version)
  }

  /// Ends the computation of a thunk; nil if it read nothing that may differ.
  func makeRecord(_ thunk: Thunk, _ suspended: Thunk.Suspended, since mark: Mark) -> UInt32? {
    guard hasNoted(since: mark) else {
      computation = mark.computation
      return nil
    }
    let (start, count) = takeReads(since: mark)
    return add(
      Record(thunk: thunk.word, suspended: suspended, start: start, count: count),
      verified: version)
  }

  /// The same where the thunk had a record.
  func finish(_ record: UInt32, since mark: Mark) {
    (records[Int(record)].start, records[Int(record)].count) = takeReads(since: mark)
    verified[Int(record)] = version
  }

  // MARK: Versions

  /// How many records belong to values that may be made again.
  var count: Int { records.count - Int(floor) }

  /// About how many bytes all of it takes.
  var bytes: Int {
    records.count * (MemoryLayout<Record>.stride + 12) + reads.count * 4 + settledCalls.bytes
  }

  /// Whether a value is to be verified before it is used, or is being verified.
  @inline(__always) func isDoubtful(_ record: UInt32) -> Bool {
    if isSettled(record) { return false }
    let verified = verified[Int(record)]
    return verified < version || verified == Self.entered
  }

  /// Begins a version in which some cells are others.
  func begin(_ cells: Set<Cell>) {
    beginVersion()
    freeVariables.removeExchanged()
    for cell in cells { changed[Int(cell.number)] = version }
  }

  /// Begins a version in which everything is made anew. What is left of the one before, by way of remembered
  /// calls, stays as it is.
  func restart() {
    beginVersion()
    floor = UInt32(records.count)
    settledCalls = SettledCalls()
  }

  private func beginVersion() {
    version += 1
    pending.removeAll(keepingCapacity: true)
    pairs.removeAll()
    adopted.removeAll()
    remakings = [:]
    comparisonDepth = PairTable.State.assumed
  }

  /// Says that a value is another one, or none.
  func markChanged(_ record: UInt32) {
    changed[Int(record)] = version
    verified[Int(record)] = version
  }
}
