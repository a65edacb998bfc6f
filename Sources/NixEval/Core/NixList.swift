/// A list: a count, then the elements, each a value or a thunk.
package struct NixList {
  let address: UInt

  @inline(__always) init(address: UInt) { self.address = address }

  /// The largest count; more would not fit in memory anyway.
  static let maximumCount = 1 << 31

  /// A list with unset elements, to be filled by `setElement` before anyone sees it.
  @inline(__always) static func make(count: Int, in arena: Arena) -> NixList {
    assert(count >= 0 && count <= maximumCount)
    let address = arena.allocate(8 &+ count &* 8)
    pointer(address, to: Int.self).pointee = count
    return NixList(address: address)
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
  @inline(__always) package var count: Int { pointer(address, to: Int.self).pointee }
  @inline(__always) package var isEmpty: Bool { count == 0 }

  @inline(__always) package func slot(_ index: Int) -> Slot {
    assert(index >= 0 && index < count)
    return Slot(address: address &+ 8 &+ UInt(bitPattern: index) &* 8)
  }

  /// An element as it is, perhaps a thunk.
  @inline(__always) package subscript(index: Int) -> Value { slot(index).value }

  @inline(__always) func setElement(_ index: Int, _ value: Value) { slot(index).value = value }

  /// Copies elements of another list to `index` and following.
  func copyElements(from other: NixList, range: Range<Int>, to index: Int) {
    assert(range.lowerBound >= 0 && range.upperBound <= other.count)
    assert(index + range.count <= count)
    guard !range.isEmpty else { return }
    let target = pointer(address &+ 8, to: Value.self) + index
    target.update(
      from: pointer(other.address &+ 8, to: Value.self) + range.lowerBound, count: range.count)
  }

  /// Keeps the first `newCount` elements and gives the rest back to the arena where possible.
  func truncate(to newCount: Int, in arena: Arena) {
    let oldCount = count
    assert(newCount <= oldCount)
    let end = address &+ 8
    arena.release(
      from: end &+ UInt(newCount) &* 8, allocatedEnd: end &+ UInt(oldCount) &* 8)
    pointer(address, to: Int.self).pointee = newCount
  }
}
