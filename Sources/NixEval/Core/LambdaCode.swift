/// The code of a function: argument, formals, body.
struct LambdaCode: ArenaObject {
  /// One name of `{ a, b ? 1 }:`.
  struct Formal {
    var symbol: Symbol
    var position: Position
    /// The expression of its default, or absent.
    var fallback: Node
  }

  struct Header {
    /// The name before `:` or beside `@`, `.none` without one.
    var argument: Symbol
    /// The attribute or variable that the function was bound to, for messages.
    var name: Symbol
    var position: Position
    var formalCount: UInt32
    var hasFormals: Bool
    var hasEllipsis: Bool
    var body: Node
  }

  let word: UInt32

  /// Formals come sorted by symbol. The body is set once it is bound.
  static func make(_ header: Header, formals: [Formal], in arena: Arena) -> LambdaCode {
    let address = arena.allocate(
      wholeBytes(MemoryLayout<Header>.stride + formals.count * MemoryLayout<Formal>.stride))
    let code = LambdaCode(address: address)
    code.header.pointee = header
    for (index, formal) in formals.enumerated() { code.formals[index] = formal }
    return code
  }

  @inline(__always) private var header: UnsafeMutablePointer<Header> { pointer(address) }
  @inline(__always) private var formals: UnsafeMutablePointer<Formal> {
    pointer(address &+ UInt(MemoryLayout<Header>.stride))
  }

  @inline(__always) var argument: Symbol { header.pointee.argument }
  @inline(__always) var position: Position { header.pointee.position }
  @inline(__always) var formalCount: Int { Int(header.pointee.formalCount) }
  @inline(__always) var hasFormals: Bool { header.pointee.hasFormals }
  @inline(__always) var hasEllipsis: Bool { header.pointee.hasEllipsis }
  @inline(__always) var body: Node {
    get { header.pointee.body }
    nonmutating set { header.pointee.body = newValue }
  }
  var name: Symbol {
    get { header.pointee.name }
    nonmutating set { header.pointee.name = newValue }
  }

  @inline(__always) func formal(_ index: Int) -> Formal {
    assert(index >= 0 && index < formalCount)
    return formals[index]
  }

  func setFallback(_ index: Int, _ node: Node) { formals[index].fallback = node }

  /// Slots of the environment of a call: the whole argument if it is named, then the formals.
  @inline(__always) var slotCount: Int { formalCount + (argument == .none ? 0 : 1) }
}
