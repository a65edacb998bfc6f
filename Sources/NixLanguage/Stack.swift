import Glibc

/// A growing buffer with one owner, from which the last elements are taken again.
///
/// An `Array` asks at each change whether somebody shares it. A parser makes six changes for each node
/// of the tree; those of lists of children alone took 9 % of parsing.
struct Stack<Element: BitwiseCopyable>: ~Copyable {
  private var elements: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0
  /// Whether the elements are still in memory that was lent.
  private(set) var isLent: Bool

  /// How many elements are copied before somebody is asked whether to stop: a millisecond or so.
  private static var portion: Int { 1 << 16 }

  init(capacity: Int = 16) {
    self.capacity = capacity
    isLent = false
    elements = Self.resize(nil, to: capacity)
  }

  /// A stack that begins in memory of somebody else, and moves to its own when that is full.
  init(in buffer: UnsafeMutableBufferPointer<Element>) {
    isLent = buffer.baseAddress != nil
    capacity = isLent ? buffer.count : 16
    elements = buffer.baseAddress ?? Self.resize(nil, to: 16)
  }

  deinit { if !isLent { free(elements) } }

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
    if isLent {
      let own = Self.resize(nil, to: capacity)
      own.update(from: elements, count: count)
      elements = own
      isLent = false
    } else {
      elements = Self.resize(elements, to: capacity)
    }
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

  /// Takes over the elements of another stack from a place on, in their order.
  @inline(__always) mutating func move(from other: inout Self, downTo start: Int) {
    let added = other.count &- start
    assert(start >= 0 && added >= 0)
    while _slowPath(count &+ added > capacity) { grow() }
    // Most lists are short: a call of the C library would take longer.
    for index in 0..<added { elements[count &+ index] = other.elements[start &+ index] }
    count &+= added
    other.count = start
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
