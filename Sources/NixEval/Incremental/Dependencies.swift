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
/// `@unchecked Sendable`: one thread at a time uses an evaluator and what belongs to it.
final class Dependencies: @unchecked Sendable {
  /// A thunk that was evaluated, with the words it had before.
  private struct Record {
    let thunk: Thunk
    let suspended: Thunk.Suspended
    let set: DependencySet
  }

  /// Of the computation that is running.
  var current = DependencySet.empty
  private var sets = DependencySets()
  private var records: [Record] = []
  private var nextCell = Cell.firstFree

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

  private func makeCell() -> Cell {
    defer { nextCell += 1 }
    return Cell(number: nextCell)
  }

  /// About how many bytes the records of values and their sets take.
  var recordedBytes: Int { records.count * MemoryLayout<Record>.stride + sets.bytes }

  // MARK: Noting

  /// Notes that a cell of code is met.
  func note(_ node: Node) {
    let cell = node.cell ?? makeCell()
    node.cell = cell
    note(cell)
  }

  func note(_ cell: Cell) { current = sets.adding(cell, to: current) }

  func note(_ set: DependencySet) {
    if set == current || set == .empty { return }
    current = current == .empty ? set : sets.union(current, set)
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
  func leave(_ outer: DependencySet) { note(outer) }

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

  // MARK: After an exchange

  /// How much of what was evaluated was made from one of the cells, from 0 to 1.
  func share(of cells: some Sequence<Cell>) -> Double {
    guard !records.isEmpty else { return 0 }
    let affected = sets.affected(by: cells)
    let count = records.count { affected[Int($0.set.number)] }
    return Double(count) / Double(records.count)
  }

  /// Makes everything unevaluated again that was made from one of the cells. The result tells for
  /// a set whether it has one of them.
  func forget(_ cells: some Sequence<Cell>) -> (DependencySet) -> Bool {
    let affected = sets.affected(by: cells)
    records.removeAll { record in
      guard affected[Int(record.set.number)] else { return false }
      record.thunk.suspend(again: record.suspended)
      return true
    }
    return { affected[Int($0.number)] }
  }

  /// After this no value with dependencies may be used any more.
  func forgetAll() {
    records.removeAll(keepingCapacity: true)
    sets = DependencySets()
    positions = [:]
  }

  func move(_ position: Position, toLine line: Int, column: Int) {
    positions[position]?.line = line
    positions[position]?.column = column
  }
}
