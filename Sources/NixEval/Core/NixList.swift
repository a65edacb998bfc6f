/// A list: a count and the address of the elements, each a value or a thunk, which most often follow.
package struct NixList: ArenaObject {
  private struct Header {
    var count: UInt32
    var elements: UInt32
  }

  private static let headerSize = 8

  let word: UInt32

  @inline(__always) private var header: UnsafeMutablePointer<Header> { pointer(address) }
  @inline(__always) private var elements: UnsafeMutablePointer<Value> {
    pointer(UInt(header.pointee.elements))
  }

  /// The largest count; more would not fit in memory anyway.
  static let maximumCount = 1 << 31

  /// A list with unset elements, to be filled by `setElement` before anyone sees it.
  @inline(__always) static func make(count: Int, in arena: Arena) -> NixList {
    assert(count >= 0 && count <= maximumCount)
    let address = arena.allocate(headerSize &+ wordBytes(count))
    let list = NixList(address: address)
    list.header.pointee = Header(
      count: UInt32(truncatingIfNeeded: count), elements: list.word &+ UInt32(headerSize))
    return list
  }

  /// The same elements as the value of another thunk. Nix copies a list into the cell of the thunk
  /// whose value it is, and prints a list as `«repeated»` only when the same cell comes again.
  func copied(in arena: Arena) -> NixList {
    let copy = NixList(address: arena.allocate(Self.headerSize))
    copy.header.pointee = header.pointee
    return copy
  }

  static func make(_ elements: some Collection<Value>, in arena: Arena) -> NixList {
    let list = make(count: elements.count, in: arena)
    var index = 0
    for element in elements {
      list.setElement(index, element)
      index += 1
    }
    return list
  }

  @inline(__always) package var value: Value { Value(address: address, tag: Value.Tag.list) }
  @inline(__always) package var count: Int { Int(header.pointee.count) }
  @inline(__always) package var isEmpty: Bool { count == 0 }

  @inline(__always) package func slot(_ index: Int) -> Slot {
    assert(index >= 0 && index < count)
    return Slot(address: UInt(bitPattern: elements + index))
  }

  /// An element as it is, perhaps a thunk.
  @inline(__always) package subscript(index: Int) -> Value { slot(index).value }

  @inline(__always) func setElement(_ index: Int, _ value: Value) { slot(index).value = value }

  /// Copies elements of another list to `index` and following.
  func copyElements(from other: NixList, range: Range<Int>, to index: Int) {
    assert(range.lowerBound >= 0 && range.upperBound <= other.count)
    assert(index + range.count <= count)
    guard !range.isEmpty else { return }
    (elements + index).update(from: other.elements + range.lowerBound, count: range.count)
  }

  /// Keeps the first `newCount` elements of a new list and gives the rest back to the arena where
  /// possible.
  func truncate(to newCount: Int, in arena: Arena) {
    let oldCount = count
    assert(newCount <= oldCount)
    let start = address &+ UInt(Self.headerSize)
    arena.release(
      from: start &+ UInt(wordBytes(newCount)), allocatedEnd: start &+ UInt(wordBytes(oldCount)))
    header.pointee.count = UInt32(newCount)
  }
}
