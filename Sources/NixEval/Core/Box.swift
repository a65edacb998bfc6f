import Glibc

/// A value that does not fit in a word beside its tag: sixteen bytes, a kind and a payload.
struct Box: ArenaObject {
  enum Kind: UInt32 {
    case float
    /// Payload: the word of a string without context.
    case path
    /// An integer that needs more than 28 bits.
    case integer
    /// `detail` is the number of the builtin.
    case builtin
    /// `detail` is the number of the builtin, the payload how many arguments follow.
    case partialApplication
  }

  private struct Header {
    var kind: Kind
    var detail: UInt32
    var payload: UInt
  }

  let word: UInt32

  @inline(__always) private var header: UnsafeMutablePointer<Header> { pointer(address) }
  @inline(__always) var kind: Kind { header.pointee.kind }
  @inline(__always) var detail: UInt32 { header.pointee.detail }
  @inline(__always) var payload: UInt { header.pointee.payload }
  @inline(__always) var value: Value { Value(address: address, tag: Value.Tag.box) }

  @inline(__always) static func make(
    _ kind: Kind, detail: UInt32 = 0, _ payload: UInt, in arena: Arena
  )
    -> Value
  {
    let address = arena.allocate(16)
    pointer(address, to: Header.self).pointee = Header(
      kind: kind, detail: detail, payload: payload)
    return Value(address: address, tag: Value.Tag.box)
  }

  /// A builtin with some of its arguments: the earlier ones, then one more.
  static func makePartial(
    builtin: UInt32, earlier: Box?, next: Value, in arena: Arena
  ) -> Value {
    let count = earlier.map { Int($0.payload) } ?? 0
    let address = arena.allocate(16 + wordBytes(count + 1))
    pointer(address, to: Header.self).pointee = Header(
      kind: .partialApplication, detail: builtin, payload: UInt(count + 1))
    let slots = pointer(address &+ 16, to: Value.self)
    if let earlier {
      for index in 0..<count { slots[index] = earlier.argument(index) }
    }
    slots[count] = next
    return Value(address: address, tag: Value.Tag.box)
  }

  /// The same value as another object, of which Nix's `==` says that it differs if it is a function.
  func copied(in arena: Arena) -> Box {
    let size = 16 + (kind == .partialApplication ? wordBytes(Int(payload)) : 0)
    let copy = Box(address: arena.allocate(size))
    memcpy(pointer(copy.address, to: UInt8.self), pointer(address, to: UInt8.self), size)
    return copy
  }

  /// An argument of a partial application.
  @inline(__always) func argument(_ index: Int) -> Value {
    assert(kind == .partialApplication && index < Int(payload))
    return pointer(address &+ 16, to: Value.self)[index]
  }
}

extension Value {
  private static let smallIntegers = Int(Int32.min >> 4)...Int(Int32.max >> 4)

  @inline(__always) package static func integer(_ number: Int, in arena: Arena) -> Value {
    if _fastPath(smallIntegers.contains(number)) {
      return Value(bits: UInt32(truncatingIfNeeded: number) << 4 | Tag.smallInteger)
    }
    return Box.make(.integer, UInt(bitPattern: number), in: arena)
  }

  package static func float(_ number: Double, in arena: Arena) -> Value {
    Box.make(.float, UInt(number.bitPattern), in: arena)
  }

  /// A path value from a canonical absolute path.
  package static func path(_ text: NixString, in arena: Arena) -> Value {
    Box.make(.path, UInt(text.value.bits), in: arena)
  }
}
