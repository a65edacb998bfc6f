import Glibc

/// What an attribute is called and where it was written.
struct AttributeKey {
  var symbol: Symbol
  var position: Position
}

/// The keys of attribute sets, sorted by symbol: a count, the order of their names, then eight bytes
/// for each.
///
/// Sets do not hold their keys but refer to a shape, so that a set costs a word for each attribute
/// and one more. Sets that one literal makes share its shape; so do those that builtins make with the same keys. What `//` makes of two shapes is remembered
/// (`ShapeTable`).
struct Shape: ArenaObject, Equatable {
  private struct Header {
    var count: UInt32
    /// The numbers of the keys sorted by name, or 0 until they are asked for.
    var nameOrder: UInt32
  }

  let word: UInt32

  @inline(__always) private var header: UnsafeMutablePointer<Header> { pointer(address) }
  @inline(__always) var count: Int { Int(header.pointee.count) }
  @inline(__always) var keys: UnsafeMutablePointer<AttributeKey> { pointer(address &+ 8) }

  /// A shape of its own, whose keys the caller sets; `ShapeTable.unique` may find it an older twin.
  static func make(count: Int, in arena: Arena) -> Shape {
    let shape = Shape(address: arena.allocate(8 &+ count &* 8))
    shape.header.pointee.count = UInt32(count)
    return shape
  }

  /// The place of a symbol among the keys, by binary search without branches that depend on the data.
  @inline(__always) func index(of symbol: Symbol) -> Int? {
    let keys = keys
    var low = 0
    var left = count
    while left > 1 {
      let half = left &>> 1
      low = keys[low &+ half].symbol.id <= symbol.id ? low &+ half : low
      left &-= half
    }
    return left == 1 && keys[low].symbol == symbol ? low : nil
  }

  /// Up to so many keys are sorted without asking whether to stop, in less than a millisecond; to have
  /// asked at each comparison took half of sorting.
  private static let uncheckedCount = 4096

  /// A key by name: first by eight bytes of it, then by all.
  private struct NamedKey: Comparable {
    let key: UInt64
    let name: NixString
    let index: UInt32

    static func == (left: Self, right: Self) -> Bool { left.index == right.index }

    static func < (left: Self, right: Self) -> Bool {
      left.key != right.key
        ? left.key < right.key : NixString.compare(left.name, right.name) < 0
    }
  }

  /// The numbers of the keys sorted by name, which is the order that programs see. Many sets of one shape
  /// are listed or made derivations of, so it is kept.
  func nameOrder(
    in arena: Arena, _ symbols: SymbolTable, check: (Int) throws -> Void
  ) rethrows -> UnsafeMutablePointer<UInt32> {
    if header.pointee.nameOrder != 0 { return pointer(UInt(header.pointee.nameOrder)) }
    var keyed: [NamedKey] = []
    keyed.reserveCapacity(count)
    for index in 0..<count {
      let name = symbols.name(keys[index].symbol)
      keyed.append(NamedKey(key: name.sortKey, name: name, index: UInt32(index)))
    }
    if count < Self.uncheckedCount {
      keyed.sort()
    } else {
      var step = 0
      try keyed.sort { left, right in
        step &+= 1
        try check(step)
        return left < right
      }
    }
    let address = arena.allocate(wordBytes(count))
    let order = pointer(address, to: UInt32.self)
    for (index, entry) in keyed.enumerated() { order[index] = entry.index }
    header.pointee.nameOrder = UInt32(address)
    return order
  }

  /// The same symbols without places, remembered like a result of `//`.
  func unplaced(in arena: Arena) -> Shape {
    let nothing = Shape(word: 0)
    if let known = arena.shapes.merged(self, nothing) { return known }
    let own = Shape.make(count: count, in: arena)
    for index in 0..<count {
      own.keys[index] = AttributeKey(symbol: keys[index].symbol, position: .none)
    }
    let shape = arena.shapes.unique(own, in: arena)
    arena.shapes.remember(shape, self, nothing)
    return shape
  }

  /// The keys of both; those of `right` win.
  @inline(__always) static func merge(_ left: Shape, _ right: Shape, in arena: Arena) -> Shape {
    arena.shapes.merged(left, right) ?? makeMerged(left, right, in: arena)
  }

  @inline(never) private static func makeMerged(
    _ left: Shape, _ right: Shape, in arena: Arena
  ) -> Shape {
    withUnsafeTemporaryAllocation(of: AttributeKey.self, capacity: left.count + right.count) {
      out in
      var leftIndex = 0
      var rightIndex = 0
      var count = 0
      while leftIndex < left.count || rightIndex < right.count {
        if rightIndex == right.count
          || (leftIndex < left.count
            && left.keys[leftIndex].symbol.id < right.keys[rightIndex].symbol.id)
        {
          out[count] = left.keys[leftIndex]
          leftIndex &+= 1
        } else {
          let key = right.keys[rightIndex]
          if leftIndex < left.count, left.keys[leftIndex].symbol == key.symbol { leftIndex &+= 1 }
          out[count] = key
          rightIndex &+= 1
        }
        count &+= 1
      }
      let made = make(count: count, in: arena)
      if let from = out.baseAddress { made.keys.update(from: from, count: count) }
      let shape = arena.shapes.unique(made, in: arena)
      arena.shapes.remember(shape, left, right)
      return shape
    }
  }

  /// Gives the memory of the newest shape back.
  fileprivate func discard(in arena: Arena) {
    arena.release(from: address, allocatedEnd: address &+ 8 &+ UInt(bitPattern: count) &* 8)
  }

  fileprivate var hash: UInt64 {
    let words = pointer(address &+ 8, to: UInt64.self)
    var hash = UInt64(count)
    for index in 0..<count {
      hash = (hash ^ words[index]) &* 0xff51_afd7_ed55_8ccd; hash ^= hash >> 32
    }
    return hash
  }

  fileprivate func hasKeys(of other: Shape) -> Bool {
    count == other.count && memcmp(keys, other.keys, count &* 8) == 0
  }
}

/// The shapes of one arena: what `//` makes of two, and one of each kind.
///
/// Hash tables with open addressing, at most half full.
struct ShapeTable {
  private struct Bucket {
    var left: UInt32
    var right: UInt32
    /// The word of the result, 0 for a free place.
    var result: UInt32
  }

  /// A place for a shape, with the upper half of its hash, so that another shape is passed by
  /// without a look at its keys.
  private struct Twin {
    /// The word is 0 for a free place.
    let shape: Shape
    private let tag: UInt32

    init() { (shape, tag) = (Shape(word: 0), 0) }
    init(_ shape: Shape, hash: UInt64) { (self.shape, tag) = (shape, Self.tag(hash)) }

    private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

    var isFree: Bool { shape.word == 0 }

    func isShape(_ other: Shape, hash: UInt64) -> Bool {
      tag == Self.tag(hash) && shape.hasKeys(of: other)
    }
  }

  private struct State {
    /// From two shapes to their result.
    var buckets: UnsafeMutablePointer<Bucket>
    var mask: Int
    var count: Int
    /// Shapes by their keys.
    var twins: UnsafeMutablePointer<Twin>
    var twinMask: Int
    var twinCount: Int
  }

  private let state: UnsafeMutablePointer<State>

  private static let firstCapacity = 1024

  init() {
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        buckets: Self.makeBuckets(Self.firstCapacity), mask: Self.firstCapacity - 1, count: 0,
        twins: Self.makeTwins(Self.firstCapacity), twinMask: Self.firstCapacity - 1, twinCount: 0))
  }

  func destroy() {
    state.pointee.buckets.deallocate()
    state.pointee.twins.deallocate()
    state.deallocate()
  }

  private static func makeBuckets(_ count: Int) -> UnsafeMutablePointer<Bucket> {
    let buckets = UnsafeMutablePointer<Bucket>.allocate(capacity: count)
    buckets.initialize(repeating: Bucket(left: 0, right: 0, result: 0), count: count)
    return buckets
  }

  private static func makeTwins(_ count: Int) -> UnsafeMutablePointer<Twin> {
    let twins = UnsafeMutablePointer<Twin>.allocate(capacity: count)
    twins.initialize(repeating: Twin(), count: count)
    return twins
  }

  /// The first shape that came here with the keys of `shape`, which is the newest object and given
  /// back if it is not that one.
  func unique(_ shape: Shape, in arena: Arena) -> Shape {
    let hash = shape.hash
    let place = twinPlace(shape, hash)
    let known = state.pointee.twins[place]
    if !known.isFree {
      shape.discard(in: arena)
      return known.shape
    }
    state.pointee.twins[place] = Twin(shape, hash: hash)
    state.pointee.twinCount += 1
    if state.pointee.twinCount * 2 > state.pointee.twinMask { growTwins() }
    return shape
  }

  /// Where a shape with the same keys stands, or would stand.
  private func twinPlace(_ shape: Shape, _ hash: UInt64) -> Int {
    let mask = state.pointee.twinMask
    var index = Int(truncatingIfNeeded: hash >> 8) & mask
    while true {
      let known = state.pointee.twins[index]
      if known.isFree || known.isShape(shape, hash: hash) { return index }
      index = (index &+ 1) & mask
    }
  }

  private func growTwins() {
    let old = state.pointee
    let capacity = (old.twinMask + 1) * 2
    state.pointee.twins = Self.makeTwins(capacity)
    state.pointee.twinMask = capacity - 1
    for index in 0...old.twinMask where !old.twins[index].isFree {
      let shape = old.twins[index].shape
      let hash = shape.hash
      state.pointee.twins[twinPlace(shape, hash)] = Twin(shape, hash: hash)
    }
    old.twins.deallocate()
  }

  /// The result of merging two shapes, if it was asked for before.
  @inline(__always) func merged(_ left: Shape, _ right: Shape) -> Shape? {
    let bucket = state.pointee.buckets[place(left.word, right.word)]
    return bucket.result == 0 ? nil : Shape(word: bucket.result)
  }

  func remember(_ result: Shape, _ left: Shape, _ right: Shape) {
    if state.pointee.count * 2 > state.pointee.mask { grow() }
    state.pointee.buckets[place(left.word, right.word)] = Bucket(
      left: left.word, right: right.word, result: result.word)
    state.pointee.count += 1
  }

  /// Where a pair stands, or would stand.
  @inline(__always) private func place(_ left: UInt32, _ right: UInt32) -> Int {
    let buckets = state.pointee.buckets
    let mask = state.pointee.mask
    let hash = (UInt(left) &* 0x9E37_79B9_7F4A_7C15) ^ (UInt(right) &* 0xff51_afd7_ed55_8ccd)
    var index = Int(truncatingIfNeeded: hash >> 32) & mask
    while buckets[index].result != 0,
      buckets[index].left != left || buckets[index].right != right
    {
      index = (index &+ 1) & mask
    }
    return index
  }

  private func grow() {
    let old = state.pointee
    let capacity = (old.mask + 1) * 2
    state.pointee.buckets = Self.makeBuckets(capacity)
    state.pointee.mask = capacity - 1
    for index in 0...old.mask where old.buckets[index].result != 0 {
      let bucket = old.buckets[index]
      state.pointee.buckets[place(bucket.left, bucket.right)] = bucket
    }
    old.buckets.deallocate()
  }
}
