/// Why a pattern is refused.
enum RegexError: Error {
  case invalid
  /// The automaton would have more states than the C++ library allows.
  case tooLarge
  /// The match needs to remember more than is sensible.
  case tooComplex
}

/// Reads a pattern into a tree.
///
/// The grammar, where it differs from POSIX or leaves POSIX's "undefined", is that of the C++
/// library: a quantifier with nothing before it is an error, also after `^`, `(` and `|`; only
/// `.[\()*+?{|^$` may be escaped; `{,n}` is an error; `]` and `}` alone stand for themselves.
struct RegexParser {
  indirect enum Tree {
    case empty
    case byte(ByteSet)
    case sequence([Tree])
    case either(Tree, Tree)
    case group(Int, Tree)
    case start
    case end
    case repeated(Tree, minimum: Int, maximum: Int?)
  }

  private let pattern: [UInt8]
  private var offset = 0
  private var depth = 0
  private(set) var groupCount = 0

  /// Groups within groups; the reader and the compiler recurse.
  private static let maximumDepth = 1000

  init(_ pattern: [UInt8]) { self.pattern = pattern }

  mutating func parse() throws(RegexError) -> Tree {
    let tree = try parseAlternatives()
    guard offset == pattern.count else { throw .invalid }
    return tree
  }

  private var current: UInt8? { offset < pattern.count ? pattern[offset] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func parseAlternatives() throws(RegexError) -> Tree {
    guard depth < Self.maximumDepth else { throw .tooLarge }
    depth += 1
    var tree = try parseSequence()
    while take("|") { tree = .either(tree, try parseSequence()) }
    depth -= 1
    return tree
  }

  private mutating func parseSequence() throws(RegexError) -> Tree {
    var items: [Tree] = []
    while let item = try parseItem() { items.append(item) }
    return items.isEmpty ? .empty : items.count == 1 ? items[0] : .sequence(items)
  }

  /// An anchor, or an atom with its quantifiers; nil at anything else.
  private mutating func parseItem() throws(RegexError) -> Tree? {
    guard let byte = current else { return nil }
    switch byte {
    case UInt8(ascii: "^"):
      offset += 1
      return .start
    case UInt8(ascii: "$"):
      offset += 1
      return .end
    case UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "?"), UInt8(ascii: "{"):
      return nil
    default: return try parseQuantifiers(of: try parseAtom(byte))
    }
  }

  private mutating func parseAtom(_ byte: UInt8) throws(RegexError) -> Tree {
    offset += 1
    switch byte {
    case UInt8(ascii: "."): return .byte(.all)
    case UInt8(ascii: "["):
      var bracket = RegexBracket(pattern, at: offset)
      let set = try bracket.parse()
      offset = bracket.offset
      return .byte(set)
    case UInt8(ascii: "("):
      groupCount += 1
      let group = groupCount
      let inner = try parseAlternatives()
      guard take(")") else { throw .invalid }
      return .group(group, inner)
    case UInt8(ascii: "\\"):
      guard let escaped = current, Self.escapable.contains(escaped) else { throw .invalid }
      offset += 1
      return .byte(ByteSet(escaped))
    default: return .byte(ByteSet(byte))
    }
  }

  private static let escapable = Array(".[\\()*+?{|^$".utf8)

  private mutating func parseQuantifiers(of atom: Tree) throws(RegexError) -> Tree {
    var tree = atom
    while true {
      if take("*") {
        tree = .repeated(tree, minimum: 0, maximum: nil)
      } else if take("+") {
        tree = .repeated(tree, minimum: 1, maximum: nil)
      } else if take("?") {
        tree = .repeated(tree, minimum: 0, maximum: 1)
      } else if take("{") {
        let minimum = try parseCount()
        var maximum: Int? = minimum
        if take(",") { maximum = current == UInt8(ascii: "}") ? nil : try parseCount() }
        guard take("}"), maximum.map({ $0 >= minimum }) ?? true else { throw .invalid }
        tree = .repeated(tree, minimum: minimum, maximum: maximum)
      } else {
        return tree
      }
    }
  }

  private mutating func parseCount() throws(RegexError) -> Int {
    let start = offset
    var value = 0
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      value = min(value * 10 + Int(byte & 15), RegexCompiler.maximumStateCount + 1)
      offset += 1
    }
    guard offset > start else { throw .invalid }
    return value
  }
}
