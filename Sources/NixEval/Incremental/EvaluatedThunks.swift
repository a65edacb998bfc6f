/// The thunks that were evaluated and have dependencies, by these, with the words they had before.
///
/// A system of a real nixpkgs has 1.8 million of them with 700 different sets of dependencies: after an
/// exchange only those are looked at that a changed cell is in the set of.
struct EvaluatedThunks {
  private struct Record {
    let thunk: Thunk
    let suspended: Thunk.Suspended
    /// The next one with this set, or the next free place.
    var next: UInt32
  }

  /// Those with one set.
  private struct Group {
    var first = none
    var count = 0
  }

  private static let none = UInt32.max

  private var records: ContiguousArray<Record> = []
  private var firstFree = none
  /// By the number of the set.
  private var groups: ContiguousArray<Group> = []
  /// The sets whose groups are not empty.
  private var used: [DependencySet] = []

  private(set) var count = 0

  /// About how many bytes they take.
  var bytes: Int {
    records.count * MemoryLayout<Record>.stride + groups.count * MemoryLayout<Group>.stride
  }

  mutating func append(_ thunk: Thunk, _ suspended: Thunk.Suspended, _ set: DependencySet) {
    let number = Int(set.number)
    if number >= groups.count {
      groups.append(contentsOf: repeatElement(Group(), count: number + 1 - groups.count))
    }
    if groups[number].count == 0 { used.append(set) }
    let record = Record(thunk: thunk, suspended: suspended, next: groups[number].first)
    if firstFree == Self.none {
      groups[number].first = UInt32(records.count)
      records.append(record)
    } else {
      let place = firstFree
      firstFree = records[Int(place)].next
      groups[number].first = place
      records[Int(place)] = record
    }
    groups[number].count += 1
    count += 1
  }

  /// Takes out a thunk that has a set; nil where it has none.
  mutating func remove(_ thunk: Thunk, _ set: DependencySet) -> Thunk.Suspended? {
    guard set.number < groups.count else { return nil }
    let number = Int(set.number)
    var before = Self.none
    var place = groups[number].first
    while place != Self.none {
      let record = records[Int(place)]
      if record.thunk.word == thunk.word {
        if before == Self.none {
          groups[number].first = record.next
        } else {
          records[Int(before)].next = record.next
        }
        groups[number].count -= 1
        if groups[number].count == 0 { used.removeAll { $0 == set } }
        release(place)
        return record.suspended
      }
      (before, place) = (place, record.next)
    }
    return nil
  }

  private mutating func release(_ place: UInt32) {
    records[Int(place)].next = firstFree
    firstFree = place
    count -= 1
  }

  /// How many have one of some cells in their set.
  func count(_ changed: DependencySets.ChangedCells, _ sets: DependencySets) -> Int {
    sets.split(used, by: changed).with.reduce(0) { $0 + groups[Int($1.number)].count }
  }

  /// Makes those unevaluated again that have one of some cells in their set.
  mutating func suspend(_ changed: DependencySets.ChangedCells, _ sets: DependencySets) {
    let (affected, others) = sets.split(used, by: changed)
    used = others
    for set in affected {
      var place = groups[Int(set.number)].first
      groups[Int(set.number)] = Group()
      while place != Self.none {
        let record = records[Int(place)]
        record.thunk.suspend(again: record.suspended)
        release(place)
        place = record.next
      }
    }
  }
}
