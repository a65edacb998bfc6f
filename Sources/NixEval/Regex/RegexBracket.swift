/// Reads a bracket expression such as `[^[:space:]a-z]`.
struct RegexBracket {
  private let pattern: [UInt8]
  /// After `parse`, the place behind the closing bracket.
  private(set) var offset: Int
  private var isAtStart = true
  private var set = ByteSet()
  private var last = Last.none

  /// What stands before a dash.
  private enum Last {
    case none
    case byte(UInt8)
    /// A class cannot start a range.
    case characterClass
  }

  private enum Token: Equatable {
    case byte(UInt8)
    case dash
    case close
    case named(UInt8, [UInt8])
  }

  /// `offset` is behind the opening bracket.
  init(_ pattern: [UInt8], at offset: Int) {
    self.pattern = pattern
    self.offset = offset
  }

  mutating func parse() throws(RegexError) -> ByteSet {
    let isInverted = offset < pattern.count && pattern[offset] == UInt8(ascii: "^")
    if isInverted { offset += 1 }
    var token = try next()
    // A dash that comes first stands for itself.
    if token == .dash { token = .byte(UInt8(ascii: "-")) }
    while token != .close {
      switch token {
      case .byte(let byte): push(byte)
      case .named(let kind, let name): try addNamed(kind, name)
      case .close: break
      case .dash:
        let following = try next()
        if following == .close {
          push(UInt8(ascii: "-"))
          token = following
          continue
        }
        try addRange(to: following)
      }
      token = try next()
    }
    flush()
    return isInverted ? set.inverted : set
  }

  /// Adds what is pending; the new byte may start a range.
  private mutating func push(_ byte: UInt8) {
    flush()
    last = .byte(byte)
  }

  private mutating func flush() {
    if case .byte(let byte) = last { set.insert(byte) }
    last = .none
  }

  /// Bytes are compared as signed numbers, as the C++ library does.
  private mutating func addRange(to token: Token) throws(RegexError) {
    guard case .byte(let low) = last else { throw .invalid }
    let high: UInt8
    switch token {
    case .byte(let byte): high = byte
    case .dash: high = UInt8(ascii: "-")
    default: throw .invalid
    }
    guard Int8(bitPattern: low) <= Int8(bitPattern: high) else { throw .invalid }
    for value in Int8(bitPattern: low)...Int8(bitPattern: high) {
      set.insert(UInt8(bitPattern: value))
    }
    last = .none
  }

  private mutating func addNamed(_ kind: UInt8, _ name: [UInt8]) throws(RegexError) {
    if kind == UInt8(ascii: ":") {
      flush()
      last = .characterClass
      guard let bytes = Self.characterClass(name) else { throw .invalid }
      set.formUnion(bytes)
      return
    }
    guard let byte = Self.element(name) else { throw .invalid }
    if kind == UInt8(ascii: ".") {
      push(byte)
    } else {
      flush()
      last = .characterClass
      set.insert(byte)
    }
  }

  private mutating func next() throws(RegexError) -> Token {
    guard offset < pattern.count else { throw .invalid }
    let byte = pattern[offset]
    let isFirst = isAtStart
    isAtStart = false
    offset += 1
    switch byte {
    case UInt8(ascii: "-"): return .dash
    case UInt8(ascii: "]") where !isFirst: return .close
    case UInt8(ascii: "["):
      guard offset < pattern.count else { throw .invalid }
      let kind = pattern[offset]
      guard [UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "=")].contains(kind) else {
        return .byte(byte)
      }
      let start = offset + 1
      guard let end = pattern[start...].firstIndex(of: kind), end + 1 < pattern.count,
        pattern[end + 1] == UInt8(ascii: "]")
      else { throw .invalid }
      offset = end + 2
      return .named(kind, Array(pattern[start..<end]))
    default: return .byte(byte)
    }
  }

  // MARK: Names

  /// The bytes of `[:name:]` in the C locale.
  private static func characterClass(_ name: [UInt8]) -> ByteSet? {
    let lower = String(decoding: name, as: UTF8.self).lowercased()
    let contains: (UInt8) -> Bool
    switch lower {
    case "alnum": contains = { isLetter($0) || isDigit($0) }
    case "alpha": contains = isLetter
    case "blank": contains = { $0 == 0x20 || $0 == 0x09 }
    case "cntrl": contains = { $0 < 0x20 || $0 == 0x7f }
    case "digit", "d": contains = isDigit
    case "graph": contains = { $0 > 0x20 && $0 < 0x7f }
    case "lower": contains = { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
    case "print": contains = { $0 >= 0x20 && $0 < 0x7f }
    case "punct": contains = { $0 > 0x20 && $0 < 0x7f && !isLetter($0) && !isDigit($0) }
    case "space", "s": contains = { $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0d }
    case "upper": contains = { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    case "w": contains = { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    case "xdigit":
      contains = { isDigit($0) || $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "f") }
    default: return nil
    }
    var set = ByteSet()
    for byte in UInt8.min...UInt8.max where contains(byte) { set.insert(byte) }
    return set
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// The byte of a collating element: POSIX's name of an ASCII character, or the character.
  private static func element(_ name: [UInt8]) -> UInt8? {
    let text = String(decoding: name, as: UTF8.self)
    if let index = elementNames.firstIndex(where: { $0 == text }) { return UInt8(index) }
    return name.count == 1 ? name[0] : nil
  }

  /// In the order of ASCII.
  private static let elementNames =
    """
    NUL SOH STX ETX EOT ENQ ACK alert backspace tab newline vertical-tab form-feed carriage-return \
    SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC IS4 IS3 IS2 IS1 space exclamation-mark \
    quotation-mark number-sign dollar-sign percent-sign ampersand apostrophe left-parenthesis \
    right-parenthesis asterisk plus-sign comma hyphen period slash zero one two three four five six \
    seven eight nine colon semicolon less-than-sign equals-sign greater-than-sign question-mark \
    commercial-at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z left-square-bracket backslash \
    right-square-bracket circumflex underscore grave-accent a b c d e f g h i j k l m n o p q r s t \
    u v w x y z left-curly-bracket vertical-line right-curly-bracket tilde DEL
    """.split(separator: " ")
}
