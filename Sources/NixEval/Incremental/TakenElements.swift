/// Lists made of elements of another list.
///
/// `reverseList` of nixpkgs is `genList (n: elemAt xs (l - n - 1)) l`, and all modules of a system go through
/// it. With a thunk for each number, one module more would give every thunk after it another element, and
/// whatever was made from them would be made again. So where values are traced, such a list holds the
/// elements themselves: nothing is evaluated for that which was not before.
extension Evaluator {
  /// What `function index` would take from a list, if that is all it does.
  func takenElement(_ function: Value, _ index: Int) -> Value? {
    guard dependencies.traces != nil, function.isClosure else { return nil }
    let code = function.closure.code
    let scope = function.closure.environment
    guard !code.hasFormals, code.body.kind == .call, code.body.arguments.count == 2,
      let taker = known(code.body.firstNode, scope), taker.isBuiltin,
      symbols.name(builtins[taker.box.detail].pointee.name) == "elemAt",
      let list = known(code.body.arguments[0], scope), list.isList,
      let place = integer(code.body.arguments[1], index, scope),
      list.list.count > place, place >= 0
    else { return nil }
    return list.list[place]
  }

  /// The value of a variable from outside of a function with one argument, if it was evaluated.
  private func known(_ node: Node, _ scope: Environment) -> Value? {
    guard let (environment, slot) = place(of: node, scope) else { return nil }
    let value = environment.slot(slot).value
    guard !value.isForced else { return value }
    guard value.isOrdinary, let forced = value.thunk.forcedValue, let traces = dependencies.traces
    else { return nil }
    let record = value.thunk.dependencies
    guard record == .empty || !traces.isDoubtful(record.number) else { return nil }
    dependencies.note(record)
    return forced
  }

  /// Where a variable of a function's body is that is not the argument.
  private func place(of node: Node, _ scope: Environment) -> (Environment, Int)? {
    switch node.kind {
    case .variable1: (scope, node.slotIndex)
    case .variable: (scope.ancestor(node.level - 1), node.slotIndex)
    default: nil
    }
  }

  /// A difference of integers that are there, `argument` among them.
  private func integer(_ node: Node, _ argument: Int, _ scope: Environment) -> Int? {
    switch node.kind {
    case .variable0: return argument
    case .constant: return node.constant.isSmallInteger ? node.constant.integer : nil
    case .subtract:
      guard let left = integer(node.firstNode, argument, scope),
        let right = integer(node.secondNode, argument, scope)
      else { return nil }
      return left - right
    default:
      guard let value = known(node, scope), value.isSmallInteger else { return nil }
      return value.integer
    }
  }
}
