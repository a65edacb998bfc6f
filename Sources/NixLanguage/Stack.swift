import Glibc

/// A growing buffer with one owner, from which the last elements are taken again.
///
/// An `Array` asks at each change whether somebody shares it. A parser makes six changes for each node
/// of the tree; those of lists of children alone took 9 % of parsing.
struct Stack<Element: BitwiseCopyable>: ~Copyable {
  private var elements: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  /// How many elements are copied before somebody is asked whether to stop: a millisecond or so.
  private static var portion: Int { 1 << 16 }

  init(capacity: Int = 16) {
    self.capacity = capacity
    elements = Self.resize(nil, to: capacity)
  }

  deinit { free(elements) }

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
    capacity *= 2
    elements = Self.resize(elements, to: capacity)
  }

  /// The C library moves the pages of a large buffer, where copying 100 MB takes 30 ms or more.
  private static func resize(
    _ elements: UnsafeMutablePointer<Element>?, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    guard let buffer = realloc(elements, capacity * MemoryLayout<Element>.stride) else {
      fatalError("out of memory")
    }
    return buffer.assumingMemoryBound(to: Element.self)
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

  /// All elements, or nil if the copy was to be stopped, which takes a tenth of a second for the tree
  /// of a text of 20 MB.
  func allElements(stoppingWhen isStopped: () -> Bool) -> [Element]? {
    var isComplete = true
    let copy = [Element](unsafeUninitializedCapacity: count) { buffer, copied in
      while copied < count, let start = buffer.baseAddress {
        if isStopped() {
          isComplete = false
          return
        }
        let size = min(Self.portion, count - copied)
        (start + copied).initialize(from: elements + copied, count: size)
        copied += size
      }
    }
    return isComplete ? copy : nil
  }
}
