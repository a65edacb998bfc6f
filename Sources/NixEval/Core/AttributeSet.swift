/// One attribute on its own.
struct Attribute {
  var symbol: Symbol
  var position: Position
  var value: Value
}

/// An attribute of a set, read in place.
package struct AttributeEntry {
  fileprivate let key: UnsafeMutablePointer<AttributeKey>
  /// The place of the value.
  package let slot: Slot

  @inline(__always) fileprivate init(
    _ key: UnsafeMutablePointer<AttributeKey>, _ value: UnsafeMutablePointer<Value>
  ) {
    self.key = key
    slot = Slot(address: UInt(bitPattern: value))
  }

  @inline(__always) package var symbol: Symbol { key.pointee.symbol }
  @inline(__always) package var position: Position { key.pointee.position }
  /// The value as it is, perhaps a thunk.
  @inline(__always) package var value: Value { slot.value }
  @inline(__always) var attribute: Attribute {
    Attribute(symbol: symbol, position: position, value: value)
  }
}

/// An attribute set: values in the order of the keys of a `Shape`, in one or two layers.
///
/// The result of `//` with a small right side keeps the left side's values where they are: it is a
/// layer of its own values above a `base` set, which is never layered itself. Look-up searches two
/// arrays of keys, iteration merges two. This halves the values copied in a NixOS evaluation.
///
/// Layout: the shape, whose lowest bit says that the set is layered; the values; in a layered set
/// the base and the count of different symbols in both.
package struct AttributeSet: ArenaObject, Sequence {
  private static let layeredFlag: UInt32 = 1

  /// What follows the values of a layered set.
  private struct Lower {
    var base: AttributeSet
    /// 0 until it is asked for.
    var count: UInt32
  }

  let word: UInt32

  @inline(__always) private var head: UInt32 { pointer(address, to: UInt32.self).pointee }
  /// The keys of this layer.
  @inline(__always) private var ownShape: Shape { Shape(word: head & ~Self.layeredFlag) }
  @inline(__always) private var ownValues: UnsafeMutablePointer<Value> {
    UnsafeMutablePointer(bitPattern: address &+ 4).unsafelyUnwrapped
  }
  @inline(__always) private var isLayered: Bool { head & Self.layeredFlag != 0 }

  @inline(__always) private var lower: UnsafeMutablePointer<Lower> {
    UnsafeMutableRawPointer(ownValues + ownShape.count).assumingMemoryBound(to: Lower.self)
  }

  /// The set below.
  @inline(__always) private var base: AttributeSet? { isLayered ? lower.pointee.base : nil }

  @inline(__always) package var value: Value { Value(address: address, tag: Value.Tag.attributes) }
  @inline(__always) package var count: Int { isLayered ? layeredCount : ownShape.count }
  /// A layered set has a base of nine attributes at least.
  @inline(__always) package var isEmpty: Bool { !isLayered && ownShape.count == 0 }
  @inline(__always) package var underestimatedCount: Int { count }

  /// Different symbols in both layers, counted when first asked for: most layered sets are only
  /// searched or merged.
  @inline(never) private var layeredCount: Int {
    let lower = lower
    if lower.pointee.count == 0 {
      let own = ownShape
      let base = lower.pointee.base.ownShape
      var count = base.count
      for index in 0..<own.count where base.index(of: own.keys[index].symbol) == nil { count &+= 1 }
      lower.pointee.count = UInt32(count)
    }
    return Int(lower.pointee.count)
  }

  /// The attribute of a symbol.
  @inline(__always) package func find(_ symbol: Symbol) -> AttributeEntry? {
    if let entry = findOwn(symbol) { return entry }
    return base?.findOwn(symbol)
  }

  @inline(__always) private func findOwn(_ symbol: Symbol) -> AttributeEntry? {
    let shape = ownShape
    guard let index = shape.index(of: symbol) else { return nil }
    return AttributeEntry(shape.keys + index, ownValues + index)
  }

  // MARK: Making

  /// A set with unset values; the caller sets all of them by `setValue`.
  @inline(__always) static func make(_ shape: Shape, in arena: Arena) -> AttributeSet {
    let address = arena.allocate(wordBytes(1 &+ shape.count))
    pointer(address, to: UInt32.self).pointee = shape.word
    return AttributeSet(address: address)
  }

  @inline(__always) func setValue(_ index: Int, _ value: Value) {
    assert(index >= 0 && index < ownShape.count)
    ownValues[index] = value
  }

  /// A set with attributes that come sorted by symbol, one of each.
  static func make(_ attributes: some Collection<Attribute>, in arena: Arena) -> AttributeSet {
    let own = Shape.make(count: attributes.count, in: arena)
    var index = 0
    for attribute in attributes {
      own.keys[index] = AttributeKey(symbol: attribute.symbol, position: attribute.position)
      index &+= 1
    }
    let set = make(arena.shapes.unique(own, in: arena), in: arena)
    index = 0
    for attribute in attributes {
      set.setValue(index, attribute.value)
      index &+= 1
    }
    return set
  }

  /// The same attributes in a set of its own.
  func copy(in arena: Arena) -> AttributeSet {
    let own = ownShape
    guard let base else {
      let result = Self.make(own, in: arena)
      Layer(self).write(to: result.ownValues, of: own)
      return result
    }
    return Self.layer(in: arena, own, over: base) { Layer(self).write(to: $0, of: own) }
  }

  /// The attributes that `keeps`, asked in symbol order.
  func filtered(
    in arena: Arena, _ keeps: (AttributeEntry) throws -> Bool
  ) rethrows -> AttributeSet {
    try withUnsafeTemporaryAllocation(of: Attribute.self, capacity: count) { kept in
      var count = 0
      for entry in self where try keeps(entry) {
        kept[count] = entry.attribute
        count &+= 1
      }
      return Self.make(kept[..<count], in: arena)
    }
  }

  /// The keys of all attributes.
  func shape(in arena: Arena) -> Shape {
    guard let base else { return ownShape }
    return Shape.merge(base.ownShape, ownShape, in: arena)
  }

  // MARK: Iteration

  /// All attributes in the order of their names.
  func sorted(
    in arena: Arena, _ symbols: SymbolTable, check: (Int) throws -> Void
  ) rethrows -> [AttributeEntry] {
    let shape = shape(in: arena)
    let order = try shape.nameOrder(in: arena, symbols, check: check)
    guard isLayered else {
      return (0..<shape.count).map { index in
        AttributeEntry(shape.keys + Int(order[index]), ownValues + Int(order[index]))
      }
    }
    let entries = Array(self)
    return (0..<entries.count).map { entries[Int(order[$0])] }
  }

  /// All attributes in symbol order.
  @inline(__always) package func makeIterator() -> Iterator {
    Iterator(upper: Layer(self), lower: base.map { Layer($0) } ?? Layer(empty: self))
  }

  /// The attributes of one layer that are still to come.
  fileprivate struct Layer {
    var key: UnsafeMutablePointer<AttributeKey>
    let end: UnsafeMutablePointer<AttributeKey>
    var value: UnsafeMutablePointer<Value>

    @inline(__always) init(_ set: AttributeSet) {
      let shape = set.ownShape
      key = shape.keys
      end = shape.keys + shape.count
      value = set.ownValues
    }

    @inline(__always) init(empty set: AttributeSet) {
      key = set.ownShape.keys
      end = key
      value = set.ownValues
    }

    @inline(__always) var isAtEnd: Bool { key == end }
    @inline(__always) var symbol: Symbol { key.pointee.symbol }

    @inline(__always) mutating func skip() {
      key += 1
      value += 1
    }

    @inline(__always) mutating func take() -> AttributeEntry {
      defer { skip() }
      return AttributeEntry(key, value)
    }

    /// Puts the values where a shape, which has all keys of this layer, has their places.
    func write(to out: UnsafeMutablePointer<Value>, of shape: Shape) {
      if shape.keys + shape.count == end { return out.update(from: value, count: shape.count) }
      var rest = self
      // To search for a key takes as long as passing by some ten.
      if (end - key) * 10 < shape.count {
        while !rest.isAtEnd {
          if let index = shape.index(of: rest.symbol) { out[index] = rest.value.pointee }
          rest.skip()
        }
        return
      }
      var place = shape.keys
      var target = out
      while !rest.isAtEnd {
        while place.pointee.symbol != rest.symbol {
          place += 1
          target += 1
        }
        target.pointee = rest.value.pointee
        place += 1
        target += 1
        rest.skip()
      }
    }
  }

  package struct Iterator: IteratorProtocol {
    fileprivate var upper: Layer
    fileprivate var lower: Layer

    @inline(__always) package mutating func next() -> AttributeEntry? {
      if lower.isAtEnd { return upper.isAtEnd ? nil : upper.take() }
      if upper.isAtEnd || lower.symbol.id < upper.symbol.id { return lower.take() }
      if lower.symbol == upper.symbol { lower.skip() }
      return upper.take()
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
        let shape = right.shape(in: arena)
        return layer(in: arena, shape, over: left) { right.write(to: $0, of: shape) }
      }
      return merge(left, right, in: arena)
    }
    guard layers(left.ownShape.count + right.count, over: base.count) else {
      return merge(left, right, in: arena)
    }
    let shape = Shape.merge(left.ownShape, right.shape(in: arena), in: arena)
    return layer(in: arena, shape, over: base) { out in
      Layer(left).write(to: out, of: shape)
      right.write(to: out, of: shape)
    }
  }

  /// The attributes that `fill` writes, as a layer above the unlayered `base`.
  private static func layer(
    in arena: Arena, _ shape: Shape, over base: AttributeSet,
    _ fill: (UnsafeMutablePointer<Value>) -> Void
  ) -> AttributeSet {
    let result = AttributeSet(address: arena.allocate(wordBytes(3 &+ shape.count)))
    pointer(result.address, to: UInt32.self).pointee = shape.word | layeredFlag
    fill(result.ownValues)
    result.lower.pointee = Lower(base: base, count: 0)
    return result
  }

  /// Both sets in one unlayered set.
  private static func merge(
    _ left: AttributeSet, _ right: AttributeSet, in arena: Arena
  ) -> AttributeSet {
    let shape = Shape.merge(left.shape(in: arena), right.shape(in: arena), in: arena)
    let result = make(shape, in: arena)
    left.write(to: result.ownValues, of: shape)
    right.write(to: result.ownValues, of: shape)
    return result
  }

  /// Puts the values where a shape, which has all keys of this set, has their places.
  private func write(to out: UnsafeMutablePointer<Value>, of shape: Shape) {
    if let base { Layer(base).write(to: out, of: shape) }
    Layer(self).write(to: out, of: shape)
  }
}

/// Collects attributes in any order and makes the set.
package struct AttributeSetBuilder {
  private var attributes: [Attribute] = []
  private let capacity: Int

  package init(capacity: Int = 0) {
    self.capacity = capacity
    attributes.reserveCapacity(capacity)
  }

  package var isEmpty: Bool { attributes.isEmpty }

  package mutating func append(_ symbol: Symbol, _ value: Value, at position: Position = .none) {
    attributes.append(Attribute(symbol: symbol, position: position, value: value))
  }

  /// The set. Of several attributes of one symbol the first wins. Where no attribute was to be expected
  /// it is the one empty set, as it is in Nix: printed twice, it shows as repeated.
  package consuming func finish(in arena: Arena) -> AttributeSet {
    if capacity == 0, attributes.isEmpty { return arena.emptySet }
    // The standard sort is stable, so that the first of equals stays first. The array is not copied for it.
    attributes.sort { $0.symbol.id < $1.symbol.id }
    var count = 0
    for index in attributes.indices
    where count == 0 || attributes[count - 1].symbol != attributes[index].symbol {
      attributes[count] = attributes[index]
      count += 1
    }
    return AttributeSet.make(attributes[..<count], in: arena)
  }
}
