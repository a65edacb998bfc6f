/// The store paths that a string depends on: none, or an array in the arena, sorted by symbol.
///
/// Each element is the symbol of its encoded text (see `ContextElement`). Contexts are shared:
/// most strings of a derivation carry the very same array, so the union first compares addresses.
package struct StringContext: ArenaObject {
  let word: UInt32

  package static let empty = StringContext(word: 0)

  @inline(__always) package var isEmpty: Bool { word == 0 }
  @inline(__always) static func == (left: StringContext, right: StringContext) -> Bool {
    left.word == right.word
  }

  package var count: Int { isEmpty ? 0 : Int(pointer(address, to: UInt32.self).pointee) }

  /// Whether two contexts have the same elements, in one array or in two.
  func hasSameElements(as other: StringContext) -> Bool {
    self == other
      || count == other.count && (0..<count).allSatisfy { symbol($0) == other.symbol($0) }
  }

  /// Element `index` in symbol order; use `Evaluator.elements(of:)` for the decoded ones.
  func symbol(_ index: Int) -> Symbol {
    assert(index < count)
    return Symbol(id: pointer(address, to: UInt32.self)[index + 1])
  }

  /// One element.
  static func make(_ symbol: Symbol, in arena: Arena) -> StringContext {
    let address = arena.allocate(wordBytes(2))
    pointer(address, to: (UInt32, UInt32).self).pointee = (1, symbol.id)
    return StringContext(address: address)
  }

  static func make(_ symbols: some Collection<Symbol>, in arena: Arena) -> StringContext {
    let sorted = Set(symbols.map(\.id)).sorted()
    guard !sorted.isEmpty else { return .empty }
    let address = arena.allocate(wordBytes(1 + sorted.count))
    let words = pointer(address, to: UInt32.self)
    words[0] = UInt32(sorted.count)
    for (index, id) in sorted.enumerated() { words[index + 1] = id }
    return StringContext(address: address)
  }

  @inline(__always) func union(_ other: StringContext, in arena: Arena) -> StringContext {
    if _fastPath(word == other.word || other.isEmpty) { return self }
    if isEmpty { return other }
    return merge(other, in: arena)
  }

  @inline(never) private func merge(_ other: StringContext, in arena: Arena) -> StringContext {
    let left = pointer(address, to: UInt32.self)
    let right = pointer(other.address, to: UInt32.self)
    let leftCount = Int(left[0])
    let rightCount = Int(right[0])
    let size = wordBytes(1 + leftCount + rightCount)
    let result = arena.allocate(size)
    let end = result &+ UInt(size)
    let out = pointer(result, to: UInt32.self)
    var leftIndex = 1
    var rightIndex = 1
    var count = 0
    while leftIndex <= leftCount || rightIndex <= rightCount {
      count += 1
      if rightIndex > rightCount || (leftIndex <= leftCount && left[leftIndex] < right[rightIndex])
      {
        out[count] = left[leftIndex]
        leftIndex += 1
      } else {
        if leftIndex <= leftCount && left[leftIndex] == right[rightIndex] { leftIndex += 1 }
        out[count] = right[rightIndex]
        rightIndex += 1
      }
    }
    // One side held the other: share it and give the memory back.
    if count == leftCount || count == rightCount {
      arena.release(from: result, allocatedEnd: end)
      return count == leftCount ? self : other
    }
    out[0] = UInt32(count)
    arena.release(from: result &+ UInt(wordBytes(1 + count)), allocatedEnd: end)
    return StringContext(address: result)
  }
}

/// One element of a string context, and Nix's way to write it.
package enum ContextElement: Hashable {
  /// A store path as it is: `/nix/store/…`.
  case path(String)
  /// A derivation with everything it needs: `=/nix/store/….drv`.
  case derivation(String)
  /// An output of a derivation: `!out!/nix/store/….drv`.
  case output(derivation: String, name: String)

  package init(encoded: String) {
    if encoded.hasPrefix("=") {
      self = .derivation(String(encoded.dropFirst()))
    } else if encoded.hasPrefix("!"),
      let separator = encoded.utf8.dropFirst().firstIndex(of: UInt8(ascii: "!"))
    {
      let name = encoded[encoded.utf8.index(after: encoded.startIndex)..<separator]
      let path = encoded[encoded.utf8.index(after: separator)...]
      self = .output(derivation: String(path), name: String(name))
    } else {
      self = .path(encoded)
    }
  }

  package var encoded: String {
    switch self {
    case .path(let path): path
    case .derivation(let path): "=\(path)"
    case .output(let derivation, let name): "!\(name)!\(derivation)"
    }
  }

  /// Where the kind comes in Nix's order.
  var rank: Int {
    switch self {
    case .path: 0
    case .derivation: 1
    case .output: 2
    }
  }

  /// As error messages show it.
  var displayed: String {
    switch self {
    case .path(let path): path
    case .derivation(let path): "\(path) (deep)"
    case .output(let derivation, let name): "\(derivation)^\(name)"
    }
  }
}
