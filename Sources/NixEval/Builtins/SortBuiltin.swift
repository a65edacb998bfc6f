/// `builtins.sort`.
enum SortBuiltin {
  static let table: [Builtin] = [
    Builtin(
      "sort", "comparator list!",
      "The list sorted; `comparator a b` says whether `a` comes before `b`. Stable.", sort)
  ]

  private static func sort(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let list = try evaluator.list(
      arguments[1], "while evaluating the second argument passed to builtins.sort")
    if list.isEmpty { return list.value }
    let comparator = try evaluator.function(
      arguments[0], "while evaluating the first argument passed to builtins.sort")
    var elements: [Value] = []
    elements.reserveCapacity(list.count)
    for index in 0..<list.count {
      try evaluator.checkpoint(index)
      elements.append(try evaluator.force(list.slot(index)))
    }
    if comparator.isBuiltin, evaluator.builtinName(comparator) == "lessThan" {
      var sort = PeekSort(elements) { left, right in
        try evaluator.checkStack()
        do {
          return try evaluator.isLess(left, right)
        } catch {
          throw evaluator.traced(
            error, .fixed("while evaluating the ordering function passed to builtins.sort"))
        }
      }
      try sort.run()
      return evaluator.list(sort.elements)
    }
    var sort = PeekSort(elements) { left, right in
      try evaluator.boolean(
        try evaluator.call(comparator, left, right),
        "while evaluating the return value of the sorting function passed to builtins.sort")
    }
    try sort.run()
    return evaluator.list(sort.elements)
  }
}
