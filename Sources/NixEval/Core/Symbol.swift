import Glibc

/// An interned name: equal names have equal numbers within one evaluator.
package struct Symbol: Hashable {
  let id: UInt32

  @inline(__always) init(id: UInt32) { self.id = id }

  @inline(__always) package static func == (left: Symbol, right: Symbol) -> Bool {
    left.id == right.id
  }

  /// No name, as of a lambda without argument name.
  static let none = Symbol(id: 0)
}

/// The symbols of one evaluator: a hash table from bytes to numbers, and the names as ready
/// string values, so that `attrNames` allocates none.
package struct SymbolTable {
  /// A place of the hash table: what is compared before the bytes are, and where these are.
  private struct Bucket {
    /// The upper half of the hash.
    var tag: UInt32
    /// The symbol, 0 for a free place.
    var id: UInt32
    /// The name, so that a hit does not go through `names`.
    var name: NixString
  }

  private struct State {
    /// Open addressing, at most half full.
    var buckets: UnsafeMutablePointer<Bucket>
    var mask: Int
    var names: UnsafeMutablePointer<Value>
    var capacity: Int
    var count: Int
  }

  private let state: UnsafeMutablePointer<State>
  private let arena: Arena

  private static let firstCapacity = 4096

  init(arena: Arena) {
    self.arena = arena
    state = .allocate(capacity: 1)
    let capacity = Self.firstCapacity
    state.initialize(
      to: State(
        buckets: Self.makeBuckets(2 * capacity), mask: 2 * capacity - 1,
        names: .allocate(capacity: capacity), capacity: capacity, count: 1))
    state.pointee.names.initialize(to: NixString.make("", in: arena).value)
    for name in KnownSymbols.names { _ = intern(name) }
  }

  private static func makeBuckets(_ count: Int) -> UnsafeMutablePointer<Bucket> {
    let buckets = UnsafeMutablePointer<Bucket>.allocate(capacity: count)
    buckets.initialize(repeating: Bucket(tag: 0, id: 0, name: NixString(word: 0)), count: count)
    return buckets
  }

  func destroy() {
    state.pointee.buckets.deallocate()
    state.pointee.names.deallocate()
    state.deallocate()
  }

  package var count: Int { state.pointee.count }

  /// The name as a string value.
  @inline(__always) package func name(_ symbol: Symbol) -> NixString {
    assert(Int(symbol.id) < count)
    return state.pointee.names[Int(symbol.id)].string
  }

  /// The symbol of a string, remembered in the string.
  @inline(__always) package func intern(_ string: NixString) -> Symbol {
    if let symbol = string.memoizedSymbol { return symbol }
    let symbol = intern(string.bytes)
    string.memoize(symbol)
    return symbol
  }

  package func intern(_ text: String) -> Symbol {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  package func intern(_ text: StaticString) -> Symbol {
    intern(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  package func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Symbol {
    let hash = Self.hash(bytes)
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    let buckets = state.pointee.buckets
    let mask = state.pointee.mask
    var index = Int(truncatingIfNeeded: hash) & mask
    while buckets[index].id != 0 {
      let bucket = buckets[index]
      if bucket.tag == tag, bucket.name.hasBytes(bytes) {
        return Symbol(id: bucket.id)
      }
      index = (index &+ 1) & mask
    }
    return add(bytes, tag: tag, at: index)
  }

  @inline(never) private func add(
    _ bytes: UnsafeBufferPointer<UInt8>, tag: UInt32, at index: Int
  ) -> Symbol {
    if state.pointee.count == state.pointee.capacity {
      grow(to: state.pointee.capacity * 2)
      return intern(bytes)
    }
    let symbol = Symbol(id: UInt32(state.pointee.count))
    let name = NixString.make(bytes, in: arena)
    name.memoize(symbol)
    (state.pointee.names + state.pointee.count).initialize(to: name.value)
    state.pointee.buckets[index] = Bucket(tag: tag, id: symbol.id, name: name)
    state.pointee.count += 1
    return symbol
  }

  /// Makes room for that many names more at once; each doubling hashes all names again.
  package func reserve(_ additional: Int) {
    let wanted = state.pointee.count + additional
    var capacity = state.pointee.capacity
    while capacity < wanted { capacity *= 2 }
    if capacity > state.pointee.capacity { grow(to: capacity) }
  }

  private func grow(to capacity: Int) {
    let old = state.pointee
    let names = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    names.moveInitialize(from: old.names, count: old.count)
    let buckets = Self.makeBuckets(capacity * 2)
    let mask = capacity * 2 - 1
    for id in 1..<old.count {
      let name = names[id].string
      let hash = Self.hash(name.bytes)
      var index = Int(truncatingIfNeeded: hash) & mask
      while buckets[index].id != 0 { index = (index &+ 1) & mask }
      buckets[index] = Bucket(
        tag: UInt32(truncatingIfNeeded: hash >> 32), id: UInt32(id), name: name)
    }
    old.names.deallocate()
    old.buckets.deallocate()
    state.pointee = State(
      buckets: buckets, mask: mask, names: names, capacity: capacity, count: old.count)
  }

  /// A multiplicative hash of eight bytes at a time.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = raw.count
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index &+ 8 < count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      hash = (hash ^ word) &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 32
      index &+= 8
    }
    hash = (hash ^ end(of: raw)) &* 0xff51_afd7_ed55_8ccd
    return hash ^ hash >> 29
  }

  /// The last eight bytes or less, in loads that overlap rather than byte by byte: most names are
  /// shorter.
  @inline(__always) private static func end(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    if count >= 8 { return bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) }
    if count >= 4 {
      let first = bytes.loadUnaligned(as: UInt32.self)
      let last = bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(last) &<< 32 | UInt64(first)
    }
    guard count > 0 else { return 0 }
    return UInt64(bytes[0]) | UInt64(bytes[count &>> 1]) &<< 8 | UInt64(bytes[count &- 1]) &<< 16
  }
}
