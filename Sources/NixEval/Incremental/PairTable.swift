/// What is known of pairs of objects that are compared: an old one, a new one, and the code where they are
/// environments.
///
/// A table of its own with open addresses, as some hundred thousand pairs are looked up in an exchange:
/// hashing them took longer than comparing with `Dictionary`.
struct PairTable {
  struct Pair: BitwiseCopyable {
    let old: UInt32
    let new: UInt32
    /// The address of the code, or 0.
    let code: UInt32

    var hash: Int {
      let words = UInt64(old) << 32 | UInt64(new)
      let mixed = (words ^ UInt64(code) &* 0xff51_afd7_ed55_8ccd) &* 0x9e37_79b9_7f4a_7c15
      return Int(truncatingIfNeeded: mixed >> 20)
    }

    static func == (left: Self, right: Self) -> Bool {
      left.old == right.old && left.new == right.new && left.code == right.code
    }
  }

  /// What is known of a pair.
  enum State {
    /// Nothing: it is to be compared.
    static let unknown: UInt32 = 0
    static let same: UInt32 = 1
    static let different: UInt32 = 2
    /// From here on: taken to be the same while it is compared, or as long as one is that it needs, which
    /// was met at this depth.
    static let assumed: UInt32 = 3
  }

  private struct Entry {
    var pair: Pair
    var state: UInt32
  }

  private static let free = Pair(old: 0, new: 0, code: 0)
  private var entries = ContiguousArray(repeating: Entry(pair: free, state: 0), count: 1 << 10)
  private var count = 0

  /// The place of a pair, which is good until the next one is asked for.
  @inline(__always) private func place(of pair: Pair) -> Int {
    let mask = entries.count - 1
    var place = pair.hash & mask
    while !(entries[place].pair == pair), !(entries[place].pair == Self.free) {
      place = (place + 1) & mask
    }
    return place
  }

  subscript(pair: Pair) -> UInt32 {
    get {
      let entry = entries[place(of: pair)]
      return entry.pair == pair ? entry.state : State.unknown
    }
    set {
      var found = place(of: pair)
      if entries[found].pair == Self.free {
        if count * 2 >= entries.count {
          grow()
          found = place(of: pair)
        }
        count += 1
        entries[found].pair = pair
      }
      entries[found].state = newValue
    }
  }

  mutating func removeAll() {
    guard count > 0 else { return }
    self = PairTable()
  }

  private mutating func grow() {
    let before = entries
    entries = ContiguousArray(
      repeating: Entry(pair: Self.free, state: 0), count: before.count * 2)
    for entry in before where !(entry.pair == Self.free) {
      entries[place(of: entry.pair)] = entry
    }
  }
}
