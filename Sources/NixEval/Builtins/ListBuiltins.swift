/// Lists.
enum ListBuiltins {
  static let table: [Builtin] = [
    Builtin("length", "list!", "How many elements a list has.") { evaluator, arguments in
      let list = try evaluator.list(
        arguments[0], "while evaluating the first argument passed to builtins.length")
      return evaluator.integer(list.count)
    },
    Builtin("elemAt", "list! index!", "An element of a list, from 0.", elemAt),
    Builtin("head", "list!", "The first element of a list.", head),
    Builtin("tail", "list!", "The list without its first element.", tail),
    Builtin(
      "map", "function list!", "`function element` for each element.", visibility: .global, map),
    Builtin("filter", "predicate list!", "The elements for which a predicate holds.", filter),
    Builtin("elem", "element list!", "Whether an element is in a list.", elem),
    Builtin("concatLists", "lists!", "The elements of all lists in one.", concatLists),
    Builtin("concatMap", "function! list!", "The lists that a function gives, in one.", concatMap),
    Builtin("foldl'", "operator! initial list!", "Folds a list from the left, strictly.", foldl),
    Builtin("any", "predicate! list!", "Whether a predicate holds for an element.") {
      try holds($0, $1, until: true)
    },
    Builtin("all", "predicate! list!", "Whether a predicate holds for all elements.") {
      try holds($0, $1, until: false)
    },
    Builtin("genList", "function length!", "A list of `function index`.", genList),
    Builtin(
      "partition", "predicate! list!", "`{ right; wrong; }`: the elements by a predicate.",
      partition),
    Builtin("groupBy", "function! list!", "A set of lists of elements, by name.", groupBy),
  ]

  private static func elemAt(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let index = try evaluator.integer(
      arguments[1], "while evaluating the second argument passed to 'builtins.elemAt'")
    let list = try evaluator.list(
      arguments[0], "while evaluating the first argument passed to 'builtins.elemAt'")
    guard index >= 0, index < list.count else {
      throw evaluator.failure(
        "'builtins.elemAt' called with index \(index) on a list of size \(list.count)")
    }
    return try evaluator.force(list.slot(index))
  }

  private static func head(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let list = try evaluator.list(
      arguments[0], "while evaluating the first argument passed to 'builtins.head'")
    guard !list.isEmpty else {
      throw evaluator.failure("'builtins.head' called on an empty list")
    }
    return try evaluator.force(list.slot(0))
  }

  private static func tail(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let list = try evaluator.list(
      arguments[0], "while evaluating the first argument passed to 'builtins.tail'")
    guard !list.isEmpty else {
      throw evaluator.failure("'builtins.tail' called on an empty list")
    }
    let result = try evaluator.makeList(count: list.count - 1)
    try evaluator.copyElements(of: list, from: 1, into: result, at: 0)
    return result.value
  }

  private static func map(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let list = try evaluator.list(
      arguments[1], "while evaluating the second argument passed to builtins.map")
    if list.isEmpty { return list.value }
    let function = try evaluator.function(
      arguments[0], "while evaluating the first argument passed to builtins.map")
    let result = try evaluator.makeList(count: list.count)
    for index in 0..<list.count {
      try evaluator.checkpoint(index)
      result.setElement(index, evaluator.makeThunk(function, list[index]))
    }
    return result.value
  }

  private static func filter(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let list = try evaluator.list(
      arguments[1], "while evaluating the second argument passed to builtins.filter")
    if list.isEmpty { return list.value }
    let predicate = try evaluator.function(
      arguments[0], "while evaluating the first argument passed to builtins.filter")
    return try withTemporaryValues(list.count) { kept in
      var count = 0
      for index in 0..<list.count {
        let element = list[index]
        let isKept = try evaluator.boolean(
          try evaluator.call(predicate, element),
          "while evaluating the return value of the filtering function passed to builtins.filter")
        if isKept {
          kept[count] = element
          count &+= 1
        }
      }
      if count == list.count { return list.value }
      return evaluator.list(kept[..<count])
    }
  }

  private static func elem(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let list = try evaluator.list(
      arguments[1], "while evaluating the second argument passed to builtins.elem")
    for index in 0..<list.count {
      try evaluator.checkpoint(index)
      let element = list[index]
      let wanted = try evaluator.force(arguments[0])
      let forced = try evaluator.force(list.slot(index))
      // The very same value is found even if it is a function.
      if element === arguments[0] { return .true }
      if try evaluator.isEqual(wanted, forced) { return .true }
    }
    return .false
  }

  private static func concatLists(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let lists = try evaluator.list(
      arguments[0], "while evaluating the first argument passed to builtins.concatLists")
    return try evaluator.concatenateLists(
      count: lists.count,
      "while evaluating a value of the list passed to builtins.concatLists"
    ) { try evaluator.force(lists.slot($0)) }
  }

  private static func concatMap(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let function = try evaluator.function(
      arguments[0], "while evaluating the first argument passed to builtins.concatMap")
    let list = try evaluator.list(
      arguments[1], "while evaluating the second argument passed to builtins.concatMap")
    return try evaluator.concatenateLists(
      count: list.count,
      "while evaluating the return value of the function passed to builtins.concatMap",
      of: function
    ) { try evaluator.call(function, list[$0]) }
  }

  private static func foldl(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let function = try evaluator.function(
      arguments[0], "while evaluating the first argument passed to builtins.foldlStrict")
    let list = try evaluator.list(
      arguments[2], "while evaluating the third argument passed to builtins.foldlStrict")
    var result = arguments[1]
    for index in 0..<list.count {
      result = try evaluator.call(function, result, list[index])
    }
    return try evaluator.force(result)
  }

  /// `any` stops at the first element for which the predicate holds, `all` at the first for which
  /// it does not.
  private static func holds(_ evaluator: Evaluator, _ arguments: Arguments, until end: Bool) throws
    -> Value
  {
    let predicate = try evaluator.function(
      arguments[0],
      end
        ? "while evaluating the first argument passed to builtins.any"
        : "while evaluating the first argument passed to builtins.all")
    let list = try evaluator.list(
      arguments[1],
      end
        ? "while evaluating the second argument passed to builtins.any"
        : "while evaluating the second argument passed to builtins.all")
    for index in 0..<list.count {
      let holds = try evaluator.boolean(
        try evaluator.call(predicate, list[index]),
        end
          ? "while evaluating the return value of the function passed to builtins.any"
          : "while evaluating the return value of the function passed to builtins.all")
      if holds == end { return Value(end) }
    }
    return Value(!end)
  }

  private static func genList(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let count = try evaluator.integer(
      arguments[1], "while evaluating the second argument passed to builtins.genList")
    guard count >= 0 else {
      throw evaluator.failure("cannot create list of size \(count)")
    }
    let function = try evaluator.function(
      arguments[0], "while evaluating the first argument passed to builtins.genList")
    let result = try evaluator.makeList(count: count)
    try evaluator.reserve(bytes: count * 16)
    for index in 0..<count {
      try evaluator.checkpoint(index)
      result.setElement(
        index,
        evaluator.takenElement(function, index)
          ?? evaluator.makeThunk(function, evaluator.integer(index)))
    }
    return result.value
  }

  private static func partition(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let predicate = try evaluator.function(
      arguments[0], "while evaluating the first argument passed to builtins.partition")
    let list = try evaluator.list(
      arguments[1], "while evaluating the second argument passed to builtins.partition")
    var right: [Value] = []
    var wrong: [Value] = []
    for index in 0..<list.count {
      let element = list[index]
      _ = try evaluator.force(element)
      let holds = try evaluator.boolean(
        try evaluator.call(predicate, element),
        "while evaluating the return value of the partition function passed to builtins.partition")
      if holds { right.append(element) } else { wrong.append(element) }
    }
    return evaluator.attributes([
      (Symbol.right, evaluator.list(right)), (.wrong, evaluator.list(wrong)),
    ])
  }

  private static func groupBy(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let function = try evaluator.function(
      arguments[0], "while evaluating the first argument passed to builtins.groupBy")
    let list = try evaluator.list(
      arguments[1], "while evaluating the second argument passed to builtins.groupBy")
    var groups: [Symbol: [Value]] = [:]
    for index in 0..<list.count {
      let name = try evaluator.plainString(
        try evaluator.call(function, list[index]),
        "while evaluating the return value of the grouping function passed to builtins.groupBy")
      groups[evaluator.symbols.intern(name), default: []].append(list[index])
    }
    return evaluator.attributes(groups.map { ($0.key, evaluator.list($0.value)) })
  }
}

extension Evaluator {
  /// Copies the elements of a list to the end of it, in parts of half a megabyte.
  func copyElements(
    of list: NixList, from first: Int = 0, into target: NixList, at index: Int
  ) throws {
    let part = 1 << 16
    for start in stride(from: first, to: list.count, by: part) {
      try checkStack()
      target.copyElements(
        from: list, range: start..<min(start + part, list.count), to: index + start - first)
    }
  }

  /// One list from `count` lists that `next` gives, by calls of `function` if there is one.
  fileprivate func concatenateLists(
    count: Int, _ purpose: StaticString, of function: Value? = nil,
    _ next: (Int) throws -> Value
  ) throws -> Value {
    try withTemporaryValues(count) { lists in
      var total = 0
      /// The last list that is not empty, and whether there is another.
      var single: Value?
      for index in 0..<count {
        let value = try next(index)
        let forced = try force(value)
        guard forced.isList else {
          throw traced(
            typeError(expected: "a list", found: forced), .fixed(purpose),
            at: function.map { place(of: forced, or: place(of: $0)) } ?? .none)
        }
        let list = forced.list
        lists[index] = list.value
        if !list.isEmpty { single = total == 0 ? list.value : nil }
        total += list.count
      }
      if let single { return single }
      let result = try makeList(count: total)
      var offset = 0
      for value in lists {
        try copyElements(of: value.list, into: result, at: offset)
        offset += value.list.count
      }
      return result.value
    }
  }
}
