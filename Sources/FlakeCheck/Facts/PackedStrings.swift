/// A sorted list of strings with a payload each, front-coded and searched where it lies.
///
/// Strings are cut into blocks of 16. The first of a block is whole, each other one says how many
/// bytes it shares with the one before. Looking up a string is a binary search over the first ones
/// and at most 15 steps in one block; nothing is unpacked and nothing is set up at start.
///
///     count: u32 | offsets of blocks: u32 … | blocks
///     string: length shared, length of the rest (varints; the first only the latter), bytes, payload
///
/// Strings are compared as bytes with `.` before every other byte, so that `a.b.c` follows `a.b`
/// directly and the names below a prefix are one range.
struct PackedStrings {
  static let blockSize = 16

  let count: Int
  private let bytes: UnsafeRawBufferPointer
  private let columns: [Column]

  /// What follows a string.
  enum Column: Sendable {
    /// A number.
    case number
    /// Ascending numbers.
    case numbers
  }

  /// - Parameter bytes: memory that outlives every reader, such as embedded data.
  init(_ bytes: UnsafeRawBufferPointer, columns: [Column] = []) {
    self.bytes = bytes
    self.columns = columns
    count = Int(bytes.loadUnaligned(as: UInt32.self).littleEndian)
  }

  private var blockCount: Int { (count + Self.blockSize - 1) / Self.blockSize }

  private func start(ofBlock block: Int) -> Int {
    let offset = bytes.loadUnaligned(fromByteOffset: 4 + 4 * block, as: UInt32.self)
    return 4 + 4 * blockCount + Int(offset.littleEndian)
  }

  /// Reads forward from the beginning of a block.
  struct Cursor {
    fileprivate let list: PackedStrings
    fileprivate var offset: Int
    /// The index of the string that `text` and `payload` belong to.
    fileprivate(set) var index: Int
    fileprivate(set) var text: [UInt8] = []
    /// Where the payload of `text` begins.
    private var payloadOffset = 0

    fileprivate init(list: PackedStrings, offset: Int, index: Int) {
      self.list = list
      self.offset = offset
      self.index = index
    }

    /// Moves to the next string, or says that there is none.
    mutating func next() -> Bool {
      guard index + 1 < list.count else { return false }
      index += 1
      if index % PackedStrings.blockSize == 0 {
        offset = list.start(ofBlock: index / PackedStrings.blockSize)
        text.removeAll(keepingCapacity: true)
      } else {
        text.removeLast(text.count - number())
      }
      let length = number()
      text.append(contentsOf: list.slice(at: offset, length))
      offset += length
      payloadOffset = offset
      for column in list.columns {
        switch column {
        case .number: _ = number()
        case .numbers: for _ in 0..<number() { _ = number() }
        }
      }
      return true
    }

    /// The numbers of each column.
    var payload: [[Int]] {
      var reader = self
      reader.offset = payloadOffset
      return list.columns.map { column in
        switch column {
        case .number: return [reader.number()]
        case .numbers:
          var value = 0
          return (0..<reader.number()).map { _ in
            value += reader.number()
            return value
          }
        }
      }
    }

    /// Moves on to the first string that is not before `key`, or says that there is none.
    ///
    /// What is near is stepped to: most option sets have fewer options than two blocks hold.
    mutating func advance(to key: [UInt8]) -> Bool {
      for _ in 0..<2 * PackedStrings.blockSize {
        guard next() else { return false }
        if !FactOrder.precedes(text, key) { return true }
      }
      guard let far = list.lowerBound(key) else { return false }
      self = far
      return true
    }

    private mutating func number() -> Int { list.number(at: &offset) }
  }

  /// The variable-length number at an offset, which moves past it.
  private func number(at offset: inout Int) -> Int {
    var result = 0
    var shift = 0
    while true {
      let byte = bytes[offset]
      offset += 1
      result |= Int(byte & 0x7f) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
  }

  /// The first string of a block, where it lies.
  private func first(ofBlock block: Int) -> UnsafeRawBufferPointer {
    var offset = start(ofBlock: block)
    let length = number(at: &offset)
    return slice(at: offset, length)
  }

  private func slice(at offset: Int, _ length: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
  }

  /// A cursor that stands before the string at `index`.
  private func cursor(beforeBlock block: Int) -> Cursor {
    Cursor(list: self, offset: 0, index: block * Self.blockSize - 1)
  }

  /// A cursor before the first string.
  func makeCursor() -> Cursor { cursor(beforeBlock: 0) }

  /// A cursor at the first string that is not before `key`, or nil when all are.
  func lowerBound(_ key: [UInt8]) -> Cursor? {
    var low = 0
    var high = blockCount
    while high - low > 1 {
      let middle = (low + high) / 2
      let isBefore = key.withUnsafeBytes { FactOrder.precedes($0, first(ofBlock: middle)) }
      if isBefore { high = middle } else { low = middle }
    }
    var cursor = cursor(beforeBlock: low)
    while cursor.next() {
      if !FactOrder.precedes(cursor.text, key) { return cursor }
    }
    return nil
  }

  /// A cursor at a string, or nil when it is not in the list.
  func find(_ key: [UInt8]) -> Cursor? {
    guard let cursor = lowerBound(key), cursor.text == key else { return nil }
    return cursor
  }

  /// The string at an index.
  func text(at index: Int) -> [UInt8] {
    var cursor = cursor(beforeBlock: index / Self.blockSize)
    repeat { _ = cursor.next() } while cursor.index < index
    return cursor.text
  }
}

/// The order of the packed tables: bytes, with `.` before every other one.
enum FactOrder {
  static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.withUnsafeBytes { left in right.withUnsafeBytes { precedes(left, $0) } }
  }

  static func precedes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    let count = min(left.count, right.count)
    for index in 0..<count where left[index] != right[index] {
      return rank(left[index]) < rank(right[index])
    }
    return left.count < right.count
  }

  private static func rank(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: ".") ? 0 : byte }
}
