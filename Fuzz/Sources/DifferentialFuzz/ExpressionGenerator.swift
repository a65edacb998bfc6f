/// Writes random expressions. They are planned by type, so that most of them evaluate; now and then a
/// part is of another type than wanted, or fails on purpose.
struct ExpressionGenerator {
  var random: Randomness
  /// Parts that may still be made; when it is used up, literals end every branch.
  var fuel: Int
  /// Variables, innermost last.
  var scope: [Variable] = []

  struct Variable {
    let name: String
    let kind: Kind
  }

  /// Of a hundred parts, how many are of a wrong type, and how many throw.
  private static let wrongTypes = 0.6
  private static let failures = 0.35

  init(seed: UInt64) {
    random = Randomness(seed: seed)
    // Small expressions find the same faults and are easier to understand.
    fuel = 3 + random.below(random.chance(20) ? 120 : 25)
  }

  /// A whole expression: planned by kind mostly, at the edges of the language, or a source that need
  /// not be one.
  mutating func expression() -> String {
    switch random.below(10) {
    case 0, 1, 2: edge()
    case 3: source()
    default: make(.random(&random, depth: 3))
    }
  }

  /// An expression of a kind, in parentheses where something may stand next to it.
  mutating func make(_ kind: Kind) -> String {
    fuel -= 1
    if random.chance(Self.wrongTypes) { return compound(.random(&random)) }
    if random.chance(Self.failures) { return failing(kind) }
    guard fuel > 0 else { return leaf(kind) }
    return compound(kind)
  }

  private mutating func compound(_ kind: Kind) -> String {
    let choice = random.below(100)
    if choice < 22 { return leaf(kind) }
    if choice < 50 { return structural(kind) }
    return specific(kind)
  }

  // MARK: Leaves

  /// A variable where there is one, else a literal.
  mutating func leaf(_ kind: Kind) -> String {
    if random.chance(70) {
      var seen: Set<String> = []
      let visible = scope.reversed().filter { seen.insert($0.name).inserted && $0.kind == kind }
      if !visible.isEmpty { return random.pick(visible).name }
    }
    return literal(kind)
  }

  mutating func literal(_ kind: Kind) -> String {
    switch kind {
    case .integer: return integer()
    case .float: return float()
    case .boolean: return random.chance(50) ? "true" : "false"
    case .null: return "null"
    case .string: return string()
    case .path: return random.pick(["/a", "/a/b.c", "/a/../d", "/.", "/x/./y", "/a-b/c_d+e"])
    case .list(let element):
      guard fuel > 0 else { return "[ ]" }
      let count = random.below(random.chance(5) ? 12 : 4)
      return "[ " + (0..<count).map { _ in make(element) + " " }.joined() + "]"
    case .set(let fields): return set(fields)
    case .function(let parameter, let result): return lambda(parameter, result)
    }
  }

  private mutating func integer() -> String {
    switch random.below(12) {
    case 0:
      random.pick(["9223372036854775807", "(-9223372036854775807 - 1)", "4611686018427387904"])
    case 1: random.pick(["1152921504606846976", "(-1152921504606846977)", "1152921504606846975"])
    case 2: "(-\(random.below(1000)))"
    case 3: String(random.below(1 << 40))
    default: String(random.below(12))
    }
  }

  private mutating func float() -> String {
    switch random.below(8) {
    case 0: random.pick(["1.0e15", "1.5e-7", "123456789.125", "1e6", "1e5", "0.1", "1.0e300"])
    case 1: random.pick([".5", "5.", "0.0", "(-0.0)", "3.14159265358979", "(-1.5e-300)"])
    case 2: "(-\(random.below(100)).\(random.below(100)))"
    default: "\(random.below(20)).\(random.below(4) * 25)"
    }
  }

  /// Texts with what is special somewhere: escapes, dollars, quotes, bytes beyond ASCII.
  private mutating func string() -> String {
    let plain = [
      "", "a", "b", "ab", "foo", "hello world", "1", "1.2.3", "2.0pre1", "-", "é", "日本", "a/b/c",
      "/a/b", "x=1", "\\n", "\\t\\r", "\\\"", "\\\\", "\\${a}", "$", "$$", "a.b", "[a-z]+",
      "(a|b)*",
      "null", "true", "''", "%", "a,b,,c", " a ", "{\\\"a\\\":[1,2.5,null]}", "foo-1.2-bar", "'",
      "<",
      "&", "/nix/store", "~", "#",
    ]
    if random.chance(12) { return indentedString() }
    guard fuel > 0, random.chance(30) else { return "\"\(random.pick(plain))\"" }
    var text = "\""
    for _ in 0..<(1 + random.below(3)) {
      text += random.pick(plain)
      text += random.chance(60) ? "${\(make(.string))}" : ""
    }
    return text + "\""
  }

  private mutating func indentedString() -> String {
    let plain = ["a", "  b", " ", "$", "''${", "'''", "''\\t", "\"", "\\n", "é", "c''$d", "$${x}"]
    var text = "''"
    for _ in 0..<random.below(4) {
      text += random.pick(plain)
      if fuel > 0, random.chance(30) { text += "${\(make(.string))}" }
    }
    // A dollar or quote before the end would belong to it.
    return text + " ''"
  }

  // MARK: Sets and functions

  /// A set literal: plain, recursive, with paths or computed names.
  mutating func set(_ fields: [Kind.Field], isRecursive: Bool? = nil) -> String {
    let isRecursive = isRecursive ?? random.chance(15)
    let saved = scope
    defer { scope = saved }
    var text = isRecursive ? "rec { " : "{ "
    for field in fields.shuffled(using: &random) {
      if !isRecursive, random.chance(8), let variable = visible(named: field.name),
        variable.kind == field.kind
      {
        text += "inherit \(field.name); "
        continue
      }
      let value = make(field.kind)
      switch random.below(14) {
      case 0 where !isRecursive: text += "${\(quoted(field.name))} = \(value); "
      case 1 where field.name != "or": text += "inherit (\(set([field]))) \(field.name); "
      default: text += "\(field.name) = \(value); "
      }
      if isRecursive, isVariable(field.name) {
        scope.append(Variable(name: field.name, kind: field.kind))
      }
    }
    // A name that is null defines nothing.
    if !isRecursive, random.chance(3) { text += "${null} = \(make(.integer)); " }
    return text + "}"
  }

  mutating func lambda(_ parameter: Kind, _ result: Kind) -> String {
    let saved = scope
    defer { scope = saved }
    guard case .set(let fields) = parameter, random.chance(70),
      fields.allSatisfy({ isVariable($0.name) })
    else {
      let name = freshName()
      scope.append(Variable(name: name, kind: parameter))
      return "(\(name): \(make(result)))"
    }
    var formals: [String] = []
    for field in fields {
      formals.append(random.chance(40) ? "\(field.name) ? \(make(field.kind))" : field.name)
      scope.append(Variable(name: field.name, kind: field.kind))
    }
    if random.chance(15) { formals.append("zz ? \(make(.integer))") }
    if random.chance(30) { formals.append("...") }
    var pattern = "{ \(formals.joined(separator: ", ")) }"
    if random.chance(25) {
      let name = freshName()
      if !fields.contains(where: { $0.name == name }) {
        pattern = random.chance(50) ? "\(name)@\(pattern)" : "\(pattern)@\(name)"
        scope.append(Variable(name: name, kind: parameter))
      }
    }
    return "(\(pattern): \(make(result)))"
  }

  // MARK: Names

  func visible(named name: String) -> Variable? { scope.last { $0.name == name } }

  /// Whether an attribute name may be a variable.
  func isVariable(_ name: String) -> Bool { !name.hasPrefix("\"") && name != "or" }

  func quoted(_ name: String) -> String { name.hasPrefix("\"") ? name : "\"\(name)\"" }

  /// A name for a variable; often one that hides another.
  mutating func freshName() -> String {
    random.pick(["x", "y", "z", "f", "v\(scope.count)", "v\(scope.count)", "v\(scope.count)"])
  }
}
