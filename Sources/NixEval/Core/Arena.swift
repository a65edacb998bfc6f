import Glibc

// The memory model of the evaluator.
//
// Everything that evaluation makes (values, thunks, environments, bound syntax, strings) lives in
// one arena per evaluator and is never freed before the evaluator goes (but for the frames of
// calls, see `Environment`). A Nix value is one word
// of 32 bits whose three low bits say what the rest points to (see `Value`): arenas lie in the lowest
// 4 GiB of the address space (`LowMemory`), so that a reference takes 32 bits and is an address
// without any arithmetic. The files of `Core/` are the
// only ones that touch raw memory; they hand out trivial structs of one word (`Value`, `NixString`,
// `NixList`, `AttributeSet`, `Environment`, `Node`, …) whose methods compile to single
// loads and stores. What follows from it:
//
// - There is no reference counting and no garbage collector in the inner loop. Measured against an
//   implementation with Swift classes: 5 to 8 times faster, and a third of C++ Nix's time.
// - A word is valid as long as its evaluator lives. Nothing in `Core/` outlives it, and evaluators
//   share nothing: several may exist at once, each used by one thread at a time.
// - Fresh arena memory is zero. Environments rely on it (slot 0 means "not yet set"), so memory that
//   is given back (`Arena.release`) is zeroed again.
// - All objects are aligned to eight bytes. Debug builds check tags and bounds with `assert`.

/// A bump allocator over `mmap`ed chunks: start small, grow to 8 MiB a piece.
package struct Arena {
  /// What the allocator remembers; on the heap, so that `Arena` is two words.
  private struct State {
    var cursor: UInt = 0
    var end: UInt = 0
    /// The first of the frames to be used again, each holding the address of the next; or 0.
    var freeFrame: UInt = 0
    /// The address of the one empty set, 0 until it is needed.
    var emptySet: UInt = 0
    var nextChunk = 256 << 10
    var mapped = 0
    var chunks: [(address: UInt, size: Int)] = []
    /// Bytes that may be mapped before evaluation is interrupted.
    var limit: Int
    /// Told when the limit is passed.
    let interruption: Interruption
  }

  private let state: UnsafeMutablePointer<State>
  /// What `//` made of the shapes in this arena.
  let shapes = ShapeTable()

  /// The empty set that `{ }` gives.
  var emptySet: AttributeSet {
    if state.pointee.emptySet == 0 {
      state.pointee.emptySet = AttributeSet.make(EmptyCollection(), in: self).address
    }
    return AttributeSet(address: state.pointee.emptySet)
  }

  /// The largest chunk. Larger ones fault in memory that is never used.
  private static let largestChunk = 8 << 20

  /// From this size on, chunks are populated by the kernel at once: one call instead of 2,048 page
  /// faults, a quarter less system time on a NixOS evaluation.
  private static let populateFrom = 4 << 20

  /// What is not handed out at the end of a chunk, so that eight bytes can be read where a string
  /// has less.
  private static let slack: UInt = 8

  init(limit: Int, interruption: Interruption) {
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(limit: min(limit, LowMemory.capacity), interruption: interruption))
  }

  /// Unmaps everything; no word of this arena may be used afterwards.
  func destroy() {
    for chunk in state.pointee.chunks {
      LowMemory.unmap(chunk.address, chunk.size)
    }
    state.deinitialize(count: 1)
    state.deallocate()
    shapes.destroy()
  }

  /// Bytes that may be mapped before evaluation is interrupted.
  var limit: Int { state.pointee.limit }

  /// Bytes handed out or lying ready.
  package var mappedBytes: Int { state.pointee.mapped }

  /// Bytes handed out.
  package var usedBytes: Int {
    state.pointee.mapped - Int(bitPattern: state.pointee.end &- state.pointee.cursor)
  }

  /// The address of `bytes` zeroed bytes; `bytes` is a multiple of eight.
  @inline(__always) func allocate(_ bytes: Int) -> UInt {
    assert(bytes & 7 == 0 && bytes >= 0)
    let address = state.pointee.cursor
    let next = address &+ UInt(bitPattern: bytes)
    if _slowPath(next > state.pointee.end) { return refill(bytes) }
    state.pointee.cursor = next
    return address
  }

  /// The address of eight bytes for the frame of a call, not zeroed.
  @inline(__always) func allocateFrame() -> UInt {
    let address = state.pointee.freeFrame
    guard address != 0 else { return allocate(8) }
    state.pointee.freeFrame = pointer(address, to: UInt.self).pointee
    return address
  }

  /// Takes back a frame that nothing refers to.
  @inline(__always) func recycleFrame(_ address: UInt) {
    pointer(address, to: UInt.self).pointee = state.pointee.freeFrame
    state.pointee.freeFrame = address
  }

  /// Whether `bytes` more stay within the limit; asked before objects of a size that the evaluated
  /// program chooses. One that takes a quarter of it is refused too: a string that doubles would
  /// fill gigabytes before the limit is met.
  func allows(_ bytes: Int) -> Bool {
    bytes <= min(state.pointee.limit - usedBytes, state.pointee.limit / 4)
  }

  /// Whether the evaluation has to stop, so that what is copied into the arena is copied in vain.
  var isInterrupted: Bool { state.pointee.interruption.raised != .none }

  /// Gives back the end of the newest object, from `address` on; does nothing when something was
  /// allocated after it.
  func release(from address: UInt, allocatedEnd: UInt) {
    guard allocatedEnd == state.pointee.cursor, address < allocatedEnd else { return }
    memset(pointer(address, to: UInt8.self), 0, Int(bitPattern: allocatedEnd &- address))
    state.pointee.cursor = address
  }

  @inline(never) private func refill(_ bytes: Int) -> UInt {
    let isLarge = bytes > state.pointee.nextChunk / 4
    let size = isLarge ? (bytes + 4095) & ~4095 : state.pointee.nextChunk
    let isPopulated = !isLarge && size >= Self.populateFrom
    guard let address = LowMemory.map(size, isPopulated: isPopulated) else { Self.failForGood() }
    state.pointee.mapped += size
    state.pointee.chunks.append((address, size))
    if state.pointee.mapped > state.pointee.limit {
      state.pointee.interruption.raise(.memory)
    }
    if isLarge { return address }
    state.pointee.nextChunk = min(size * 2, Self.largestChunk)
    state.pointee.cursor = address &+ UInt(bitPattern: bytes)
    state.pointee.end = address &+ UInt(bitPattern: size) &- Self.slack
    return address
  }

  /// The kernel has no address space left, not even for a small object: nothing sensible can go on.
  /// The memory limit is there so that this is never reached.
  private static func failForGood() -> Never {
    let message = "nixwiz: the system refuses memory to the evaluator; see --max-memory\n"
    _ = message.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    _exit(1)
  }
}

/// An object of an arena: its address in 32 bits.
protocol ArenaObject {
  var word: UInt32 { get }
  init(word: UInt32)
}

extension ArenaObject {
  @inline(__always) init(address: UInt) {
    assert(address >> 32 == 0)
    self.init(word: UInt32(truncatingIfNeeded: address))
  }

  @inline(__always) var address: UInt { UInt(word) }
}

/// What objects of `bytes` take in the arena.
@inline(__always) func wholeBytes(_ bytes: Int) -> Int { (bytes &+ 7) & ~7 }

/// What `count` words of 32 bits take in the arena.
@inline(__always) func wordBytes(_ count: Int) -> Int { wholeBytes(count &* 4) }

/// A pointer to `T` from an address of the arena. Addresses of objects are never zero.
@inline(__always) func pointer<T>(_ address: UInt, to type: T.Type = T.self)
  -> UnsafeMutablePointer<T>
{
  assert(address != 0 && address & 7 == 0)
  return UnsafeMutablePointer(bitPattern: address).unsafelyUnwrapped
}
