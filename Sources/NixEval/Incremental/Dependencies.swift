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
  /// Of the computation that is running; untracked while the caller itself reads values.
  var current = DependencySet.untracked
  private(set) var sets = DependencySets(firstCell: Cell.firstFree)
  private var thunks = EvaluatedThunks()
  private var nextCell = Cell.firstFree
  /// The code that has cells.
  private var code: [Node] = []
  /// Cells that no value depends on any more, the lowest last.
  private var freeCells: [Cell] = []
  /// Cells before this one were met by values that nobody uses any more.
  private var firstCell = Cell.firstFree
  var cutoffs = Cutoffs()
  /// Instead of sets, where each read is noted.
  var traces: Traces?
  var calls = CallsMadeOnce()
  var repeated = RepeatedCalls()
  /// What the caller itself has read since the last exchange.
  private var readByCaller: Set<DependencySet> = []
  /// What the embedding program read of the values that it has looked through (`visit`), by their words.
  private var visits: [UInt32: DependencySet] = [:]
  /// The same since the last exchange.
  private var visited: [UInt32: DependencySet] = [:]
  /// Of code that cutoffs compare, where files may be exchanged: what is read of them has cells.
  let freeVariables = KnownFreeVariables(exchangedFolder: nil)

  /// By the files that paths led to.
  private var importCells: [String: Cell] = [:]
  /// Places that a program has asked for, as lines and columns are values too.
  private(set) var positions: [Position: NotedPosition] = [:]

  /// A position of which file, line and column were given to the program.
  struct NotedPosition {
    let cell: Cell
    var place: SourceMap.Place
  }

  /// Whether code was evaluated that nobody can exchange, as it is not kept.
  var areIncomplete = false

  /// How many values have dependencies.
  var valueCount: Int { traces?.count ?? thunks.count }

  /// Values with dependencies when files were first exchanged after all had been made anew.
  private var countAtFirst: Int?

  /// Whether most of the values that are kept were made for files that were exchanged since. What nobody
  /// reads any more goes with cells of its own (`endUnread`), but not if it was made from nothing but
  /// what is read still: a fifth of a percent for each exchange.
  func isOvergrown() -> Bool {
    let first = countAtFirst ?? valueCount
    countAtFirst = first
    return valueCount > 4 * first
  }

  /// After all was made anew.
  func restart() {
    if let traces {
      traces.restart()
      for node in code { node.cell = nil }
      code = []
      positions = [:]
      importCells = [:]
    }
    current = .untracked
    areIncomplete = false
    countAtFirst = nil
    visits = [:]
    visited = [:]
  }

  func makeCell() -> Cell {
    if let traces { return Cell(number: traces.makeRecord()) }
    if let cell = freeCells.popLast() { return cell }
    defer { nextCell += 1 }
    return Cell(number: nextCell)
  }

  /// About how many bytes the records of values and their sets take.
  var recordedBytes: Int { thunks.bytes + sets.bytes + (traces?.bytes ?? 0) }

  // MARK: Noting

  /// Notes that a cell of code is met.
  func note(_ node: Node) {
    if let cell = node.cell, cell.number >= firstCell { return note(cell) }
    let cell = makeCell()
    node.cell = cell
    code.append(node)
    note(cell)
  }

  func note(_ cell: Cell) {
    if let traces { return traces.note(cell.number) }
    if current == .untracked { return note(sets.only(cell)) }
    current = sets.adding(cell, to: current)
  }

  func note(_ set: DependencySet) {
    if let traces {
      if set != .empty { traces.note(set.number) }
      return
    }
    if set == current || set == .empty { return }
    if current == .untracked {
      readByCaller.insert(set)
    } else {
      current = current == .empty ? set : sets.union(current, set)
    }
  }

  /// Notes that a path led to a file, where reads are traced: the value of the file alone does not tell when it
  /// is gone.
  func noteImport(of file: String) {
    let cell = importCells[file] ?? makeCell()
    importCells[file] = cell
    note(cell)
  }

  /// The cells of files that are not there any more.
  func takeImports(where isGone: (String) -> Bool) -> [Cell] {
    let gone = importCells.filter { isGone($0.key) }
    for file in gone.keys { importCells[file] = nil }
    return Array(gone.values)
  }

  func note(_ position: Position, at place: SourceMap.Place) {
    let noted = positions[position] ?? NotedPosition(cell: makeCell(), place: place)
    positions[position] = noted
    note(noted.cell)
  }

  /// Begins a computation; the result is to be given to `leave`.
  func enter() -> Outer {
    if let traces { return Outer(set: .empty, mark: traces.enter()) }
    let outer = current
    current = .empty
    return Outer(set: outer, mark: .none)
  }

  /// The computation around one, with what it has noted.
  struct Outer {
    let set: DependencySet
    let mark: Traces.Mark

    static let none = Outer(set: .empty, mark: .none)
  }

  /// Where the running computation is; for `rewind`.
  func mark() -> Outer {
    Outer(set: current, mark: traces?.mark ?? .none)
  }

  /// Forgets what was noted since.
  func rewind(_ outer: Outer) {
    current = outer.set
    traces?.rewind(outer.mark)
  }

  /// Whether the computation inside of one has noted anything.
  func hasNoted(since outer: Outer) -> Bool {
    if let traces { return traces.hasNoted(since: outer.mark) }
    return current != .empty
  }

  /// What was noted inside of a computation.
  func summary(since outer: Outer) -> DependencySet {
    guard let traces else { return current }
    guard traces.hasNoted(since: outer.mark) else { return .empty }
    return DependencySet(number: traces.summary(since: outer.mark))
  }

  /// Ends a computation: who asked for its value depends on what it was made from.
  func leave(_ outer: Outer) {
    if let traces { return traces.leave(outer.mark) }
    let inner = current
    current = outer.set
    note(inner)
  }

  /// Ends the computation of a thunk.
  func finish(_ thunk: Thunk, _ value: Value, _ suspended: Thunk.Suspended, _ outer: Outer) {
    if current == .empty {
      thunk.finish(value)
    } else {
      thunk.finish(value, dependingOn: current)
      thunks.append(thunk, suspended, current)
    }
    leave(outer)
  }

  /// Gives a thunk a value that is not evaluated again, but given.
  func finish(_ thunk: Thunk, _ value: Value, _ set: DependencySet, and cell: Cell) {
    thunk.finish(value, dependingOn: sets.adding(cell, to: set))
  }

  /// Gives a thunk that was just evaluated an equivalent value, which may depend on more.
  func exchangeValue(of thunk: Thunk, for value: Value, dependingOn set: DependencySet) {
    guard let suspended = thunks.remove(thunk, thunk.dependencies) else { return }
    thunks.append(thunk, suspended, set)
    thunk.finish(value, dependingOn: set)
  }

  /// Runs `body`, which reads `value` and what belongs to it, unless it did so before and nothing of
  /// that differs since.
  func visit(_ value: Value, _ body: () throws -> Void) rethrows {
    if let known = visits[value.bits] {
      visited[value.bits] = known
      return note(known)
    }
    let outer = enter()
    defer { leave(outer) }
    try body()
    visited[value.bits] = current
  }

  // MARK: After an exchange

  /// How much of what was evaluated was made from one of the cells, from 0 to 1.
  func share(of cells: some Sequence<Cell>) -> Double {
    Double(thunks.count(sets.changed(cells), sets)) / Double(max(1, valueCount))
  }

  /// Makes everything unevaluated again that was made from one of the cells. The result tells for
  /// a set whether it has one of them, and how many values there were.
  func forget(
    _ cells: some Sequence<Cell>
  ) -> (isAffected: (DependencySet) -> Bool, count: Int) {
    let changed = sets.changed(cells)
    let before = valueCount
    thunks.suspend(changed, sets)
    visits = visits.filter { !sets.contains(changed, in: $0.value) }
    return ({ [self] in sets.contains(changed, in: $0) }, before - valueCount)
  }

  /// Before the values of an exchange are made: forgets what was made from cells that nothing depended on
  /// that the caller has read since the last exchange. Mostly it belongs to code that is gone and to calls
  /// that were made anew. The cells are used again, as sets have a bit for each number up to their highest.
  ///
  /// - Returns: what tells for a set whether it has such a cell; nil if there are few.
  func endUnread() -> ((DependencySet) -> Bool)? {
    visits = visited
    visited = [:]
    let read = cutoffs.reached(from: readByCaller, sets, count: bitCount)
    readByCaller = []
    let free = Set(freeCells)
    let unread = (firstCell..<nextCell).map(Cell.init).filter {
      !read.contains(sets.bit(of: $0)) && !free.contains($0)
    }
    guard unread.count > Self.unreadAtMost else { return nil }
    let (isAffected, _) = forget(unread)
    func isRead(_ cell: Cell) -> Bool { read.contains(sets.bit(of: cell)) }
    cutoffs.keep(where: isRead, sets)
    repeated.keep(where: isRead)
    calls.keep(where: isRead)
    positions = positions.filter { isRead($0.value.cell) }
    code.removeAll { node in
      guard let cell = node.cell, !isRead(cell) else { return false }
      node.cell = nil
      return true
    }
    freeCells = (freeCells + unread).sorted { $0.number > $1.number }
    return isAffected
  }

  /// To look for more of them takes 50 µs or so.
  private static let unreadAtMost = 32

  /// Bits that sets may have.
  var bitCount: Int { Int(nextCell - firstCell + Cell.firstFree) }

  /// After this no value with dependencies may be used any more.
  func forgetAll() {
    readByCaller = []
    freeCells = []
    code = []
    thunks = EvaluatedThunks()
    firstCell = nextCell
    sets = DependencySets(firstCell: firstCell)
    positions = [:]
    cutoffs = Cutoffs()
    calls = CallsMadeOnce()
    repeated = RepeatedCalls()
  }

  func move(_ position: Position, to place: SourceMap.Place) {
    positions[position]?.place = place
  }
}
