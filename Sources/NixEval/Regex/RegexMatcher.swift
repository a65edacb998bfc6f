/// Runs a program over bytes, depth first, in the order in which the C++ library tries: a loop goes
/// round as often as it can and leaves only if nothing longer led to a match; of the two sides of
/// `|` both are tried, and the longest match of all wins, the first among equals.
///
/// Recursion goes as deep as loops over groups go round; `check` guards the stack and the time.
///
/// Trying everything takes exponential time for patterns such as `(a*)*b`. What comes of a state at a
/// position depends on nothing else but the rounds that began there, and a second visit cannot find a
/// longer match than the first. So a match that takes long remembers what it visited, which bounds
/// its time by the product of states, positions and rounds.
struct RegexMatcher {
  /// Where a group matched; `start` is -1 when it did not.
  struct Range {
    var start = -1
    var end = -1
  }

  /// What counts as a match.
  enum Mode {
    /// All bytes up to the end.
    case whole
    /// As many bytes as possible.
    case prefix
  }

  /// The memory of a matcher; as `init` made it wherever a match is not under way.
  struct Room {
    fileprivate var current: [Range]
    /// For each loop where its current round began, and how many rounds began there.
    fileprivate var rounds: [(position: Int, count: Int)]
    fileprivate var starts: [Int]

    init(for program: RegexProgram) {
      current = Array(repeating: Range(), count: program.groupCount + 1)
      starts = Array(repeating: -1, count: program.groupCount + 1)
      rounds = Array(repeating: (-1, 0), count: program.loops.isEmpty ? 0 : program.states.count)
    }
  }

  private let program: RegexProgram
  private let bytes: UnsafeBufferPointer<UInt8>
  private let mode: Mode
  private let check: () throws -> Void
  private var position = 0
  private var room: Room
  private var hasSolution = false
  private var solutionEnd = -1
  private var solution: [Range] = []
  /// Visits of choices so far.
  private var visits = 0
  private var visited: [Visit: Bool] = [:]

  /// A state at a position.
  private struct Visit: Hashable {
    let state: Int
    let position: Int
    /// The loops of which rounds began at the position, and how many.
    let rounds: [UInt32]
  }

  /// From this many visits on they are remembered: nearly all matches end sooner and do without.
  private static let patience = 2048
  /// Visits that are remembered at most, some 200 MB of them.
  private static let maximumVisits = 2 << 20

  /// The groups of a match that starts at `position`, group 0 being the whole; nil without match.
  static func match(
    _ program: RegexProgram, _ bytes: UnsafeBufferPointer<UInt8>, at position: Int, mode: Mode,
    check: () throws -> Void
  ) throws -> [Range]? {
    try withoutActuallyEscaping(check) { check in
      var matcher = Self(program: program, bytes: bytes, mode: mode, check: check)
      matcher.position = position
      try matcher.run(program.first)
      program.room = matcher.room
      guard matcher.solutionEnd >= 0 else { return nil }
      matcher.solution[0] = Range(start: position, end: matcher.solutionEnd)
      return matcher.solution
    }
  }

  private init(
    program: RegexProgram, bytes: UnsafeBufferPointer<UInt8>, mode: Mode,
    check: @escaping () throws -> Void
  ) {
    self.program = program
    self.bytes = bytes
    self.mode = mode
    self.check = check
    room = program.room ?? Room(for: program)
    program.room = nil
  }

  /// Tries everything from a state on; `position` is the same afterwards.
  private mutating func run(_ first: Int) throws {
    visits += 1
    guard visits > Self.patience else { return try explore(first) }
    let visit = Visit(state: first, position: position, rounds: roundsHere)
    if let found = visited[visit] {
      hasSolution = hasSolution || found
      return
    }
    let before = hasSolution
    hasSolution = false
    try explore(first)
    guard visited.count < Self.maximumVisits else { throw RegexError.tooComplex }
    visited[visit] = hasSolution
    hasSolution = hasSolution || before
  }

  private var roundsHere: [UInt32] {
    program.loops.compactMap { loop in
      room.rounds[loop].position == position
        ? UInt32(loop) << 2 | UInt32(room.rounds[loop].count) : nil
    }
  }

  private mutating func explore(_ first: Int) throws {
    let entry = position
    defer { position = entry }
    var index = first
    // Straight lines are walked, only choices recurse.
    while true {
      switch program.states[index] {
      case .byte(let set, let next):
        guard position < bytes.count, set.contains(bytes[position]) else { return }
        position += 1
        index = next
      case .bytes(let set, let minimum, let next):
        try runBytes(set, minimum, next)
        return
      case .loop(let body, let next):
        try runLoop(index, body)
        if hasSolution { return }
        index = next
      case .either(let left, let right):
        try check()
        try run(left)
        if hasSolution, mode == .whole { return }
        let found = hasSolution
        hasSolution = false
        try run(right)
        hasSolution = hasSolution || found
        return
      case .groupStart(let group, let next):
        let saved = room.starts[group]
        room.starts[group] = position
        try run(next)
        room.starts[group] = saved
        return
      case .groupEnd(let group, let next):
        let saved = room.current[group]
        room.current[group] = Range(start: room.starts[group], end: position)
        try run(next)
        room.current[group] = saved
        return
      case .start(let next):
        guard position == 0 else { return }
        index = next
      case .end(let next):
        guard position == bytes.count else { return }
        index = next
      case .jump(let next): index = next
      case .accept:
        accept()
        return
      }
    }
  }

  private mutating func accept() {
    if mode == .whole, position != bytes.count { return }
    hasSolution = true
    guard position > solutionEnd else { return }
    solutionEnd = position
    solution = room.current
  }

  /// The longest run of bytes first, then ever shorter ones.
  private mutating func runBytes(_ set: ByteSet, _ minimum: Int, _ next: Int) throws {
    let start = position
    var end = start
    while end < bytes.count, set.contains(bytes[end]) { end += 1 }
    // A following byte that must be there tells most shorter runs apart at once.
    var wanted: ByteSet?
    if case .byte(let set, _) = program.states[next] { wanted = set }
    try check()
    while end - start >= minimum {
      let canGoOn = wanted.map { end < bytes.count && $0.contains(bytes[end]) } ?? true
      if canGoOn {
        position = end
        try run(next)
        if hasSolution { return }
      }
      end -= 1
    }
  }

  /// One more round. A round that consumes nothing may happen twice at one place, no more.
  private mutating func runLoop(_ index: Int, _ body: Int) throws {
    try check()
    let round = room.rounds[index]
    if round.position == position {
      guard round.count < 2 else { return }
      room.rounds[index] = (position, round.count + 1)
    } else {
      room.rounds[index] = (position, 1)
    }
    try run(body)
    room.rounds[index] = round
  }
}
