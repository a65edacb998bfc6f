/// Forms that give a value of any kind: the control structures of the language, and functions that
/// hand values through.
extension ExpressionGenerator {
  mutating func structural(_ kind: Kind) -> String {
    switch random.below(20) {
    case 0: return "(if \(make(.boolean)) then \(make(kind)) else \(make(kind)))"
    case 1, 2, 3: return letIn(kind)
    case 4: return with(kind)
    case 5: return "(assert \(condition()); \(make(kind)))"
    case 6, 7, 8: return application(kind)
    case 9, 10: return selection(kind)
    case 11: return functor(kind)
    case 12: return element(kind)
    case 13: return sequence(kind)
    case 14:
      return kind.isData
        ? "(builtins.fromJSON (builtins.toJSON \(make(kind))))"
        : "(builtins.head [ \(make(kind)) ])"
    case 15:
      return "(builtins.tryEval \(make(kind))).\(random.chance(90) ? "value" : "success")"
    case 16: return "(builtins.foldl' (acc: e: acc) \(make(kind)) \(make(.list(.random(&random)))))"
    case 17: return pipeline(kind)
    case 18: return recursiveFunction(kind)
    default: return "(builtins.elemAt [ \(make(kind)) \(make(kind)) ] \(random.below(2)))"
    }
  }

  /// Conditions of `assert` hold mostly.
  private mutating func condition() -> String {
    random.chance(80) ? "(\(make(.boolean)) || true)" : make(.boolean)
  }

  private mutating func letIn(_ kind: Kind) -> String {
    let saved = scope
    defer { scope = saved }
    var text = "(let "
    for _ in 0..<(1 + random.below(3)) {
      let name = freshName()
      // A name twice in one `let` is an error of syntax.
      if scope.dropFirst(saved.count).contains(where: { $0.name == name }) { continue }
      let bound = random.chance(30) ? kind : Kind.random(&random)
      let value = random.chance(1) ? name : make(bound)
      text += "\(name) = \(value); "
      scope.append(Variable(name: name, kind: bound))
    }
    return text + "in \(make(kind)))"
  }

  private mutating func with(_ kind: Kind) -> String {
    let saved = scope
    defer { scope = saved }
    let names = Set((0..<(1 + random.below(3))).map { _ in random.pick(["wa", "wb", "wc", "a"]) })
    var fields = names.sorted().map { Kind.Field(name: $0, kind: .random(&random)) }
    fields.append(Kind.Field(name: "wz", kind: kind))
    let text = set(fields, isRecursive: false)
    // A variable around it comes before an attribute of the set.
    for field in fields where visible(named: field.name) == nil {
      scope.append(Variable(name: field.name, kind: field.kind))
    }
    return "(with \(text); \(make(kind)))"
  }

  private mutating func application(_ kind: Kind) -> String {
    let parameter = Kind.random(&random)
    if random.chance(25) {
      let second = Kind.random(&random, depth: 1)
      return "(\(make(.function(parameter, .function(second, kind)))) \(make(parameter)) "
        + "\(make(second)))"
    }
    return "(\(make(.function(parameter, kind))) \(make(parameter)))"
  }

  private mutating func selection(_ kind: Kind) -> String {
    let name = random.pick(Kind.names)
    var fields = [Kind.Field(name: name, kind: kind)]
    if random.chance(50) {
      let other = random.pick(Kind.names)
      if other != name { fields.append(.init(name: other, kind: .random(&random))) }
    }
    let wanted = Kind.set(fields.sorted { $0.name < $1.name })
    let base = random.chance(60) ? set(fields) : "(\(make(wanted)))"
    let path = random.chance(20) ? "${\(quoted(name))}" : name
    switch random.below(8) {
    case 0: return "(\(base).\(path) or \(make(kind)))"
    case 1: return "(\(base).missing or \(make(kind)))"
    case 2: return "(\(base).\(path).deeper or \(make(kind)))"
    case 3: return "(builtins.getAttr \(quoted(name)) \(base))"
    default: return "\(base).\(path)"
    }
  }

  private mutating func functor(_ kind: Kind) -> String {
    let parameter = Kind.random(&random, depth: 1)
    return "({ __functor = self: \(make(.function(parameter, kind))); } \(make(parameter)))"
  }

  private mutating func element(_ kind: Kind) -> String {
    let list = make(.list(kind))
    switch random.below(4) {
    case 0: return "(builtins.head (\(list) ++ [ \(make(kind)) ]))"
    case 1: return "(builtins.elemAt ([ \(make(kind)) ] ++ \(list)) 0)"
    case 2: return "(builtins.foldl' (acc: e: e) \(make(kind)) \(list))"
    default: return "(builtins.head (builtins.tail [ \(make(kind)) \(make(kind)) ]))"
    }
  }

  private mutating func sequence(_ kind: Kind) -> String {
    let first = make(.random(&random))
    let second = make(kind)
    switch random.below(5) {
    case 0: return "(builtins.seq \(first) \(second))"
    case 1: return "(builtins.deepSeq \(first) \(second))"
    case 2: return "(builtins.trace \(first) \(second))"
    case 3: return "(builtins.addErrorContext \"context\" \(second))"
    default: return "(builtins.traceVerbose \(first) \(second))"
    }
  }

  private mutating func pipeline(_ kind: Kind) -> String {
    let parameter = Kind.random(&random, depth: 1)
    let function = make(.function(parameter, kind))
    return "(builtins.head (map \(function) [ \(make(parameter)) ]))"
  }

  /// Recursion that ends after a few steps.
  private mutating func recursiveFunction(_ kind: Kind) -> String {
    "(let go = n: if n <= 0 then \(make(kind)) else go (n - 1); in go \(random.below(6)))"
  }

  /// An expression that fails, most of the time.
  mutating func failing(_ kind: Kind) -> String {
    switch random.below(12) {
    // Not empty: Nix prints an empty message as no line at all.
    case 0, 1, 2: "(throw (\"m\" + \(make(.string))))"
    case 3: "(abort \(make(.string)))"
    case 4: "(assert \(make(.boolean)); \(leaf(kind)))"
    case 5: "(\(make(.random(&random))).missing)"
    case 6: "(\(make(.integer)) / 0)"
    case 7: "(builtins.head [ ])"
    case 8: "(\(make(.random(&random))) \(make(.random(&random))))"
    case 9: "(let x = x; in x)"
    case 10: "(9223372036854775807 + \(make(.integer)))"
    default: "(({ a, b ? 1 }: a) \(make(.set([]))))"
    }
  }
}
