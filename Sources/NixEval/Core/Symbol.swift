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
  private struct State {
    /// Open addressing; 0 is a free place.
    var buckets: UnsafeMutablePointer<UInt32>
    var mask: Int
    var names: UnsafeMutablePointer<Value>
    var capacity: Int
    var count: Int
  }

  private let state: UnsafeMutablePointer<State>
  private let arena: Arena

  init(arena: Arena) {
    self.arena = arena
    state = .allocate(capacity: 1)
    let capacity = 4096
    state.initialize(
      to: State(
        buckets: .allocate(capacity: capacity * 2), mask: capacity * 2 - 1,
        names: .allocate(capacity: capacity), capacity: capacity, count: 1))
    state.pointee.buckets.initialize(repeating: 0, count: capacity * 2)
    state.pointee.names.initialize(to: NixString.make("", in: arena).value)
    for name in KnownSymbols.names { _ = intern(name) }
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
    var index = Self.hash(bytes) & state.pointee.mask
    while true {
      let id = state.pointee.buckets[index]
      if id == 0 { break }
      let known = state.pointee.names[Int(id)].string.bytes
      if known.count == bytes.count, known.elementsEqual(bytes) { return Symbol(id: id) }
      index = (index &+ 1) & state.pointee.mask
    }
    if state.pointee.count == state.pointee.capacity {
      grow()
      return intern(bytes)
    }
    let symbol = Symbol(id: UInt32(state.pointee.count))
    let name = NixString.make(bytes, in: arena)
    name.memoize(symbol)
    (state.pointee.names + state.pointee.count).initialize(to: name.value)
    state.pointee.buckets[index] = symbol.id
    state.pointee.count += 1
    return symbol
  }

  private func grow() {
    let old = state.pointee
    let capacity = old.capacity * 2
    let names = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    names.moveInitialize(from: old.names, count: old.count)
    let buckets = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
    buckets.initialize(repeating: 0, count: capacity * 2)
    let mask = capacity * 2 - 1
    for id in 1..<old.count {
      var index = Self.hash(names[id].string.bytes) & mask
      while buckets[index] != 0 { index = (index &+ 1) & mask }
      buckets[index] = UInt32(id)
    }
    old.names.deallocate()
    old.buckets.deallocate()
    state.pointee = State(
      buckets: buckets, mask: mask, names: names, capacity: capacity, count: old.count)
  }

  /// A multiplicative hash of eight bytes at a time.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = raw.count
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index &+ 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      hash = (hash ^ word) &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 32
      index &+= 8
    }
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    while index < count {
      rest |= UInt64(raw[index]) &<< shift
      shift &+= 8
      index &+= 1
    }
    hash = (hash ^ rest) &* 0xff51_afd7_ed55_8ccd
    hash ^= hash >> 29
    return Int(truncatingIfNeeded: hash)
  }
}
