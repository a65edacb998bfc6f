/// A growing buffer with one owner, from which the last elements are taken again.
///
/// An `Array` asks at each change whether somebody shares it. A parser makes six changes for each node
/// of the tree; those of lists of children alone took 9 % of parsing.
struct Stack<Element: BitwiseCopyable>: ~Copyable {
  private var elements: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 16) {
    self.capacity = capacity
    elements = .allocate(capacity: capacity)
  }

  deinit { elements.deallocate() }

  @inline(__always) subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return elements[index]
    }
    set {
      assert(index >= 0 && index < count)
      elements[index] = newValue
    }
  }

  var last: Element? { count > 0 ? elements[count - 1] : nil }

  @inline(__always) mutating func append(_ element: Element) {
    if _slowPath(count == capacity) { grow() }
    elements[count] = element
    count &+= 1
  }

  @inline(never) private mutating func grow() {
    let old = elements
    elements = .allocate(capacity: capacity * 2)
    elements.moveInitialize(from: old, count: count)
    old.deallocate()
    capacity *= 2
  }

  /// Takes off the last element of a stack that has one.
  @inline(__always) @discardableResult mutating func removeLast() -> Element {
    assert(count > 0)
    count &-= 1
    return elements[count]
  }

  /// Takes off all elements but the first `count`.
  @inline(__always) mutating func shorten(to count: Int) {
    assert(count >= 0 && count <= self.count)
    self.count = count
  }

  /// The elements from a place on.
  func elements(from start: Int) -> [Element] {
    Array(UnsafeBufferPointer(start: elements + start, count: count - start))
  }
}
