/// The BLAKE3 hash function (https://github.com/BLAKE3-team/BLAKE3-specs), which Nettle has not:
/// chunks of 1,024 bytes are hashed alone and combined pairwise as a binary tree.
struct BLAKE3 {
  private typealias Words = [UInt32]

  private static let initial: Words = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  /// Where each word of the message goes for the next round.
  private static let permutation = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8]

  private static let blockSize = 64
  private static let chunkSize = 1024

  private enum Flag {
    static let chunkStart: UInt32 = 1
    static let chunkEnd: UInt32 = 2
    static let parent: UInt32 = 4
    static let root: UInt32 = 8
  }

  /// What is left to compress of a node; whether it is the root is known at the end only.
  private struct Node {
    var chaining: Words
    var block: Words
    var counter: UInt64
    var length: UInt32
    var flags: UInt32

    /// The sixteen words that come out.
    func compressed(_ extra: UInt32 = 0) -> Words {
      var state =
        chaining + initial[..<4]
        + [
          UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32), length,
          flags | extra,
        ]
      var message = block
      for round in 0..<7 {
        BLAKE3.round(&state, message)
        if round < 6 { message = permutation.map { message[$0] } }
      }
      for index in 0..<8 {
        state[index] ^= state[index + 8]
        state[index + 8] ^= chaining[index]
      }
      return state
    }
  }

  private static func round(_ state: inout Words, _ message: Words) {
    func mix(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ first: UInt32, _ second: UInt32) {
      func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
      }
      state[a] = state[a] &+ state[b] &+ first
      state[d] = rotated(state[d] ^ state[a], 16)
      state[c] = state[c] &+ state[d]
      state[b] = rotated(state[b] ^ state[c], 12)
      state[a] = state[a] &+ state[b] &+ second
      state[d] = rotated(state[d] ^ state[a], 8)
      state[c] = state[c] &+ state[d]
      state[b] = rotated(state[b] ^ state[c], 7)
    }
    for column in 0..<4 {
      mix(
        column, column + 4, column + 8, column + 12, message[2 * column], message[2 * column + 1])
    }
    for diagonal in 0..<4 {
      mix(
        diagonal, 4 + (diagonal + 1) % 4, 8 + (diagonal + 2) % 4, 12 + (diagonal + 3) % 4,
        message[8 + 2 * diagonal], message[9 + 2 * diagonal])
    }
  }

  /// Bytes of the chunk that is not yet complete.
  private var pending: [UInt8] = []
  private var chunkCount: UInt64 = 0
  /// Chaining values of complete subtrees, the largest first: one for each bit set in `chunkCount`.
  private var subtrees: [Words] = []

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // The last chunk stays: it may be the root.
      if pending.count == Self.chunkSize { finishChunk() }
      let part = rest.prefix(Self.chunkSize - pending.count)
      pending += part
      rest = rest.dropFirst(part.count)
    }
  }

  private mutating func finishChunk() {
    var chaining = Array(Self.node(ofChunk: pending, number: chunkCount).compressed()[..<8])
    pending = []
    chunkCount += 1
    var count = chunkCount
    while count & 1 == 0, let left = subtrees.popLast() {
      chaining = Array(Self.parent(left, chaining).compressed()[..<8])
      count >>= 1
    }
    subtrees.append(chaining)
  }

  /// The last block of a chunk, all others compressed.
  private static func node(ofChunk bytes: [UInt8], number: UInt64) -> Node {
    var chaining = initial
    var offset = 0
    while true {
      let block = bytes[offset..<min(offset + blockSize, bytes.count)]
      var words = Words(repeating: 0, count: 16)
      for (index, byte) in block.enumerated() {
        words[index / 4] |= UInt32(byte) << UInt32(8 * (index % 4))
      }
      let isLast = offset + blockSize >= bytes.count
      let node = Node(
        chaining: chaining, block: words, counter: number, length: UInt32(block.count),
        flags: (offset == 0 ? Flag.chunkStart : 0) | (isLast ? Flag.chunkEnd : 0))
      if isLast { return node }
      chaining = Array(node.compressed()[..<8])
      offset += blockSize
    }
  }

  private static func parent(_ left: Words, _ right: Words) -> Node {
    Node(
      chaining: initial, block: left + right, counter: 0, length: UInt32(blockSize),
      flags: Flag.parent)
  }

  /// The digest of everything so far, 32 bytes.
  func finish() -> [UInt8] {
    var node = Self.node(ofChunk: pending, number: chunkCount)
    for left in subtrees.reversed() {
      node = Self.parent(left, Array(node.compressed()[..<8]))
    }
    return node.compressed(Flag.root)[..<8].flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
    }
  }
}
