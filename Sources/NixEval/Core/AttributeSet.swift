/// One attribute as stored: sixteen bytes.
struct Attribute {
  var symbol: Symbol
  var position: Position
  var value: Value
}

/// An attribute of a set, read in place.
package struct AttributeEntry {
  fileprivate let entry: UnsafeMutablePointer<Attribute>

  @inline(__always) package var symbol: Symbol { entry.pointee.symbol }
  @inline(__always) package var position: Position { entry.pointee.position }
  /// The value as it is, perhaps a thunk.
  @inline(__always) package var value: Value { entry.pointee.value }
  /// The place of the value.
  @inline(__always) package var slot: Slot { Slot(address: UInt(bitPattern: entry) &+ 8) }
  @inline(__always) var attribute: Attribute { entry.pointee }
}

/// An attribute set: entries sorted by symbol, in one or two layers.
///
/// The result of `//` with a small right side keeps the left side's entries where they are: it is a
/// layer of its own entries above a `base` set, which is never layered itself. Look-up searches two
/// arrays, iteration merges two. This halves the entries copied in a NixOS evaluation.
package struct AttributeSet: Sequence {
  private struct Header {
    /// Different symbols in both layers.
    var count: UInt32
    /// Entries of this layer, which follow the header; the highest bit says that the address of the
    /// base follows them.
    var own: UInt32
  }

  private static let headerSize = 8
  private static let layeredFlag: UInt32 = 1 << 31

  let address: UInt

  @inline(__always) init(address: UInt) { self.address = address }

  @inline(__always) private var header: UnsafeMutablePointer<Header> { pointer(address) }
  @inline(__always) private var own: UnsafeMutablePointer<Attribute> {
    pointer(address &+ UInt(Self.headerSize))
  }
  @inline(__always) private var ownCount: Int { Int(header.pointee.own & ~Self.layeredFlag) }

  @inline(__always) package var value: Value { Value(address: address, tag: Value.Tag.attributes) }
  @inline(__always) package var count: Int { Int(header.pointee.count) }
  @inline(__always) package var isEmpty: Bool { header.pointee.count == 0 }
  @inline(__always) package var underestimatedCount: Int { count }
  @inline(__always) private var isLayered: Bool { header.pointee.own & Self.layeredFlag != 0 }

  /// Where the address of the base stands in a layered set.
  @inline(__always) private var baseSlot: UnsafeMutablePointer<AttributeSet> {
    pointer(UInt(bitPattern: own + ownCount))
  }

  /// The set below.
  @inline(__always) private var base: AttributeSet? { isLayered ? baseSlot.pointee : nil }

  /// The attribute of a symbol.
  @inline(__always) package func find(_ symbol: Symbol) -> AttributeEntry? {
    if let entry = findOwn(symbol) { return entry }
    return base?.findOwn(symbol)
  }

  /// Binary search without branches that depend on the data.
  @inline(__always) private func findOwn(_ symbol: Symbol) -> AttributeEntry? {
    let entries = own
    var low = 0
    var left = ownCount
    while left > 1 {
      let half = left &>> 1
      low = entries[low &+ half].symbol.id <= symbol.id ? low &+ half : low
      left &-= half
    }
    guard left == 1, entries[low].symbol == symbol else { return nil }
    return AttributeEntry(entry: entries + low)
  }

  /// A set with `count` unset entries; the caller fills them by `setEntry`, in symbol order.
  @inline(__always) static func make(count: Int, in arena: Arena) -> AttributeSet {
    let address = arena.allocate(headerSize &+ count &* 16)
    pointer(address, to: Header.self).pointee = Header(
      count: UInt32(truncatingIfNeeded: count), own: UInt32(truncatingIfNeeded: count))
    return AttributeSet(address: address)
  }

  @inline(__always) func setEntry(_ index: Int, _ attribute: Attribute) {
    assert(index >= 0 && index < ownCount)
    own[index] = attribute
  }

  /// Keeps the first `newCount` entries of a set without layers.
  func truncate(to newCount: Int, in arena: Arena) {
    let oldCount = ownCount
    assert(newCount <= oldCount && !isLayered)
    let start = address &+ UInt(Self.headerSize)
    arena.release(
      from: start &+ UInt(newCount) &* 16, allocatedEnd: start &+ UInt(oldCount) &* 16)
    header.pointee.count = UInt32(newCount)
    header.pointee.own = UInt32(newCount)
  }

  // MARK: Iteration

  /// All attributes in symbol order.
  package func makeIterator() -> Iterator {
    let upper = own
    let lower = base
    return Iterator(
      upper: upper, upperEnd: upper + ownCount, lower: lower?.own ?? upper,
      lowerEnd: lower.map { $0.own + $0.ownCount } ?? upper)
  }

  package struct Iterator: IteratorProtocol {
    fileprivate var upper: UnsafeMutablePointer<Attribute>
    fileprivate let upperEnd: UnsafeMutablePointer<Attribute>
    fileprivate var lower: UnsafeMutablePointer<Attribute>
    fileprivate let lowerEnd: UnsafeMutablePointer<Attribute>

    @inline(__always) package mutating func next() -> AttributeEntry? {
      if lower == lowerEnd {
        if upper == upperEnd { return nil }
        defer { upper += 1 }
        return AttributeEntry(entry: upper)
      }
      if upper == upperEnd || lower.pointee.symbol.id < upper.pointee.symbol.id {
        defer { lower += 1 }
        return AttributeEntry(entry: lower)
      }
      if lower.pointee.symbol == upper.pointee.symbol { lower += 1 }
      defer { upper += 1 }
      return AttributeEntry(entry: upper)
    }
  }

  // MARK: Update

  /// Whether `right` is small enough against `left` to become a layer.
  @inline(__always) private static func layers(_ right: Int, over left: Int) -> Bool {
    left > 8 && right &* 2 < left
  }

  /// All attributes of both sets; those of `right` win. This is Nix's `//`.
  static func update(_ left: AttributeSet, with right: AttributeSet, in arena: Arena)
    -> AttributeSet
  {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    guard let base = left.base else {
      if layers(right.count, over: left.count) {
        return layer(in: arena, over: left) { copy(right, in: arena) }
      }
      return right.isLayered
        ? merge(left, right, in: arena)
        : mergeArrays(left.ownEntries, right.ownEntries, in: arena)
    }
    guard layers(left.ownCount + right.count, over: base.count) else {
      return merge(left, right, in: arena)
    }
    return layer(in: arena, over: base) {
      right.isLayered
        ? merge(left.ownLayer, right, in: arena)
        : mergeArrays(left.ownEntries, right.ownEntries, in: arena)
    }
  }

  /// This layer alone, to iterate.
  private var ownLayer: OwnLayer { OwnLayer(layered: self) }

  private struct OwnLayer: Sequence {
    let layered: AttributeSet
    var underestimatedCount: Int { layered.ownCount }
    func makeIterator() -> Iterator {
      let start = layered.own
      return Iterator(
        upper: start, upperEnd: start + layered.ownCount, lower: start, lowerEnd: start)
    }
  }

  /// The set that `makeUpper` makes, as a layer above the unlayered `base`.
  private static func layer(
    in arena: Arena, over base: AttributeSet, _ makeUpper: () -> AttributeSet
  ) -> AttributeSet {
    let upper = makeUpper()
    var count = base.count
    for entry in upper.ownEntries where base.findOwn(entry.symbol) == nil { count += 1 }
    let result = upper.withRoomForBase(in: arena)
    result.header.pointee.count = UInt32(count)
    result.header.pointee.own |= layeredFlag
    result.baseSlot.pointee = base
    return result
  }

  /// This fresh set with a free word behind its entries: in place when it is the newest object,
  /// else a copy.
  private func withRoomForBase(in arena: Arena) -> AttributeSet {
    let end = UInt(bitPattern: own + ownCount)
    let word = arena.allocate(8)
    if word == end { return self }
    let result = AttributeSet(address: arena.allocate(Self.headerSize + ownCount * 16 + 8))
    result.header.pointee = header.pointee
    result.own.update(from: own, count: ownCount)
    return result
  }

  private static func copy(_ set: AttributeSet, in arena: Arena) -> AttributeSet {
    let result = make(count: set.count, in: arena)
    var index = 0
    for entry in set {
      result.own[index] = entry.attribute
      index &+= 1
    }
    return result
  }

  /// Both in one unlayered set, entries of arrays that lie in the arena as they are.
  private static func mergeArrays(
    _ left: UnsafeBufferPointer<Attribute>, _ right: UnsafeBufferPointer<Attribute>,
    in arena: Arena
  ) -> AttributeSet {
    let result = make(count: left.count + right.count, in: arena)
    let out = result.own
    var leftIndex = 0
    var rightIndex = 0
    var count = 0
    while leftIndex < left.count, rightIndex < right.count {
      let one = left[leftIndex].symbol.id
      let other = right[rightIndex].symbol.id
      if one < other {
        out[count] = left[leftIndex]
        leftIndex &+= 1
      } else {
        out[count] = right[rightIndex]
        rightIndex &+= 1
        if one == other { leftIndex &+= 1 }
      }
      count &+= 1
    }
    for rest in [left[leftIndex...], right[rightIndex...]] where !rest.isEmpty {
      let slice = UnsafeBufferPointer(rebasing: rest)
      if let start = slice.baseAddress { (out + count).update(from: start, count: slice.count) }
      count &+= slice.count
    }
    result.truncate(to: count, in: arena)
    return result
  }

  /// The entries of this layer as an array.
  private var ownEntries: UnsafeBufferPointer<Attribute> {
    UnsafeBufferPointer(start: own, count: ownCount)
  }

  /// Both sequences in one unlayered set, by one pass over both.
  private static func merge(
    _ left: some Sequence<AttributeEntry>, _ right: AttributeSet, in arena: Arena
  ) -> AttributeSet {
    let capacity = left.underestimatedCount + right.count
    let result = make(count: capacity, in: arena)
    let out = result.own
    var count = 0
    var lefts = left.makeIterator()
    var rights = right.makeIterator()
    var leftEntry = lefts.next()
    var rightEntry = rights.next()
    while let first = leftEntry, let second = rightEntry {
      if first.symbol.id < second.symbol.id {
        out[count] = first.attribute
        leftEntry = lefts.next()
      } else {
        out[count] = second.attribute
        if first.symbol == second.symbol { leftEntry = lefts.next() }
        rightEntry = rights.next()
      }
      count &+= 1
    }
    while let first = leftEntry {
      out[count] = first.attribute
      count &+= 1
      leftEntry = lefts.next()
    }
    while let second = rightEntry {
      out[count] = second.attribute
      count &+= 1
      rightEntry = rights.next()
    }
    result.truncate(to: count, in: arena)
    return result
  }
}

/// Collects attributes in any order and makes the set.
package struct AttributeSetBuilder {
  private var attributes: [Attribute] = []

  package init(capacity: Int = 0) { attributes.reserveCapacity(capacity) }

  package var isEmpty: Bool { attributes.isEmpty }

  package mutating func append(_ symbol: Symbol, _ value: Value, at position: Position = .none) {
    attributes.append(Attribute(symbol: symbol, position: position, value: value))
  }

  /// The set. Of several attributes of one symbol the first wins.
  package consuming func finish(in arena: Arena) -> AttributeSet {
    var sorted = attributes
    // The standard sort is stable, so that the first of equals stays first.
    sorted.sort { $0.symbol.id < $1.symbol.id }
    let set = AttributeSet.make(count: sorted.count, in: arena)
    var count = 0
    var previous: Symbol?
    for attribute in sorted where attribute.symbol != previous {
      set.setEntry(count, attribute)
      previous = attribute.symbol
      count += 1
    }
    set.truncate(to: count, in: arena)
    return set
  }
}
