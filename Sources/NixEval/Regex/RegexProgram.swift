/// A compiled regular expression: states of a nondeterministic automaton, by number.
///
/// The dialect is POSIX extended as the C++ library reads it, which is what Nix's `match` and `split`
/// mean: bytes instead of characters, no back references, no escapes of ordinary characters.
final class RegexProgram {
  /// What a state demands and where it leads.
  enum State {
    /// A byte of the set, then on.
    case byte(ByteSet, next: Int)
    /// Bytes of the set, as many as possible, then on: a loop over one byte state.
    case bytes(ByteSet, minimum: Int, next: Int)
    /// Once more through `body`, or on to `next` if that fails.
    case loop(body: Int, next: Int)
    /// Both ways are tried and the longer match wins; the left one among equals.
    case either(left: Int, right: Int)
    case groupStart(Int, next: Int)
    case groupEnd(Int, next: Int)
    case start(next: Int)
    case end(next: Int)
    case jump(next: Int)
    case accept
  }

  let states: [State]
  let first: Int
  let groupCount: Int
  /// The bytes a match can start with; nil when a match may be empty or that is not known.
  let firstBytes: ByteSet?
  /// The states that are loops over groups.
  let loops: [Int]
  /// What the last match left as it found it, for the next one. To make the arrays anew took a third of
  /// the time of the short matches that nixpkgs makes.
  var room: RegexMatcher.Room?

  init(states: [State], first: Int, groupCount: Int) {
    self.states = states
    self.first = first
    self.groupCount = groupCount
    firstBytes = Self.firstBytes(states, first)
    loops = states.indices.filter { if case .loop = states[$0] { true } else { false } }
  }

  private static func firstBytes(_ states: [State], _ first: Int) -> ByteSet? {
    var set = ByteSet()
    var seen: Set<Int> = []
    var waiting = [first]
    while let index = waiting.popLast() {
      guard seen.insert(index).inserted else { continue }
      switch states[index] {
      case .byte(let bytes, _): set.formUnion(bytes)
      case .bytes(let bytes, let minimum, let next):
        set.formUnion(bytes)
        if minimum == 0 { waiting.append(next) }
      case .loop(let body, let next): waiting += [body, next]
      case .either(let left, let right): waiting += [left, right]
      case .groupStart(_, let next), .groupEnd(_, let next), .jump(let next):
        waiting.append(next)
      // Where the text starts or ends an empty match is possible.
      case .start, .end, .accept: return nil
      }
    }
    return set
  }
}

/// A set of bytes.
struct ByteSet: Equatable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init() {}

  init(_ byte: UInt8) { insert(byte) }

  static let all: ByteSet = {
    var set = ByteSet()
    for byte in UInt8.min...UInt8.max { set.insert(byte) }
    return set
  }()

  @inline(__always) func contains(_ byte: UInt8) -> Bool {
    let bit = UInt64(1) &<< UInt64(byte & 63)
    let word = byte < 128 ? (byte < 64 ? words.0 : words.1) : (byte < 192 ? words.2 : words.3)
    return word & bit != 0
  }

  mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  mutating func formUnion(_ other: ByteSet) {
    words.0 |= other.words.0
    words.1 |= other.words.1
    words.2 |= other.words.2
    words.3 |= other.words.3
  }

  var inverted: ByteSet {
    var set = ByteSet()
    set.words = (~words.0, ~words.1, ~words.2, ~words.3)
    return set
  }

  static func == (left: ByteSet, right: ByteSet) -> Bool { left.words == right.words }
}
