import Glibc

/// A string: bytes without any encoding, with the context of the store paths it mentions.
///
/// Layout: length, memo of its symbol, context, then the bytes and at least one NUL, so that C
/// functions can read them.
package struct NixString: ArenaObject {
  private struct Header {
    var count: UInt32
    /// The symbol of these bytes once it was asked for, 0 before.
    var symbol: UInt32
    var context: StringContext
  }

  private static let headerSize = 12

  /// The longest string, as lengths are 32 bits.
  static let maximumCount = Int(UInt32.max) - 64

  let word: UInt32

  @inline(__always) private var header: UnsafeMutablePointer<Header> { pointer(address) }
  @inline(__always) package var value: Value { Value(address: address, tag: Value.Tag.string) }
  @inline(__always) package var count: Int { Int(header.pointee.count) }
  @inline(__always) package var isEmpty: Bool { count == 0 }
  @inline(__always) package var context: StringContext { header.pointee.context }

  @inline(__always) private var start: UnsafeMutablePointer<UInt8> {
    UnsafeMutablePointer(bitPattern: address &+ UInt(Self.headerSize)).unsafelyUnwrapped
  }

  /// The bytes. Valid as long as the evaluator lives.
  @inline(__always) package var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start, count: count)
  }

  /// The text for messages and names, with the replacement character where it is not UTF-8.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// A string whose bytes `initialize` writes; the rest of the buffer is zero.
  @inline(__always) static func make(
    count: Int, context: StringContext = .empty, in arena: Arena,
    initialize: (UnsafeMutableBufferPointer<UInt8>) -> Void
  ) -> NixString {
    assert(count <= maximumCount)
    let address = arena.allocate(wholeBytes(headerSize &+ count &+ 1))
    let string = NixString(address: address)
    string.header.pointee = Header(
      count: UInt32(truncatingIfNeeded: count), symbol: 0, context: context)
    initialize(UnsafeMutableBufferPointer(start: string.start, count: count))
    return string
  }

  static func make(
    _ bytes: UnsafeBufferPointer<UInt8>, context: StringContext = .empty, in arena: Arena
  ) -> NixString {
    make(count: bytes.count, context: context, in: arena) { target in
      if let from = bytes.baseAddress, let to = target.baseAddress {
        copy(from, to: to, bytes.count, in: arena)
      }
    }
  }

  static func make(
    _ bytes: some Collection<UInt8>, context: StringContext = .empty, in arena: Arena
  )
    -> NixString
  {
    make(count: bytes.count, context: context, in: arena) { target in
      _ = target.initialize(fromContentsOf: bytes)
    }
  }

  static func make(_ text: String, context: StringContext = .empty, in arena: Arena) -> NixString {
    var text = text
    return text.withUTF8 { make($0, context: context, in: arena) }
  }

  /// Bytes that are copied at a time.
  static let pieceSize = 1 << 20

  /// Copies a megabyte at a time and stops half way when the evaluation was interrupted: then nobody
  /// will see the string, as the evaluation has no value (`Evaluator.onEvaluationStack`). A copy of
  /// 100 MB takes 50 ms, and 400 where memory is scarce.
  @inline(__always) private static func copy(
    _ from: UnsafePointer<UInt8>, to: UnsafeMutablePointer<UInt8>, _ count: Int, in arena: Arena
  ) {
    if _fastPath(count <= pieceSize) {
      memcpy(to, from, count)
    } else {
      copyInPieces(from, to: to, count, in: arena)
    }
  }

  @inline(never) private static func copyInPieces(
    _ from: UnsafePointer<UInt8>, to: UnsafeMutablePointer<UInt8>, _ count: Int, in arena: Arena
  ) {
    for start in stride(from: 0, to: count, by: pieceSize) {
      guard !arena.isInterrupted else { return }
      memcpy(to + start, from + start, min(count - start, pieceSize))
    }
  }

  /// The same bytes with another context.
  func replacingContext(_ context: StringContext, in arena: Arena) -> NixString {
    self.context == context ? self : NixString.make(bytes, context: context, in: arena)
  }

  /// Both strings in one, with both contexts.
  static func concatenate(_ left: NixString, _ right: NixString, in arena: Arena) -> NixString {
    let context = left.context.union(right.context, in: arena)
    return make(count: left.count + right.count, context: context, in: arena) { target in
      guard let to = target.baseAddress else { return }
      copy(left.start, to: to, left.count, in: arena)
      copy(right.start, to: to + left.count, right.count, in: arena)
    }
  }

  /// All strings of a buffer, one after the other; `count` is the sum of their lengths.
  static func concatenate(
    _ strings: UnsafeMutableBufferPointer<Value>, count: Int, context: StringContext,
    in arena: Arena
  ) -> NixString {
    make(count: count, context: context, in: arena) { target in
      guard var to = target.baseAddress else { return }
      for value in strings {
        copy(value.string.start, to: to, value.string.count, in: arena)
        to += value.string.count
      }
    }
  }

  /// Whether the bytes are the same; contexts do not count.
  @inline(__always) static func == (left: NixString, right: NixString) -> Bool {
    left.count == right.count && memcmp(left.start, right.start, left.count) == 0
  }

  @inline(__always) func hasBytes(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let from = other.baseAddress else { return true }
    return Self.areSame(start, from, count)
  }

  /// Names are mostly of 16 bytes or less, which two loads that overlap compare at once; a call of `memcmp`
  /// for each of 680,000 names in the files of a system was a hundredth of all.
  @inline(__always) private static func areSame(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    func ends<Word: FixedWidthInteger & BitwiseCopyable>(_ type: Word.Type) -> Bool {
      let (left, right) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
      let last = count &- MemoryLayout<Word>.size
      return left.loadUnaligned(as: type) == right.loadUnaligned(as: type)
        && left.loadUnaligned(fromByteOffset: last, as: type)
          == right.loadUnaligned(fromByteOffset: last, as: type)
    }
    if count > 16 { return memcmp(left, right, count) == 0 }
    if count >= 8 { return ends(UInt64.self) }
    if count >= 4 { return ends(UInt32.self) }
    if count >= 2 { return ends(UInt16.self) }
    return count == 0 || left.pointee == right.pointee
  }

  static func == (left: NixString, right: StaticString) -> Bool {
    left.count == right.utf8CodeUnitCount && memcmp(left.start, right.utf8Start, left.count) == 0
  }

  /// Negative, zero or positive as the bytes of `left` sort before, with or after `right`.
  @inline(__always) static func compare(_ left: NixString, _ right: NixString) -> Int {
    let common = min(left.count, right.count)
    let order = memcmp(left.start, right.start, common)
    return order != 0 ? Int(order) : left.count &- right.count
  }

  /// The first eight bytes as a number that sorts as they do, NULs for what is missing.
  @inline(__always) var sortKey: UInt64 {
    // Four bytes may be those of the next object (`Arena.slack`).
    let bytes = UInt64(bigEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
    return count < 8 ? bytes & ~(UInt64.max &>> (UInt64(count) &* 8)) : bytes
  }

  @inline(__always) var memoizedSymbol: Symbol? {
    let raw = header.pointee.symbol
    return raw == 0 ? nil : Symbol(id: raw)
  }

  @inline(__always) func memoize(_ symbol: Symbol) { header.pointee.symbol = symbol.id }
}
