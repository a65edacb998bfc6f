/// Sets that list only some of their attributes, for a program that stands in for expressions it does not
/// have. Nix has nothing like them, and nothing is one unless `EvaluationSettings.hasUnlistedAttributes`.
///
/// Such a set has an attribute `__unlisted`: a function of the name of another attribute that gives its
/// value, or null when there is none. A set that programs go through, and so must not show it, gets the
/// function from `nixwizOpen`. Only those who would fail without the attribute ask it: selection without a
/// default, `with` and `getAttr`. `?` and `or` go by what is listed.
extension Evaluator {
  func unlisted(_ symbol: Symbol, of set: AttributeSet) throws -> Value? {
    guard settings.hasUnlistedAttributes else { return nil }
    let hidden = cache(OpenSets.self, OpenSets.init).functions[set.word]
    let shown = set.find(symbols.intern("__unlisted" as StaticString))
    guard let function = try hidden ?? shown.map({ try force($0.slot) }) else { return nil }
    let value = try call(function, string(symbols.name(symbol).text))
    return value.isNull ? nil : value
  }

  /// The same of the sets of the enclosing `with`, innermost first, none of which lists the variable.
  @inline(never) func unlistedInWith(
    _ symbol: Symbol, _ node: Node, _ start: Environment
  ) throws -> Value? {
    guard settings.hasUnlistedAttributes else { return nil }
    var environment = start.ancestor(node.level)
    var with = node.secondNode
    while true {
      let scope = try force(environment.slot(0))
      if scope.isAttributes, let value = try unlisted(symbol, of: scope.attributes) {
        return value
      }
      guard with.third != 0 else { return nil }
      environment = environment.ancestor(with.level)
      with = with.thirdNode
    }
  }
}

/// The functions of sets that do not show theirs, by the set.
private final class OpenSets {
  var functions: [UInt32: Value] = [:]
}

package enum OpenSetBuiltins {
  package static let table: [Builtin] = [
    Builtin(
      "nixwizOpen", "unlisted! set!", "The same set, which has more attributes than it lists."
    ) { evaluator, arguments in
      let set = try evaluator.attributes(
        arguments[1], "while evaluating a set that lists some of its attributes")
      // The set itself may be one that others have, too.
      let open = set.copy(in: evaluator.arena)
      evaluator.cache(OpenSets.self, OpenSets.init).functions[open.word] = arguments[0]
      return open.value
    }
  ]
}
