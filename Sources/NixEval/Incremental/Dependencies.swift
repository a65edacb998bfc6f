/// What each value was made from, as far as it may be exchanged, and how to make it again.
///
/// This is change propagation as in self-adjusting computation, without the ordering that needs: code
/// of exchanged files has cells (`Node.Kind.cell`), places whose expressions may be replaced. While
/// a thunk is evaluated, the cells met are noted, and those of the values that it reads. When the
/// files are exchanged, thunks that met a cell which differs are made unevaluated again, in place, and
/// everything else stays. Since evaluation has no effects but these values, whoever asks
/// again gets what evaluating everything anew would give.
///
/// Why it is enough to note what thunks read: whatever is made while a thunk is evaluated
/// (sets, lists, frames, further thunks) can be reached only through its value, so only by who has read
/// it and noted the same. The exceptions are places outside that evaluation fills: slots of scopes
/// (`Evaluator.forceDeferred`), imported files and remembered calls. Each of them keeps its dependencies.
///
/// A difference ends early at `cutoffs`, which are compared with what they were before.
///
/// `@unchecked Sendable`: one thread at a time uses an evaluator and what belongs to it.
final class Dependencies: @unchecked Sendable {
  /// A thunk that was evaluated, with the words it had before.
  private struct Record {
    let thunk: Thunk
    let suspended: Thunk.Suspended
    let set: DependencySet
  }

  /// Of the computation that is running; untracked while the caller itself reads values.
  var current = DependencySet.untracked
  private(set) var sets = DependencySets(firstCell: Cell.firstFree)
  private var records: [Record] = []
  private var nextCell = Cell.firstFree
  /// Cells that no value depends on any more, the lowest last: sets have a bit for each number up to their
  /// highest.
  private var freeCells: [Cell] = []
  /// Cells before this one were met by values that nobody uses any more.
  private var firstCell = Cell.firstFree
  var cutoffs = Cutoffs()
  var calls = CallsMadeOnce()
  var repeated = RepeatedCalls()
  /// What the caller itself has read since the last exchange.
  private var readByCaller: Set<DependencySet> = []
  /// What the embedding program read of the values that it has looked through.
  private var visits: [UInt32: DependencySet] = [:]
  /// Of code that cutoffs compare, where files may be exchanged: what is read of them has cells.
  let freeVariables = KnownFreeVariables(exchangedFolder: nil)

  /// Places that a program has asked for, as lines and columns are values too.
  private(set) var positions: [Position: NotedPosition] = [:]

  /// A position of which the line and column were given to the program.
  struct NotedPosition {
    let cell: Cell
    var line: Int
    var column: Int
  }

  /// Whether code was evaluated that nobody can exchange, as it is not kept.
  var areIncomplete = false

  var recordCount: Int { records.count }

  /// Values with dependencies when files were first exchanged after all had been made anew.
  private var countAtFirst: Int?

  /// Whether most of the values that are kept were made for files that were exchanged since. Nobody
  /// reads most of these any more, but they are made again with all others.
  func isOvergrown() -> Bool {
    let first = countAtFirst ?? records.count
    countAtFirst = first
    return records.count > 2 * first
  }

  /// After all was made anew.
  func restart() {
    current = .untracked
    areIncomplete = false
    countAtFirst = nil
    visits = [:]
  }

  func makeCell() -> Cell {
    if let cell = freeCells.popLast() { return cell }
    defer { nextCell += 1 }
    return Cell(number: nextCell)
  }

  /// About how many bytes the records of values and their sets take.
  var recordedBytes: Int { records.count * MemoryLayout<Record>.stride + sets.bytes }

  // MARK: Noting

  /// Notes that a cell of code is met.
  func note(_ node: Node) {
    var cell = node.cell ?? makeCell()
    if cell.number < firstCell { cell = makeCell() }
    node.cell = cell
    note(cell)
  }

  func note(_ cell: Cell) {
    if current == .untracked { return note(sets.only(cell)) }
    current = sets.adding(cell, to: current)
  }

  func note(_ set: DependencySet) {
    if set == current || set == .empty { return }
    if current == .untracked {
      readByCaller.insert(set)
    } else {
      current = current == .empty ? set : sets.union(current, set)
    }
  }

  func note(_ position: Position, line: Int, column: Int) {
    let noted =
      positions[position] ?? NotedPosition(cell: makeCell(), line: line, column: column)
    positions[position] = noted
    note(noted.cell)
  }

  /// Begins a computation; the result is to be given to `leave`.
  func enter() -> DependencySet {
    let outer = current
    current = .empty
    return outer
  }

  /// Ends a computation: who asked for its value depends on what it was made from.
  func leave(_ outer: DependencySet) {
    let inner = current
    current = outer
    note(inner)
  }

  /// Ends the computation of a thunk.
  func finish(_ thunk: Thunk, _ value: Value, _ suspended: Thunk.Suspended, _ outer: DependencySet)
  {
    if current == .empty {
      thunk.finish(value)
    } else {
      thunk.finish(value, dependingOn: current)
      records.append(Record(thunk: thunk, suspended: suspended, set: current))
    }
    leave(outer)
  }

  /// Gives a thunk a value that is not evaluated again, but given.
  func finish(_ thunk: Thunk, _ value: Value, _ set: DependencySet, and cell: Cell) {
    thunk.finish(value, dependingOn: sets.adding(cell, to: set))
  }

  /// Gives a thunk that was just evaluated an equivalent value, which may depend on more.
  func exchangeValue(of thunk: Thunk, for value: Value, dependingOn set: DependencySet) {
    guard let index = records.lastIndex(where: { $0.thunk.word == thunk.word }) else { return }
    let suspended = records[index].suspended
    records[index] = Record(thunk: thunk, suspended: suspended, set: set)
    thunk.finish(value, dependingOn: set)
  }

  /// Runs `body`, which reads `value` and what belongs to it, unless it did so before and nothing of
  /// that differs since.
  func visit(_ value: Value, _ body: () throws -> Void) rethrows {
    if let known = visits[value.bits] { return note(known) }
    let outer = enter()
    defer { leave(outer) }
    try body()
    visits[value.bits] = current
  }

  // MARK: After an exchange

  /// How much of what was evaluated was made from one of the cells, from 0 to 1.
  func share(of cells: some Sequence<Cell>) -> Double {
    guard !records.isEmpty else { return 0 }
    let affected = sets.affected(by: cells)
    let count = records.count { affected[Int($0.set.number)] }
    return Double(count) / Double(records.count)
  }

  /// Makes everything unevaluated again that was made from one of the cells. The result tells for
  /// a set whether it has one of them, and how many values there were.
  func forget(
    _ cells: some Sequence<Cell>
  ) -> (isAffected: (DependencySet) -> Bool, count: Int) {
    let affected = sets.affected(by: cells)
    let before = records.count
    records.removeAll { record in
      guard affected[Int(record.set.number)] else { return false }
      record.thunk.suspend(again: record.suspended)
      return true
    }
    visits = visits.filter { !affected[Int($0.value.number)] }
    // Sets that are made from now on are of values that are made anew.
    return (
      { $0.number < affected.count && affected[Int($0.number)] }, before - records.count
    )
  }

  /// Ends the cutoffs that nothing depended on that the caller has read since the last exchange: mostly
  /// they belong to calls that were made anew. Making them again after each exchange would cost more and
  /// more. One that is needed again is a new one then.
  func endUnreadCutoffs() {
    let cells = cutoffs.endUnread(readByCaller, sets)
    readByCaller = []
    guard !cells.isEmpty else { return }
    _ = forget(cells)
    freeCells = (freeCells + cells).sorted { $0.number > $1.number }
  }

  /// After this no value with dependencies may be used any more.
  func forgetAll() {
    readByCaller = []
    freeCells = []
    records.removeAll(keepingCapacity: true)
    firstCell = nextCell
    sets = DependencySets(firstCell: firstCell)
    positions = [:]
    cutoffs = Cutoffs()
    calls = CallsMadeOnce()
    repeated = RepeatedCalls()
  }

  func move(_ position: Position, toLine line: Int, column: Int) {
    positions[position]?.line = line
    positions[position]?.column = column
  }
}
