/// Turns the tree of a pattern into states. Built from the end: each part knows what follows it.
struct RegexCompiler {
  typealias Tree = RegexParser.Tree

  /// The limit of the C++ library, 100,000, less the states that it makes for itself; Nix gives its
  /// message.
  static let maximumStateCount = 99_995

  private var states: [RegexProgram.State] = []

  static func compile(_ pattern: [UInt8]) throws(RegexError) -> RegexProgram {
    var parser = RegexParser(pattern)
    let tree = try parser.parse()
    var compiler = Self()
    let accept = try compiler.add(.accept)
    let first = try compiler.compile(tree, next: accept)
    return RegexProgram(states: compiler.states, first: first, groupCount: parser.groupCount)
  }

  private mutating func add(_ state: RegexProgram.State) throws(RegexError) -> Int {
    guard states.count < Self.maximumStateCount else { throw .tooLarge }
    states.append(state)
    return states.count - 1
  }

  /// The first state of a part that goes on to `next`.
  private mutating func compile(_ tree: Tree, next: Int) throws(RegexError) -> Int {
    switch tree {
    case .empty: return next
    case .byte(let set): return try add(.byte(set, next: next))
    case .sequence(let items):
      var following = next
      for item in items.reversed() { following = try compile(item, next: following) }
      return following
    case .either(let left, let right):
      let second = try compile(right, next: next)
      return try add(.either(left: try compile(left, next: next), right: second))
    case .group(let number, let inner):
      let end = try add(.groupEnd(number, next: next))
      return try add(.groupStart(number, next: try compile(inner, next: end)))
    case .start: return try add(.start(next: next))
    case .end: return try add(.end(next: next))
    case .repeated(let inner, let minimum, let maximum):
      return try compile(inner, minimum, maximum, next: next)
    }
  }

  private mutating func compile(
    _ inner: Tree, _ minimum: Int, _ maximum: Int?, next: Int
  ) throws(RegexError) -> Int {
    if case .byte(let set) = inner, maximum == nil {
      guard minimum <= Self.maximumStateCount else { throw .tooLarge }
      return try add(.bytes(set, minimum: minimum, next: next))
    }
    var following = next
    if let maximum {
      // Each optional copy leaves the whole repetition when it does not match.
      for _ in minimum..<maximum {
        let body = try compile(inner, next: following)
        following = try add(.loop(body: body, next: next))
      }
    } else {
      let loop = try add(.jump(next: next))
      states[loop] = .loop(body: try compile(inner, next: loop), next: next)
      // `x+` enters through its body, so that its groups are set by the first round.
      if minimum == 1, case .loop(let body, _) = states[loop] { return body }
      following = loop
    }
    for _ in 0..<minimum { following = try compile(inner, next: following) }
    return following
  }
}
