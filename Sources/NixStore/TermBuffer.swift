import Glibc

/// Strings and lists of the ATerm format, written into memory that grows and is used again.
///
/// It asks for what the longest text could take before each string, so that nothing has to be looked
/// at while writing.
struct TermBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  /// What is kept for the next text; larger memory is given back.
  private static var keptCapacity: Int { 1 << 20 }

  init(capacity: Int = 1024) {
    self.capacity = capacity
    start = Self.resize(nil, to: capacity)
  }

  deinit { free(start) }

  mutating func clear() {
    count = 0
    if capacity > Self.keptCapacity { resize(to: Self.keptCapacity) }
  }

  /// What was written in a range; valid until something else is.
  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    assert(range.upperBound <= count)
    return UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count)
  }

  /// All that was written; valid until something else is.
  var bytes: UnsafeRawBufferPointer { bytes(0..<count) }

  /// Makes room for so many bytes more.
  @inline(__always) private mutating func reserve(_ bytes: Int) {
    if _slowPath(count &+ bytes > capacity) { resize(to: max(2 * capacity, count + bytes)) }
  }

  @inline(never) private mutating func resize(to size: Int) {
    start = Self.resize(start, to: size)
    capacity = size
  }

  /// The C library moves the pages of a large buffer, where copying 100 MB takes 30 ms or more.
  private static func resize(
    _ start: UnsafeMutablePointer<UInt8>?, to size: Int
  ) -> UnsafeMutablePointer<UInt8> {
    guard let memory = realloc(start, size) else { fatalError("out of memory") }
    return memory.assumingMemoryBound(to: UInt8.self)
  }

  @inline(__always) mutating func raw(_ literal: StaticString) {
    let size = literal.utf8CodeUnitCount
    reserve(size)
    (start + count).update(from: literal.utf8Start, count: size)
    count &+= size
  }

  /// A quoted string; five characters are escaped, all other bytes stand for themselves.
  mutating func string(_ content: UnsafeBufferPointer<UInt8>) {
    raw("\"")
    escaped(content)
    raw("\"")
  }

  /// A string or a part of one without quotes.
  mutating func escaped(_ content: UnsafeBufferPointer<UInt8>) {
    reserve(2 * content.count)
    var next = start + count
    let content = UnsafeRawBufferPointer(content)
    var index = 0
    while index < content.count {
      if index + 8 <= content.count {
        let word = content.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        UnsafeMutableRawPointer(next).storeBytes(of: word, as: UInt64.self)
        let plain = Self.plainCount(word)
        next += plain
        index &+= plain
        if plain == 8 { continue }
      }
      if let escape = Self.escape(content[index]) {
        Self.put(UInt8(ascii: "\\"), &next)
        Self.put(escape, &next)
      } else {
        Self.put(content[index], &next)
      }
      index &+= 1
    }
    count = next - start
  }

  mutating func string(_ content: [UInt8]) { content.withUnsafeBufferPointer { string($0) } }

  /// The hexadecimal digits of a digest, quoted.
  mutating func string(_ digest: SHA256Digest) {
    reserve(66)
    var next = start + count
    Self.put(UInt8(ascii: "\""), &next)
    digest.writeHexadecimal(to: next)
    next += 64
    Self.put(UInt8(ascii: "\""), &next)
    count = next - start
  }

  @inline(__always) private static func put(
    _ byte: UInt8, _ next: inout UnsafeMutablePointer<UInt8>
  ) {
    next.pointee = byte
    next += 1
  }

  /// How many of eight bytes come before the first one that may be escaped, which every control
  /// character may.
  @inline(__always) private static func plainCount(_ word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // A byte is zero when taking one from it borrows and it had no high bit.
    let quotes = word ^ ones &* UInt64(UInt8(ascii: "\""))
    let backslashes = word ^ ones &* UInt64(UInt8(ascii: "\\"))
    let controls = (word &- ones &* 0x20) & ~word
    let hits = ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | controls
    // Bytes behind the first hit may be taken for hits too, as the borrow goes on.
    return (hits & (ones &* 0x80)).trailingZeroBitCount / 8
  }

  /// The letter after the backslash, nil for a byte that stands for itself.
  @inline(__always) private static func escape(_ byte: UInt8) -> UInt8? {
    // What is escaped lies below `#`, but for the backslash.
    if byte > UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { return nil }
    return switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case UInt8(ascii: "\n"): UInt8(ascii: "n")
    case UInt8(ascii: "\r"): UInt8(ascii: "r")
    case UInt8(ascii: "\t"): UInt8(ascii: "t")
    default: nil
    }
  }
}
