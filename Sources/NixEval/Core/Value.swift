/// A Nix value in one machine word: three bits of tag, the rest an address or the value itself.
///
/// Copying costs a register move and there is nothing to retain. A word tagged `thunk` is not yet
/// evaluated; `Evaluator.force` turns it into one that is. The word zero stands for "no value".
///
/// Slots of environments, and nothing else, may hold a `deferred` word: an expression of that very
/// scope which nobody asked for yet. It becomes its value when the variable is read, or a
/// thunk when the variable is put into a list, a set or an argument (`Evaluator.suspended`). More
/// than half of all variables of `let` are read directly or never, and need no thunk.
package struct Value {
  package let bits: UInt

  @inline(__always) init(bits: UInt) { self.bits = bits }

  /// What the three low bits say.
  enum Tag {
    static let thunk: UInt = 0
    static let smallInteger: UInt = 1
    static let attributes: UInt = 2
    static let string: UInt = 3
    static let list: UInt = 4
    static let closure: UInt = 5
    /// Floats, paths, builtins, partial applications and integers of more than 61 bits.
    static let box: UInt = 6
    /// Null and the Booleans.
    static let constant: UInt = 7
    static let mask: UInt = 7
  }

  @inline(__always) init(address: UInt, tag: UInt) {
    assert(address & Tag.mask == 0 && address != 0)
    bits = address | tag
  }

  @inline(__always) var tag: UInt { bits & Tag.mask }
  @inline(__always) var address: UInt { bits & ~Tag.mask }

  package static let null = Value(bits: Tag.constant)
  package static let `false` = Value(bits: Tag.constant | 8)
  package static let `true` = Value(bits: Tag.constant | 16)
  /// No value: a slot that was not filled.
  static let absent = Value(bits: 0)

  @inline(__always) package init(_ boolean: Bool) { self = boolean ? .true : .false }

  /// Addresses of user space are below 2^47.
  private static let deferredFlag: UInt = 1 << 63
  private static let enteredFlag: UInt = 1 << 62

  /// An expression of the scope whose slot holds the word. Constants are put in as they are.
  static func deferred(_ node: Node) -> Value {
    node.kind == .constant ? node.constant : Value(bits: node.address | deferredFlag)
  }

  /// Whether the word is an expression, to be evaluated in the environment it was read from.
  @inline(__always) var isDeferred: Bool { tag == Tag.thunk && Int(bitPattern: bits) < 0 }
  /// Whether that expression is being evaluated: to meet it again is infinite recursion.
  @inline(__always) var isEntered: Bool { bits & Self.enteredFlag != 0 }
  /// The same expression, being evaluated.
  @inline(__always) var entered: Value { Value(bits: bits | Self.enteredFlag) }

  @inline(__always) var deferredNode: Node {
    assert(isDeferred)
    return Node(address: bits & ~(Self.deferredFlag | Self.enteredFlag))
  }

  /// Whether the word is a value or a thunk, as all words outside of environments are.
  @inline(__always) var isOrdinary: Bool { !isAbsent && !isDeferred }

  /// Whether the word may be used as it is, without `Evaluator.force`.
  @inline(__always) package var isForced: Bool { bits & Tag.mask != Tag.thunk }
  @inline(__always) var isAbsent: Bool { bits == 0 }
  @inline(__always) package var isNull: Bool { bits == Value.null.bits }
  @inline(__always) package var isAttributes: Bool { tag == Tag.attributes }
  @inline(__always) package var isString: Bool { tag == Tag.string }
  @inline(__always) package var isList: Bool { tag == Tag.list }
  @inline(__always) var isClosure: Bool { tag == Tag.closure }
  @inline(__always) var isSmallInteger: Bool { tag == Tag.smallInteger }

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
    return NixList(address: address & Self.addressMask)
  }

  /// Addresses of user space are below 2^47; what is above them in the word of a list says which
  /// thunk gave it.
  private static let addressMask: UInt = 1 << 47 - 1

  /// The same list as the value of a thunk. Nix copies a list into the cell of the thunk whose value
  /// it is, and prints a list as `«repeated»` only when the same cell comes again. Sixteen bits of
  /// the thunk's address stand for that cell: enough to tell the few copies of one list apart.
  @inline(__always) func copied(toCellAt address: UInt) -> Value {
    assert(isList)
    return Value(bits: bits & Self.addressMask | (address >> 3) << 48)
  }

  @inline(__always) var closure: Closure {
    assert(isClosure)
    return Closure(address: address)
  }

  @inline(__always) var thunk: Thunk {
    assert(!isForced && isOrdinary)
    return Thunk(address: bits)
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
  @inline(__always) package var isPath: Bool { isBox(.path) }
  @inline(__always) var isBuiltin: Bool { isBox(.builtin) }
  @inline(__always) var isPartialApplication: Bool { isBox(.partialApplication) }
  @inline(__always) package var isFunction: Bool {
    isClosure || isBuiltin || isPartialApplication
  }

  /// The integer of a value that is one.
  @inline(__always) package var integer: Int {
    assert(isInteger)
    return isSmallInteger ? Int(bitPattern: bits) >> 3 : Int(bitPattern: box.payload)
  }

  /// The float of a value that is one.
  @inline(__always) package var float: Double {
    assert(isFloat)
    return Double(bitPattern: UInt64(box.payload))
  }

  /// The text of a path value, absolute and canonical.
  @inline(__always) package var pathString: NixString {
    assert(isPath)
    return Value(bits: box.payload).string
  }

  /// What `builtins.typeOf` distinguishes, and the state of not being evaluated.
  package enum Kind: Sendable {
    case thunk, integer, float, boolean, string, path, null, attributes, list, function
  }

  package var kind: Kind {
    switch tag {
    case Tag.thunk: .thunk
    case Tag.smallInteger: .integer
    case Tag.attributes: .attributes
    case Tag.string: .string
    case Tag.list: .list
    case Tag.closure: .function
    case Tag.constant: isNull ? .null : .boolean
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
