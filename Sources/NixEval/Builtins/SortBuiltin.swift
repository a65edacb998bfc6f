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
      try evaluator.force(arguments[0]),
      "while evaluating the first argument passed to builtins.sort")
    var elements: [Value] = []
    elements.reserveCapacity(list.count)
    for index in 0..<list.count { elements.append(try evaluator.force(list.slot(index))) }
    if comparator.isBuiltin, evaluator.builtinName(comparator) == "lessThan" {
      try mergeSort(&elements) { try evaluator.isLess($0, $1) }
    } else {
      try mergeSort(&elements) { left, right in
        try evaluator.boolean(
          try evaluator.call(comparator, left, right),
          "while evaluating the return value of the sorting function passed to builtins.sort")
      }
    }
    return evaluator.list(elements)
  }

  /// Runs that are in order already are kept and merged, so that a sorted list costs one pass and
  /// a comparator that contradicts itself still gives some order of the same elements.
  static func mergeSort(_ elements: inout [Value], _ isLess: (Value, Value) throws -> Bool) throws {
    var runs = [0]
    var index = 1
    while index < elements.count {
      if try isLess(elements[index], elements[index - 1]) { runs.append(index) }
      index += 1
    }
    var source = elements
    var target = elements
    while runs.count > 1 {
      var merged: [Int] = []
      var run = 0
      while run < runs.count {
        let start = runs[run]
        let middle = run + 1 < runs.count ? runs[run + 1] : source.count
        let end = run + 2 < runs.count ? runs[run + 2] : source.count
        try merge(source, start, middle, end, into: &target, isLess)
        merged.append(start)
        run += 2
      }
      runs = merged
      swap(&source, &target)
    }
    elements = source
  }

  private static func merge(
    _ source: [Value], _ start: Int, _ middle: Int, _ end: Int, into target: inout [Value],
    _ isLess: (Value, Value) throws -> Bool
  ) throws {
    var left = start
    var right = middle
    var out = start
    while left < middle, right < end {
      if try isLess(source[right], source[left]) {
        target[out] = source[right]
        right += 1
      } else {
        target[out] = source[left]
        left += 1
      }
      out += 1
    }
    while left < middle {
      target[out] = source[left]
      left += 1
      out += 1
    }
    while right < end {
      target[out] = source[right]
      right += 1
      out += 1
    }
  }
}
