/// Forms at the edges of what the language and its builtins take. They are of any kind, so that they
/// make whole expressions, or parts of lists, and not parts of what is planned by kind.
extension ExpressionGenerator {
  mutating func edge() -> String {
    let form: String =
      switch random.below(20) {
      case 0: patternCall()
      case 1: shadowed()
      case 2, 3: looseSet()
      case 4: selectionChain()
      case 5: stringLikeUse()
      case 6: functorUse()
      case 7: sorting()
      case 8: closureOfMixedKeys()
      case 9: higherOrder()
      case 10, 11: extremeNumber()
      case 12: "(builtins.toXML \(printable(depth: 3)))"
      case 13: "(fromTOML \(quotedText("a = " + dateText())))"
      case 14: bytes()
      case 15: hashConversion()
      case 16: comparison()
      case 17: printable(depth: 4)
      case 18: wrongCall()
      default: "[ \(edge()) \(edge()) ]"
      }
    switch random.below(10) {
    case 0: return "(builtins.tryEval \(form))"
    case 1: return "(builtins.tryEval (builtins.deepSeq \(form) 1))"
    case 2: return "(builtins.seq \(form) 1)"
    default: return form
    }
  }

  // MARK: Scopes

  private static let few = ["a", "b", "c", "d"]

  private mutating func name() -> String { random.pick(Self.few) }

  /// A small part: a number, a name that may be unbound, or a failure.
  private mutating func atom() -> String {
    switch random.below(12) {
    case 0...4: name()
    case 5, 6: String(random.below(9))
    case 7: "(throw \"\(name())\")"
    case 8: "{ \(name()) = \(random.below(9)); }"
    case 9: "[ \(name()) ]"
    default: "\"\(name())\""
    }
  }

  /// Sets that give each name at most once.
  private mutating func smallSet() -> String {
    let names = Set((0..<random.below(4)).map { _ in name() }).sorted()
    return "{ " + names.map { "\($0) = \(random.below(9)); " }.joined() + "}"
  }

  /// Functions of patterns whose defaults need each other and the whole argument.
  private mutating func patternCall() -> String {
    let formals = Set((0..<random.below(4)).map { _ in name() }).sorted().map {
      random.chance(60) ? "\($0) ? \(atom())" : $0
    }
    let open = random.chance(50) ? ["..."] : []
    let pattern = "{ \((formals + open).joined(separator: ", ")) }"
    let whole = random.pick(["args@\(pattern)", "\(pattern)@args", pattern])
    let results = (0..<3).map { _ in
      random.chance(30) ? "(args.\(name()) or \"none\")" : atom()
    }
    let body = "[ \(results.joined(separator: " ")) ]"
    let argument = random.chance(85) ? smallSet() : atom()
    return "(let \(name()) = \"outer\"; in (\(whole): \(body)) \(argument))"
  }

  /// Names of `with`, of `let` and of functions that hide each other.
  private mutating func shadowed() -> String {
    var text = "[ \(atom()) \(atom()) \(atom()) ]"
    for _ in 0..<(1 + random.below(4)) {
      switch random.below(4) {
      case 0: text = "let \(name()) = \(atom()); in \(text)"
      case 1: text = "(\(name()): \(text)) \(atom())"
      case 2: text = "with rec \(smallSet()); \(text)"
      default: text = "with \(random.chance(90) ? smallSet() : atom()); \(text)"
      }
      text = "(\(text))"
    }
    return text
  }

  /// Sets with all that may stand in one: paths of attributes that meet, names that are computed,
  /// what is inherited, and the same name twice.
  private mutating func looseSet() -> String {
    var text = random.pick(["{ ", "rec { ", "rec { ", "let "])
    let isLet = text == "let "
    for _ in 0..<(1 + random.below(5)) { text += looseBinding(isLet: isLet) }
    return isLet ? "(\(text) in [ \(atom()) \(atom()) ])" : text + "}"
  }

  private mutating func looseBinding(isLet: Bool) -> String {
    switch random.below(11) {
    case 0: return "inherit \(name()); "
    case 1: return "inherit (\(smallSet())) \(name()) \(name()); "
    case 2: return "inherit (\(name())) \(name()); "
    case 3, 4: return "\(name()).\(name()) = \(atom()); "
    case 5: return "\(name()) = { \(name()) = \(atom()); }; "
    case 6: return "\(name()) = rec { \(name()) = \(atom()); }; "
    case 7 where !isLet || random.chance(10):
      let computed = random.pick(["\"\(name())\"", "\"\(name())\" + \"\"", "null", atom()])
      return "${\(computed)} = \(atom()); "
    case 8 where !isLet || random.chance(10):
      return "\(name()).${\"\(name())\" + \"\"}.\(name()) = \(atom()); "
    case 9: return "\"\(name())\" = \(atom()); "
    default: return "\(name()) = \(atom()); "
    }
  }

  /// Paths of attributes, each with another way out.
  private mutating func selectionChain() -> String {
    var text = looseSet()
    for _ in 0..<(1 + random.below(3)) {
      let path = (0..<(1 + random.below(3))).map { _ in
        random.chance(20) ? "${\"\(name())\"}" : random.chance(10) ? "or" : name()
      }.joined(separator: ".")
      switch random.below(5) {
      case 0: text = "(\(text).\(path))"
      case 1: text = "(\(text) ? \(path))"
      case 2: text = "(toString \(text).\(path) or \(atom()))"
      case 3: text = "(\(text).\(path) or {}.\(name()) or \(atom()))"
      default: text = "(\(text).\(path) or \(atom()))"
      }
    }
    return text
  }

  // MARK: Sets that are more

  /// Sets that are strings, or nearly, where a string is wanted.
  private mutating func stringLikeUse() -> String {
    let inside = random.pick([
      "\"s\"", "1", "/a/b", "null", "{ outPath = \"n\"; }", "{ __toString = s: \"t\"; }", "s",
      "[ 1 ]",
      "(throw \"m\")", "1.5", "true",
    ])
    var set = "{ "
    if random.chance(60) { set += "outPath = \(inside.contains("s") ? "\"o\"" : inside); " }
    if random.chance(60) {
      set += "__toString = \(random.pick(["s: ", "{ x, ... }: ", "", "s: s.x or "]))\(inside); "
    }
    if random.chance(30) { set += "x = 1; " }
    if random.chance(20) { set += "type = \"derivation\"; " }
    set += "}"
    switch random.below(14) {
    case 0: return "\"a${\(set)}b\""
    case 1: return "(toString \(set))"
    case 2: return "(\"a\" + \(set))"
    case 3: return "(\(set) + \"a\")"
    case 4: return "(/a + \(set))"
    case 5: return "(builtins.concatStringsSep \",\" [ \(set) \"x\" ])"
    case 6: return "(builtins.toJSON \(set))"
    case 7: return "(toString [ 1 \(set) [ [ ] \(set) ] null true ])"
    case 8: return "(\(set) == \(set))"
    case 9: return "(baseNameOf \(set))"
    case 10: return "(builtins.stringLength \(set))"
    case 11: return "(\(set) + \(set))"
    case 12: return "(builtins.substring 0 1 \(set))"
    default: return "(builtins.hashString \"md5\" \(set))"
    }
  }

  private mutating func functorUse() -> String {
    let functor = random.pick([
      "self: x: [ x (self.n or 0) ]", "self: self.f or (x: x)", "{ n ? 1, ... }: x: n", "1",
      "self: 1",
      "self: self", "x: builtins.add", "_: { __functor = _: y: y; }", "self: { x, y ? 1 }: x + y",
      "throw \"functor\"",
    ])
    let set = "{ __functor = \(functor); \(random.chance(50) ? "n = 5; " : "")}"
    switch random.below(8) {
    case 0: return "(map \(set) [ 1 2 ])"
    case 1: return "(builtins.functionArgs \(set))"
    case 2: return "(builtins.isFunction \(set))"
    case 3: return "(builtins.sort \(set) [ 2 1 ])"
    case 4: return "(builtins.filter \(set) [ 1 ])"
    case 5: return "(\(set) \(set) { x = 1; })"
    default: return "(\(set) \(random.pick(["1", "{ x = 1; }", "\"a\""])))"
    }
  }

  // MARK: Functions of functions

  /// Orders that are none, on lists long enough for every way of merging.
  private mutating func sorting() -> String {
    let count = random.below(random.chance(30) ? 60 : 12)
    let small = random.chance(50)
    let elements = (0..<count).map { _ in String(random.below(small ? 4 : 100)) }
    let order = random.pick([
      "a < b", "a > b", "a <= b", "a >= b", "true", "false", "a != b", "a == b", "a + b < 9",
      "builtins.bitAnd a 1 < builtins.bitAnd b 1", "a * 7 < b * 5", "builtins.bitXor a b < 3",
      "a < 3", "b < 3", "if a == 3 then throw \"three\" else a < b", "1", "a - b < 2",
      "if b == 2 then null else a < b",
    ])
    return random.chance(10)
      ? "(builtins.sort builtins.lessThan [ \(elements.joined(separator: " ")) \(atom()) ])"
      : "(builtins.sort (a: b: \(order)) [ \(elements.joined(separator: " ")) ])"
  }

  private mutating func closureOfMixedKeys() -> String {
    func key(_ random: inout Randomness) -> String {
      random.pick([
        "1", "2", "1.0", "2.5", "\"a\"", "\"b\"", "[ 1 ]", "[ 1.0 ]", "[ \"a\" 1 ]", "/a", "/b",
        "null",
        "true", "{ }", "[ ]", "(throw \"k\")", "(x: x)",
      ])
    }
    let sameKind = random.chance(70)
    let numbers = ["1", "2", "1.0", "3", "2.0", "4.5"]
    let start = (0..<random.below(4)).map { _ in
      "{ key = \(sameKind ? random.pick(numbers) : key(&random)); n = \(random.below(5)); }"
    }
    let step = random.pick([
      "[ ]", "if e.n < 3 then [ { key = e.key; n = 9; } { key = e.n + 5; n = e.n + 1; } ] else [ ]",
      "[ (e // { key = 1; }) ]", "[ { n = 1; } ]", "[ 1 ]", "1", "throw \"op\"",
      "[ { key = [ e.n ]; } ]",
      "if e.n > 8 then [ ] else [ { key = e.n * 2; n = e.n * 2 + 1; } { key = e.n; n = e.n + 3; } ]",
    ])
    let fields = ["startSet = [ \(start.joined(separator: " ")) ]; ", "operator = e: \(step); "]
    let given = random.chance(95) ? fields : [random.pick(fields)]
    return "(builtins.genericClosure { \(given.joined())})"
  }

  private mutating func higherOrder() -> String {
    let list = "[ " + (0..<random.below(5)).map { _ in atom() + " " }.joined() + "]"
    let bound = "(let a = 1; b = \"x\"; c = [ 2 ]; d = { a = 1; }; in "
    switch random.below(14) {
    case 0: return bound + "builtins.foldl' (s: e: \(atom())) \(atom()) \(list))"
    case 1: return bound + "builtins.foldl' (s: e: [ e ] ++ s) [ ] \(list))"
    case 2:
      return bound + "builtins.groupBy (e: \(random.pick(["e", "toString e", atom()]))) \(list))"
    case 3:
      let sets = (0..<random.below(4)).map { _ in random.chance(90) ? smallSet() : atom() }
      return bound + "builtins.zipAttrsWith (n: vs: \(random.pick(["vs", "n", atom()]))) "
        + "[ \(sets.joined(separator: " ")) ])"
    case 4:
      return bound + "builtins.partition (e: \(random.pick(["true", "e == a", atom()]))) \(list))"
    case 5:
      return bound + "builtins.concatMap (e: \(random.pick(["[ e e ]", "e", atom()]))) \(list))"
    case 6: return bound + "builtins.all (e: e == a) \(list))"
    case 7: return bound + "builtins.any (e: e == \(atom())) \(list))"
    case 8: return bound + "builtins.listToAttrs (map (e: { name = e; value = e; }) \(list)))"
    case 9:
      return bound + "builtins.genList (i: \(atom())) \(random.pick(["3", "0", "(-1)", atom()])))"
    case 10: return bound + "builtins.elemAt \(list) \(random.below(5) - 1))".elementIndexed()
    case 11:
      return bound + "builtins.mapAttrs (n: v: \(random.pick(["n", "v", atom()]))) \(smallSet()))"
    case 12: return bound + "builtins.filter (e: \(random.pick(["e != b", atom()]))) \(list))"
    default: return bound + "builtins.catAttrs \"a\" \(list))"
    }
  }

  /// Any builtin of one or two arguments, with arguments of any kind.
  private mutating func wrongCall() -> String {
    let one = [
      "attrNames", "attrValues", "ceil", "concatLists", "functionArgs", "head", "tail", "length",
      "listToAttrs", "parseDrvName", "splitVersion", "stringLength", "toJSON", "toPath", "typeOf",
      "isPath", "getContext", "unsafeDiscardStringContext", "genericClosure", "bitNot", "abort",
    ]
    let two = [
      "add", "all", "appendContext", "bitAnd", "catAttrs", "compareVersions", "concatStringsSep",
      "div",
      "elem", "elemAt", "filter", "genList", "getAttr", "hasAttr", "intersectAttrs", "lessThan",
      "map",
      "match", "removeAttrs", "split", "sub", "trace", "addErrorContext", "hashString", "groupBy",
    ]
    if random.chance(40) { return "(builtins.\(random.pick(one)) \(printable(depth: 2)))" }
    return "(builtins.\(random.pick(two)) \(printable(depth: 1)) \(printable(depth: 2)))"
  }
}

extension String {
  /// Without a sign before an index, which would be a subtraction.
  fileprivate func elementIndexed() -> String { replacing(" -1)", with: " (-1))") }
}
