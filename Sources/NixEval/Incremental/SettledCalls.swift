/// Calls that were put off, and made, and depend on nothing that may be exchanged: what they were, by their
/// thunks.
///
/// A thunk of `mapAttrs` or the like has no words left for that once it has a value. To find such a value among
/// new ones, the new ones would have to be evaluated as well and compared as far as they go: half of the time
/// of an exchange.
struct SettledCalls {
  private struct Entry {
    /// The thunk, or 0 where there is none.
    var thunk: UInt32 = 0
    var first: UInt32 = 0
    var second: UInt32 = 0
  }

  private var entries = ContiguousArray(repeating: Entry(), count: 1 << 12)
  private var count = 0

  /// About how many bytes they take.
  var bytes: Int { entries.count * MemoryLayout<Entry>.stride }

  subscript(thunk: Thunk) -> Thunk.Suspended? {
    let entry = entries[place(of: thunk.word)]
    return entry.thunk == 0 ? nil : Thunk.Suspended(first: entry.first, second: entry.second)
  }

  mutating func insert(_ thunk: Thunk, _ suspended: Thunk.Suspended) {
    if count * 2 >= entries.count { grow() }
    let place = place(of: thunk.word)
    if entries[place].thunk == 0 { count += 1 }
    entries[place] = Entry(
      thunk: thunk.word, first: suspended.first, second: suspended.second)
  }

  /// Where a thunk is, or the free place for it.
  private func place(of thunk: UInt32) -> Int {
    let mask = entries.count - 1
    var place = Int(truncatingIfNeeded: (UInt64(thunk) &* 0x9e37_79b9_7f4a_7c15) >> 24) & mask
    while entries[place].thunk != 0, entries[place].thunk != thunk { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let before = entries
    entries = ContiguousArray(repeating: Entry(), count: before.count * 2)
    for entry in before where entry.thunk != 0 { entries[place(of: entry.thunk)] = entry }
  }
}
