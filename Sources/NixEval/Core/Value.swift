/// A Nix value in 32 bits: three of tag, the rest an address or the value itself.
///
/// Copying costs a register move and there is nothing to retain. A word tagged `thunk` is not yet
/// evaluated; `Evaluator.force` turns it into one that is. The word zero stands for "no value".
///
/// Slots of environments, and nothing else, may hold a `deferred` word: an expression of that very
/// scope which nobody asked for yet. It becomes its value when the variable is read, or a
/// thunk when the variable is put into a list, a set or an argument (`Evaluator.suspended`). More
/// than half of all variables of `let` are read directly or never, and need no thunk.
package struct Value {
  package let bits: UInt32

  @inline(__always) init(bits: UInt32) { self.bits = bits }

  /// What the three low bits say. Words that are not evaluated are those whose two lowest are 0.
  enum Tag {
    static let thunk: UInt32 = 0
    /// An integer, or a constant if the fourth bit is set too.
    static let immediate: UInt32 = 1
    static let attributes: UInt32 = 2
    static let string: UInt32 = 3
    static let deferred: UInt32 = 4
    static let closure: UInt32 = 5
    /// Floats, paths, builtins, partial applications and integers of more than 28 bits.
    static let box: UInt32 = 6
    static let list: UInt32 = 7
    static let mask: UInt32 = 7
    static let unevaluatedMask: UInt32 = 3

    /// Four bits: an integer, and null or a Boolean.
    static let smallInteger: UInt32 = 1
    static let constant: UInt32 = 9
    static let immediateMask: UInt32 = 15
  }

  @inline(__always) init(address: UInt, tag: UInt32) {
    assert(address & 7 == 0 && address != 0 && address >> 32 == 0)
    bits = UInt32(truncatingIfNeeded: address) | tag
  }

  @inline(__always) var tag: UInt32 { bits & Tag.mask }
  @inline(__always) var address: UInt { UInt(bits & ~Tag.mask) }

  package static let null = Value(bits: Tag.constant)
  package static let `false` = Value(bits: Tag.constant | 16)
  package static let `true` = Value(bits: Tag.constant | 32)
  /// No value: a slot that was not filled.
  static let absent = Value(bits: 0)

  @inline(__always) package init(_ boolean: Bool) { self = boolean ? .true : .false }

  /// What a slot holds while its expression is evaluated: to meet it again is infinite recursion.
  static let entered = Value(bits: Tag.deferred)

  /// An expression of the scope whose slot holds the word. Constants are put in as they are.
  static func deferred(_ node: Node) -> Value {
    node.kind == .constant ? node.constant : Value(address: node.address, tag: Tag.deferred)
  }

  /// Whether the word is an expression, to be evaluated in the environment it was read from.
  @inline(__always) var isDeferred: Bool { tag == Tag.deferred }
  /// Whether it stands for an expression that is being evaluated.
  @inline(__always) var isEntered: Bool { bits == Tag.deferred }

  @inline(__always) var deferredNode: Node {
    assert(isDeferred && !isEntered)
    return Node(address: address)
  }

  /// Whether the word is a value or a thunk, as all words outside of environments are.
  @inline(__always) var isOrdinary: Bool { !isAbsent && !isDeferred }

  /// Whether the word may be used as it is, without `Evaluator.force`.
  @inline(__always) package var isForced: Bool { bits & Tag.unevaluatedMask != 0 }
  @inline(__always) var isAbsent: Bool { bits == 0 }
  @inline(__always) package var isNull: Bool { bits == Value.null.bits }
  @inline(__always) package var isAttributes: Bool { tag == Tag.attributes }
  @inline(__always) package var isString: Bool { tag == Tag.string }
  @inline(__always) package var isList: Bool { tag == Tag.list }
  @inline(__always) var isClosure: Bool { tag == Tag.closure }
  @inline(__always) var isSmallInteger: Bool { bits & Tag.immediateMask == Tag.smallInteger }

  /// The same word: the same constant or the same object. Not Nix's `==`.
  @inline(__always) package static func === (left: Value, right: Value) -> Bool {
    left.bits == right.bits
  }

  /// The Boolean, or nil when the value is none.
  @inline(__always) package var boolean: Bool? {
    bits == Value.true.bits ? true : bits == Value.false.bits ? false : nil
  }

  /// The attribute set of a value that is one.
  @inline(__always) package var attributes: AttributeSet {
    assert(isAttributes)
    return AttributeSet(address: address)
  }

  /// The string of a value that is one.
  @inline(__always) package var string: NixString {
    assert(isString)
    return NixString(address: address)
  }

  /// The list of a value that is one.
  @inline(__always) package var list: NixList {
    assert(isList)
    return NixList(address: address)
  }

  @inline(__always) var closure: Closure {
    assert(isClosure)
    return Closure(address: address)
  }

  @inline(__always) var thunk: Thunk {
    assert(!isForced && isOrdinary)
    return Thunk(address: UInt(bits))
  }

  @inline(__always) var box: Box {
    assert(tag == Tag.box)
    return Box(address: address)
  }

  @inline(__always) private func isBox(_ kind: Box.Kind) -> Bool {
    tag == Tag.box && box.kind == kind
  }

  @inline(__always) package var isInteger: Bool { isSmallInteger || isBox(.integer) }
  @inline(__always) package var isFloat: Bool { isBox(.float) }
  var isNaN: Bool { isFloat && float.isNaN }
  @inline(__always) package var isPath: Bool { isBox(.path) }
  @inline(__always) var isBuiltin: Bool { isBox(.builtin) }
  @inline(__always) var isPartialApplication: Bool { isBox(.partialApplication) }
  @inline(__always) package var isFunction: Bool {
    isClosure || isBuiltin || isPartialApplication
  }

  /// The integer of a value that is one.
  @inline(__always) package var integer: Int {
    assert(isInteger)
    return isSmallInteger ? Int(Int32(bitPattern: bits) >> 4) : Int(bitPattern: box.payload)
  }

  /// The float of a value that is one.
  @inline(__always) package var float: Double {
    assert(isFloat)
    return Double(bitPattern: UInt64(box.payload))
  }

  /// The text of a path value, absolute and canonical.
  @inline(__always) package var pathString: NixString {
    assert(isPath)
    return Value(bits: UInt32(truncatingIfNeeded: box.payload)).string
  }

  /// What `builtins.typeOf` distinguishes, and the state of not being evaluated.
  package enum Kind: Sendable {
    case thunk, integer, float, boolean, string, path, null, attributes, list, function
  }

  package var kind: Kind {
    switch tag {
    case Tag.thunk, Tag.deferred: .thunk
    case Tag.immediate: isSmallInteger ? .integer : isNull ? .null : .boolean
    case Tag.attributes: .attributes
    case Tag.string: .string
    case Tag.list: .list
    case Tag.closure: .function
    default:
      switch box.kind {
      case .float: .float
      case .path: .path
      case .integer: .integer
      case .builtin, .partialApplication: .function
      }
    }
  }
}
