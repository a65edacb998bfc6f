/// An attribute path such as `a.${b}.c`.
struct PathCode: ArenaObject {
  /// A fixed name, or an expression for it.
  struct Component {
    var symbol: Symbol
    var position: Position
    var expression: Node
  }

  let word: UInt32

  @inline(__always) var count: Int { pointer(address, to: Int.self).pointee }

  @inline(__always) subscript(index: Int) -> Component {
    assert(index >= 0 && index < count)
    return pointer(address &+ 8, to: Component.self)[index]
  }

  /// Room for components, to be filled by `set`.
  static func make(count: Int, in arena: Arena) -> PathCode {
    let address = arena.allocate(wholeBytes(8 + count * MemoryLayout<Component>.stride))
    pointer(address, to: Int.self).pointee = count
    return PathCode(address: address)
  }

  func set(_ index: Int, _ component: Component) {
    assert(index >= 0 && index < count)
    pointer(address &+ 8, to: Component.self)[index] = component
  }
}
