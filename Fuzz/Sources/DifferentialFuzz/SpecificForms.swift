/// Operators and builtins that give a value of a certain kind.
extension ExpressionGenerator {
  mutating func specific(_ kind: Kind) -> String {
    switch kind {
    case .integer: integerForm()
    case .float: floatForm()
    case .boolean: booleanForm()
    case .null: "(if \(make(.boolean)) then null else \(make(.null)))"
    case .string: stringForm()
    case .path: pathForm()
    case .list(let element): listForm(element)
    case .set(let fields): setForm(fields)
    case .function(let parameter, let result): functionForm(parameter, result)
    }
  }

  // MARK: Numbers

  private mutating func integerForm() -> String {
    switch random.below(16) {
    case 0...4: return "(\(make(.integer)) \(random.pick(["+", "-", "*", "/"])) \(make(.integer)))"
    case 5: return "(builtins.\(random.pick(["add", "sub", "mul", "div"])) \(two(.integer)))"
    case 6: return "(builtins.\(random.pick(["bitAnd", "bitOr", "bitXor"])) \(two(.integer)))"
    case 7: return "(builtins.length \(make(.list(.random(&random)))))"
    case 8: return "(builtins.stringLength \(make(.string)))"
    case 9: return "(builtins.\(random.pick(["floor", "ceil"])) \(make(.float)))"
    case 10: return "(builtins.compareVersions \(two(.string)))"
    case 11: return "(- \(make(.integer)))"
    case 12: return "(builtins.foldl' builtins.add 0 \(make(.list(.integer))))"
    case 13:
      return
        "(builtins.foldl' (a: b: \(random.pick(["a + b", "b - a"]))) 1 \(make(.list(.integer))))"
    case 14: return "(builtins.fromJSON (toString \(make(.integer))))"
    default: return "(builtins.\(random.pick(["floor", "ceil"])) \(make(.integer)))"
    }
  }

  private mutating func floatForm() -> String {
    switch random.below(5) {
    case 0: "(\(make(.float)) \(random.pick(["+", "-", "*", "/"])) \(make(.float)))"
    case 1: "(\(make(.float)) \(random.pick(["+", "-", "*", "/"])) \(make(.integer)))"
    case 2: "(\(make(.integer)) \(random.pick(["+", "-", "*", "/"])) \(make(.float)))"
    case 3: "(- \(make(.float)))"
    default: "(builtins.\(random.pick(["add", "sub", "mul", "div"])) \(two(.float)))"
    }
  }

  mutating func two(_ kind: Kind) -> String { "\(make(kind)) \(make(kind))" }

  // MARK: Truth

  private mutating func booleanForm() -> String {
    let any = Kind.random(&random)
    switch random.below(18) {
    case 0: return "(\(make(.boolean)) && \(make(.boolean)))"
    case 1: return "(\(make(.boolean)) || \(make(.boolean)))"
    case 2: return "(\(make(.boolean)) -> \(make(.boolean)))"
    case 3: return "(! \(make(.boolean)))"
    case 4, 5: return "(\(make(any)) \(random.pick(["==", "!="])) \(make(any)))"
    case 6: return "(\(make(any)) == \(make(.random(&random))))"
    case 7, 8:
      let ordered = any.isOrdered ? any : random.pick([.integer, .string, .float])
      return "(\(make(ordered)) \(random.pick(["<", "<=", ">", ">="])) \(make(ordered)))"
    case 9: return "(\(make(.integer)) \(random.pick(["<", "<=", ">", ">="])) \(make(.float)))"
    case 10: return "(\(make(any)) ? \(random.pick(Kind.names)))"
    case 11: return "(\(make(any)) ? \(random.pick(Kind.names)).\(random.pick(Kind.names)))"
    case 12:
      let name = random.pick([
        "isAttrs", "isBool", "isFloat", "isFunction", "isInt", "isList", "isNull", "isPath",
        "isString",
      ])
      return "(builtins.\(name) \(make(any)))"
    case 13: return "(builtins.hasAttr \(quoted(random.pick(Kind.names))) \(make(.set([]))))"
    case 14:
      return "(builtins.\(random.pick(["all", "any"])) \(make(.function(any, .boolean))) "
        + "\(make(.list(any))))"
    case 15: return "(builtins.elem \(make(any)) \(make(.list(any))))"
    case 16: return "(builtins.lessThan \(two(any.isOrdered ? any : .integer)))"
    default: return "(builtins.hasContext \(make(.string)))"
    }
  }

  // MARK: Paths

  private mutating func pathForm() -> String {
    switch random.below(4) {
    case 0: "(\(make(.path)) + \"\(random.pick(["x", "/", "é", "/../.."]))\")"
    case 1: "(dirOf \(make(.path)))"
    case 2: "(\(make(.path)) + \"/\(random.pick(["a", "..", "b/c", "."]))\")"
    // A newline in a path would be one in the printed value.
    default: "/a/${builtins.replaceStrings [ \"\\n\" ] [ \"n\" ] \(make(.string))}/b"
    }
  }

  // MARK: Lists

  private mutating func listForm(_ element: Kind) -> String {
    let list = Kind.list(element)
    switch random.below(18) {
    case 0, 1: return "(\(make(list)) ++ \(make(list)))"
    case 2, 3:
      let from = Kind.random(&random, depth: 1)
      return "(map \(make(.function(from, element))) \(make(.list(from))))"
    case 4: return "(builtins.filter \(make(.function(element, .boolean))) \(make(list)))"
    case 5: return "(builtins.genList \(make(.function(.integer, element))) \(random.below(5)))"
    case 6: return "(builtins.tail ([ \(make(element)) ] ++ \(make(list))))"
    case 7:
      guard element.isOrdered else { fallthrough }
      return "(builtins.sort \(order()) \(make(list)))"
    case 8: return "(builtins.concatLists [ \(two(list)) ])"
    case 9:
      let from = Kind.random(&random, depth: 1)
      return "(builtins.concatMap \(make(.function(from, list))) \(make(.list(from))))"
    case 10:
      return "(builtins.partition \(make(.function(element, .boolean))) \(make(list)))."
        + random.pick(["right", "wrong"])
    case 11:
      let fields = ["a", "b", "c"].map { Kind.Field(name: $0, kind: element) }
      return "(builtins.attrValues \(make(.set(fields))))"
    case 12:
      let set = Kind.set([.init(name: "a", kind: element)])
      return "(builtins.catAttrs \"a\" \(make(.list(set))))"
    case 13:
      guard element == .string else { fallthrough }
      return stringList()
    case 14:
      return "(builtins.map (e: e.value) (builtins.filter (e: e.success) "
        + "(map (n: builtins.tryEval n) \(make(list)))))"
    case 15: return closure(element)
    default: return "(builtins.foldl' (acc: e: acc ++ [ e ]) [ ] \(make(list)))"
    }
  }

  private mutating func order() -> String {
    random.pick([
      "builtins.lessThan", "(a: b: a < b)", "(a: b: b < a)", "(a: b: a <= b)", "(a: b: false)",
    ])
  }

  private mutating func closure(_ element: Kind) -> String {
    let step = random.pick([
      "if n.key < 4 then [ { key = n.key + 1; inherit (n) v; } ] else [ ]",
      "[ { key = builtins.div n.key 2; inherit (n) v; } ]", "[ ]",
    ])
    return "(map (n: n.v) (builtins.genericClosure { "
      + "startSet = [ { key = \(random.below(5)); v = \(make(element)); } ]; "
      + "operator = n: \(step); }))"
  }

  private mutating func stringList() -> String {
    switch random.below(6) {
    case 0: return "(builtins.attrNames \(make(.set(someFields()))))"
    case 1: return "(builtins.splitVersion \(make(.string)))"
    case 2:
      return "(builtins.filter builtins.isString (builtins.split \(pattern()) \(make(.string))))"
    case 3:
      return "(let m = builtins.match \(pattern()) \(make(.string)); in if m == null then [ ] "
        + "else builtins.filter (e: e != null) m)"
    case 4: return "(builtins.attrNames (builtins.getContext \(make(.string))))"
    default: return "(map toString \(make(.list(.integer))))"
    }
  }

  /// Extended regular expressions, right ones mostly.
  mutating func pattern() -> String {
    random.pick([
      "\"a*\"", "\"(a|b)+\"", "\"([a-z]*)\"", "\"[^a-c]\"", "\"(.)(.)\"", "\"(a)?b\"",
      "\"[[:space:]]+\"",
      "\"([0-9]+)[.]([0-9]+)\"", "\"x{1,2}\"", "\"^a\"", "\"$\"", "\"\"", "\"(ab|a)(c|bcd)(d*)\"",
      "\"a|ab\"",
      "\"[]a]\"", "\"[a\"", "\"(\"", "\"*\"", "\"[[:alpha:]_-]*\"", "\"/\"", "\"(.*)/([^/]*)\"",
      "\"\\\\.\"",
      "\"(a*)*\"", "\"(a*)+\"", "\"((a)|(b))*\"", "\"[.]\"", "\",\"", "\"\\\\$\"", "\"a{,2}\"",
      "\"é\"",
    ])
  }

  mutating func someFields() -> [Kind.Field] {
    Set((0..<random.below(5)).map { _ in random.pick(Kind.names) }).sorted()
      .map { .init(name: $0, kind: random.pick(Kind.scalars)) }
  }

  // MARK: Sets

  private mutating func setForm(_ fields: [Kind.Field]) -> String {
    let whole = Kind.set(fields)
    switch random.below(12) {
    case 0, 1, 2:
      let split = random.below(fields.count + 1)
      return "(\(set(Array(fields[..<split]))) // \(set(Array(fields[split...]))))"
    case 3: return "(\(make(whole)) // \(make(whole)))"
    case 4:
      let extra = fields + [.init(name: "extra", kind: .random(&random, depth: 1))]
      return "(removeAttrs \(set(extra)) [ \"extra\" \"none\" ])"
    case 5: return "(builtins.intersectAttrs \(make(whole)) \(make(whole)))"
    case 6:
      let pairs = fields.map { "{ name = \(quoted($0.name)); value = \(make($0.kind)); }" }
      return "(builtins.listToAttrs [ \(pairs.joined(separator: " ")) ])"
    case 7: return "(builtins.mapAttrs (n: v: v) \(make(whole)))"
    case 8:
      return "(builtins.zipAttrsWith (n: vs: \(random.pick(["builtins.head vs", "vs"]))) "
        + "[ \(two(whole)) ])"
    case 9: return "(\(set([.init(name: "inner", kind: whole)])).inner)"
    case 10: return describing()
    default:
      return "(builtins.intersectAttrs \(make(.set(someFields()))) \(make(whole)))"
    }
  }

  /// Sets that builtins make.
  private mutating func describing() -> String {
    switch random.below(11) {
    case 8, 9: "(builtins.tryEval (builtins.deepSeq \(parsed()) \(parsed())))"
    case 10: "(builtins.mapAttrs (n: v: \(parsed())) \(make(.set(someFields()))))"
    case 0: "(builtins.parseDrvName \(make(.string)))"
    case 1: "(builtins.functionArgs \(make(.function(.set(someFields()), .integer))))"
    case 2: "(builtins.tryEval \(make(.random(&random))))"
    case 3: "(builtins.groupBy toString \(make(.list(.random(&random, depth: 1)))))"
    case 4: "(builtins.getContext \(make(.string)))"
    case 5: "(builtins.partition \(make(.function(.integer, .boolean))) \(make(.list(.integer))))"
    case 6:
      "(builtins.fromTOML \"a = \(random.pick(["1", "[1, 2]", "{ b = true }", "1.5", "x"]))\")"
    default: "(builtins.mapAttrs (n: v: n) \(make(.set(someFields()))))"
    }
  }

  // MARK: Functions

  private mutating func functionForm(_ parameter: Kind, _ result: Kind) -> String {
    switch (parameter, result, random.below(3)) {
    case (.integer, .integer, 0): "(builtins.add \(make(.integer)))"
    case (_, .string, 0): random.chance(50) ? "toString" : "builtins.typeOf"
    case (.list, .integer, 0): "builtins.length"
    case (_, .boolean, 0): "(builtins.elem \(make(parameter)))"
    case (_, _, 1):
      "(if \(make(.boolean)) then \(lambda(parameter, result)) else \(lambda(parameter, result)))"
    default: lambda(parameter, result)
    }
  }
}
