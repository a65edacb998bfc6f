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
}

/// The sets of cells that values were made from, each stored once: millions of values share some
/// ten thousand sets, and most unions are of sets that were united before.
struct DependencySets {
  /// A bit for each cell, without zero words at the end.
  private typealias Bits = [UInt64]

  private var members: [Bits] = [[]]
  private var known: [Bits: DependencySet] = [[]: .empty]

  /// Unions that were asked for lately. The key is zero for none, as no union with the empty set
  /// comes here.
  private struct Union {
    var key: UInt64 = 0
    var result = DependencySet.empty
  }

  private static let unionCount = 1 << 14
  private var unions = ContiguousArray(repeating: Union(), count: unionCount)

  /// About how many bytes the sets take: each is an array, and the key of a dictionary.
  private(set) var bytes = 0

  mutating func union(_ left: DependencySet, _ right: DependencySet) -> DependencySet {
    if left == right || right == .empty { return left }
    if left == .empty { return right }
    let key = UInt64(min(left.number, right.number)) << 32 | UInt64(max(left.number, right.number))
    let place = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 50)
    if unions[place].key == key { return unions[place].result }
    var bits = members[Int(left.number)]
    let others = members[Int(right.number)]
    if bits.count < others.count {
      bits += repeatElement(0, count: others.count - bits.count)
    }
    for index in others.indices { bits[index] |= others[index] }
    let result = intern(bits)
    unions[place] = Union(key: key, result: result)
    return result
  }

  mutating func adding(_ cell: Cell, to set: DependencySet) -> DependencySet {
    contains(cell, in: set) ? set : union(set, only(cell))
  }

  func contains(_ cell: Cell, in set: DependencySet) -> Bool {
    let bits = members[Int(set.number)]
    let word = Int(cell.number >> 6)
    return word < bits.count && bits[word] >> (cell.number & 63) & 1 != 0
  }

  /// The set of one cell.
  private mutating func only(_ cell: Cell) -> DependencySet {
    var bits = Bits(repeating: 0, count: Int(cell.number >> 6) + 1)
    bits[bits.count - 1] = 1 << (cell.number & 63)
    return intern(bits)
  }

  /// For each set whether one of the cells is in it, by number.
  func affected(by cells: some Sequence<Cell>) -> [Bool] {
    var changed: Bits = []
    for cell in cells {
      let word = Int(cell.number >> 6)
      if word >= changed.count {
        changed += repeatElement(0, count: word + 1 - changed.count)
      }
      changed[word] |= 1 << (cell.number & 63)
    }
    return members.map { bits in zip(bits, changed).contains { $0 & $1 != 0 } }
  }

  private mutating func intern(_ bits: Bits) -> DependencySet {
    if let set = known[bits] { return set }
    let set = DependencySet(number: UInt32(members.count))
    members.append(bits)
    bytes += 96 + bits.count * 8
    known[bits] = set
    return set
  }
}
