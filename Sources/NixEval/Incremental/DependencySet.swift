/// A place in exchanged code whose expression may be replaced, or something else from outside that
/// may be another one in the next evaluation.
///
/// Numbers start at 1. A cell gets its number when it is first met: of a new version of a file only what
/// differs is ever evaluated, and sets take a bit for each number.
struct Cell: Hashable {
  let number: UInt32

  /// What builtins read of the exchanged folder other than by importing it.
  static let files = Cell(number: 1)
  /// What builtins of the embedding program answer; see `Evaluator.noteOutside`.
  static let outside = Cell(number: 2)
  /// The number of the first cell that belongs to a piece of code or to a position.
  static let firstFree: UInt32 = 3
}

/// A set of cells, by its number in `DependencySets`.
struct DependencySet: Hashable {
  let number: UInt32

  static let empty = DependencySet(number: 0)
  /// Of who reads values and is none: nothing is noted.
  static let untracked = DependencySet(number: .max)
}

/// The sets of cells that values were made from, each stored once: millions of values share some
/// ten thousand sets, and most unions are of sets that were united before.
struct DependencySets {
  /// The bits of a set in `words`, one for each cell, without zero words at the end.
  private struct Span {
    let start: UInt32
    let count: UInt32
    let hash: UInt32
    var range: Range<Int> { Int(start)..<Int(start + count) }
  }

  /// What is taken from the numbers of cells that belong to code, so that bits begin at 0.
  private let offset: UInt32

  init(firstCell: UInt32) { offset = firstCell - Cell.firstFree }

  func bit(of cell: Cell) -> Int {
    Int(cell.number < Cell.firstFree ? cell.number : cell.number - offset)
  }

  private var words: ContiguousArray<UInt64> = []
  private var spans: ContiguousArray<Span> = [Span(start: 0, count: 0, hash: 0)]
  /// The sets by hash, searched from there on; 0 is none, as no search is for the empty set.
  private var table = ContiguousArray<UInt32>(repeating: 0, count: 1 << 12)
  /// The set of one cell, by its bit; 0 is none yet.
  private var single: ContiguousArray<UInt32> = []

  /// Unions that were asked for lately. The key is zero for none, as no union with the empty set
  /// comes here.
  private struct Union {
    var key: UInt64 = 0
    var result = DependencySet.empty
  }

  private static let unionCount = 1 << 14
  private var unions = ContiguousArray(repeating: Union(), count: unionCount)

  /// About how many bytes the sets take.
  var bytes: Int {
    words.count * 8 + spans.count * MemoryLayout<Span>.stride + table.count * 4
  }

  mutating func union(_ left: DependencySet, _ right: DependencySet) -> DependencySet {
    if left == right || right == .empty { return left }
    if left == .empty { return right }
    let key = UInt64(min(left.number, right.number)) << 32 | UInt64(max(left.number, right.number))
    let place = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 50)
    if unions[place].key == key { return unions[place].result }
    var (longer, shorter) = (spans[Int(left.number)], spans[Int(right.number)])
    if longer.count < shorter.count { swap(&longer, &shorter) }
    let start = words.count
    for index in 0..<Int(longer.count) {
      let other = index < shorter.count ? words[Int(shorter.start) + index] : 0
      words.append(words[Int(longer.start) + index] | other)
    }
    let result = intern(from: start)
    unions[place] = Union(key: key, result: result)
    return result
  }

  mutating func adding(_ cell: Cell, to set: DependencySet) -> DependencySet {
    contains(cell, in: set) ? set : union(set, only(cell))
  }

  func contains(_ cell: Cell, in set: DependencySet) -> Bool {
    let span = spans[Int(set.number)]
    let bit = bit(of: cell)
    let word = UInt32(bit >> 6)
    return word < span.count && words[Int(span.start + word)] >> UInt64(bit & 63) & 1 != 0
  }

  /// The lowest bit of a set that is also in another one.
  func first(of bits: BitSet, in set: DependencySet) -> Int? {
    let span = spans[Int(set.number)]
    for index in 0..<min(Int(span.count), bits.words.count) {
      let common = words[Int(span.start) + index] & bits.words[index]
      if common != 0 { return index << 6 + common.trailingZeroBitCount }
    }
    return nil
  }

  /// Adds all bits of a set.
  func insert(_ set: DependencySet, into bits: inout BitSet) {
    let span = spans[Int(set.number)]
    for index in 0..<min(Int(span.count), bits.words.count) {
      bits.words[index] |= words[Int(span.start) + index]
    }
  }

  /// The set of one cell.
  mutating func only(_ cell: Cell) -> DependencySet {
    let bit = bit(of: cell)
    if bit < single.count, single[bit] != 0 { return DependencySet(number: single[bit]) }
    let start = words.count
    words.append(contentsOf: repeatElement(0, count: bit >> 6))
    words.append(1 << UInt64(bit & 63))
    let set = intern(from: start)
    if bit >= single.count {
      single.append(contentsOf: repeatElement(0, count: bit + 1 - single.count))
    }
    single[bit] = set.number
    return set
  }

  /// Some cells, to be looked for in many sets.
  struct ChangedCells {
    fileprivate var words: [(index: UInt32, bits: UInt64)] = []
  }

  func changed(_ cells: some Sequence<Cell>) -> ChangedCells {
    var words: [UInt32: UInt64] = [:]
    for cell in cells where cell.number < Cell.firstFree || cell.number >= offset + Cell.firstFree {
      let bit = bit(of: cell)
      words[UInt32(bit >> 6), default: 0] |= 1 << UInt64(bit & 63)
    }
    return ChangedCells(words: words.map { ($0.key, $0.value) })
  }

  /// Whether one of the cells is in a set.
  func contains(_ changed: ChangedCells, in set: DependencySet) -> Bool {
    let span = spans[Int(set.number)]
    for word in changed.words where word.index < span.count {
      if words[Int(span.start + word.index)] & word.bits != 0 { return true }
    }
    return false
  }

  /// Those of some sets that have one of the cells.
  func split(_ sets: [DependencySet], by changed: ChangedCells) -> (
    with: [DependencySet], without: [DependencySet]
  ) {
    var (with, without): ([DependencySet], [DependencySet]) = ([], [])
    for set in sets {
      if contains(changed, in: set) { with.append(set) } else { without.append(set) }
    }
    return (with, without)
  }

  /// The set with the bits from `start` to the end of `words`, which go if there is one already.
  private mutating func intern(from start: Int) -> DependencySet {
    var hash: UInt64 = 0
    for index in start..<words.count {
      hash = (hash ^ words[index]) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 32
    }
    let span = Span(
      start: UInt32(start), count: UInt32(words.count - start),
      hash: UInt32(truncatingIfNeeded: hash))
    var place = Int(span.hash) & (table.count - 1)
    while table[place] != 0 {
      let known = spans[Int(table[place])]
      if known.hash == span.hash, words[known.range].elementsEqual(words[span.range]) {
        words.removeSubrange(start...)
        return DependencySet(number: table[place])
      }
      place = (place + 1) & (table.count - 1)
    }
    let set = DependencySet(number: UInt32(spans.count))
    spans.append(span)
    table[place] = set.number
    if spans.count * 2 > table.count { grow() }
    return set
  }

  private mutating func grow() {
    table = ContiguousArray(repeating: 0, count: table.count * 2)
    for number in spans.indices.dropFirst() {
      var place = Int(spans[number].hash) & (table.count - 1)
      while table[place] != 0 { place = (place + 1) & (table.count - 1) }
      table[place] = UInt32(number)
    }
  }
}

/// Some of the bits of `DependencySets.bit(of:)`; more words than bits of a set do no harm.
struct BitSet {
  fileprivate var words: [UInt64]

  init(count: Int) { words = Array(repeating: 0, count: (count + 63) >> 6) }

  /// The lowest bit that is in both.
  func first(in other: BitSet) -> Int? {
    for index in words.indices where words[index] & other.words[index] != 0 {
      return index << 6 + (words[index] & other.words[index]).trailingZeroBitCount
    }
    return nil
  }

  func contains(_ bit: Int) -> Bool { words[bit >> 6] >> UInt64(bit & 63) & 1 != 0 }

  mutating func insert(_ bit: Int) {
    let missing = (bit >> 6) + 1 - words.count
    if missing > 0 { words.append(contentsOf: repeatElement(0, count: missing)) }
    words[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  mutating func remove(_ bit: Int) { words[bit >> 6] &= ~(1 << UInt64(bit & 63)) }
}
