/// Attribute sets.
enum AttributeBuiltins {
  static let table: [Builtin] = [
    Builtin("attrNames", "set!", "The names of a set, sorted.", attrNames),
    Builtin("attrValues", "set!", "The values of a set, sorted by name.", attrValues),
    Builtin("getAttr", "name! set!", "The value of an attribute.", getAttr),
    Builtin("hasAttr", "name! set!", "Whether a set has an attribute.", hasAttr),
    Builtin(
      "removeAttrs", "set! names!", "The set without some attributes.", visibility: .global,
      removeAttrs),
    Builtin(
      "listToAttrs", "list!", "A set from a list of `{ name; value; }`; the first of a name wins.",
      listToAttrs),
    Builtin(
      "intersectAttrs", "e1! e2!", "The attributes of `e2` whose names `e1` has.", intersectAttrs),
    Builtin(
      "catAttrs", "name! list!", "The values of an attribute in those sets that have it.",
      catAttrs),
    Builtin("mapAttrs", "function set!", "`function name value` for each attribute.", mapAttrs),
    Builtin(
      "zipAttrsWith", "function! list!",
      "`function name values` for each name, with the values of all sets that have it.",
      zipAttrsWith),
    Builtin(
      "unsafeGetAttrPos", "name! set!", "Where an attribute was written, or null.",
      unsafeGetAttrPos),
  ]

  private static func attrNames(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let set = try evaluator.attributes(
      arguments[0], "while evaluating the argument passed to builtins.attrNames")
    let list = try evaluator.makeList(count: set.count)
    for (index, entry) in try evaluator.sortedByName(set).enumerated() {
      list.setElement(index, evaluator.symbols.name(entry.symbol).value)
    }
    return list.value
  }

  private static func attrValues(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let set = try evaluator.attributes(
      arguments[0], "while evaluating the argument passed to builtins.attrValues")
    let list = try evaluator.makeList(count: set.count)
    for (index, entry) in try evaluator.sortedByName(set).enumerated() {
      list.setElement(index, entry.value)
    }
    return list.value
  }

  private static func getAttr(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let name = try evaluator.plainString(
      arguments[0], "while evaluating the first argument passed to builtins.getAttr")
    let set = try evaluator.attributes(
      arguments[1], "while evaluating the second argument passed to builtins.getAttr")
    let symbol = evaluator.symbols.intern(name)
    if let entry = set.find(symbol) { return try evaluator.force(entry.slot) }
    if let value = try evaluator.unlisted(symbol, of: set) { return value }
    throw evaluator.missingAttribute(symbol, "in the attribute set under consideration")
  }

  private static func hasAttr(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let name = try evaluator.plainString(
      arguments[0], "while evaluating the first argument passed to builtins.hasAttr")
    let set = try evaluator.attributes(
      arguments[1], "while evaluating the second argument passed to builtins.hasAttr")
    return Value(set.find(evaluator.symbols.intern(name)) != nil)
  }

  private static func unsafeGetAttrPos(_ evaluator: Evaluator, _ arguments: Arguments) throws
    -> Value
  {
    let name = try evaluator.plainString(
      arguments[0], "while evaluating the first argument passed to builtins.unsafeGetAttrPos")
    let set = try evaluator.attributes(
      arguments[1], "while evaluating the second argument passed to builtins.unsafeGetAttrPos")
    guard let entry = set.find(evaluator.symbols.intern(name)) else { return .null }
    return evaluator.positionValue(entry.position)
  }

  private static func removeAttrs(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let set = try evaluator.attributes(
      arguments[0], "while evaluating the first argument passed to builtins.removeAttrs")
    let names = try evaluator.list(
      arguments[1], "while evaluating the second argument passed to builtins.removeAttrs")
    return try withUnsafeTemporaryAllocation(of: UInt32.self, capacity: names.count) { room in
      var count = 0
      for index in 0..<names.count {
        try evaluator.checkpoint(index)
        let name = try evaluator.plainString(
          names[index],
          "while evaluating the values of the second argument passed to builtins.removeAttrs")
        let symbol = evaluator.symbols.intern(name)
        guard set.find(symbol) != nil else { continue }
        room[count] = symbol.id
        count += 1
      }
      // A set of its own even when nothing is removed, as in Nix, which shows when it is printed.
      if set.isEmpty { return evaluator.emptySet.value }
      if count == 0 { return set.copy(in: evaluator.arena).value }
      var removed = UnsafeMutableBufferPointer(rebasing: room[..<count])
      removed.sort()
      var next = 0
      return set.filtered(in: evaluator.arena) { entry in
        while next < removed.count, removed[next] < entry.symbol.id { next += 1 }
        return next == removed.count || removed[next] != entry.symbol.id
      }.value
    }
  }

  private static func listToAttrs(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let list = try evaluator.list(
      arguments[0], "while evaluating the argument passed to builtins.listToAttrs")
    var builder = AttributeSetBuilder(capacity: list.count)
    var seen = SymbolsSeen()
    for index in 0..<list.count {
      try evaluator.checkpoint(index)
      let pair = try evaluator.attributes(
        try evaluator.force(list.slot(index)),
        "while evaluating an element of the list passed to builtins.listToAttrs")
      let nameEntry = try evaluator.requiredAttribute(
        .name, of: pair, "in a {name=...; value=...;} pair")
      let name = try evaluator.plainString(
        nameEntry.value,
        """
        while evaluating the `name` attribute of an element of the list passed to \
        builtins.listToAttrs
        """, at: nameEntry.position)
      let symbol = evaluator.symbols.intern(name)
      // Only the pair that wins needs a value.
      guard seen.insert(symbol) else { continue }
      let value = try evaluator.requiredAttribute(
        .value, of: pair, "in a {name=...; value=...;} pair")
      builder.append(symbol, value.value, at: value.position)
    }
    return builder.finish(in: evaluator.arena).value
  }

  private static func intersectAttrs(_ evaluator: Evaluator, _ arguments: Arguments) throws
    -> Value
  {
    let names = try evaluator.attributes(
      arguments[0], "while evaluating the first argument passed to builtins.intersectAttrs")
    let set = try evaluator.attributes(
      arguments[1], "while evaluating the second argument passed to builtins.intersectAttrs")
    if names.isEmpty || set.isEmpty { return evaluator.emptySet.value }
    var common: [Attribute] = []
    common.reserveCapacity(min(names.count, set.count))
    // Walk over the smaller one, search in the other.
    if names.count < set.count {
      for entry in names {
        guard let found = set.find(entry.symbol) else { continue }
        common.append(found.attribute)
      }
    } else {
      for entry in set where names.find(entry.symbol) != nil {
        common.append(entry.attribute)
      }
    }
    return AttributeSet.make(common, in: evaluator.arena).value
  }

  private static func catAttrs(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let name = try evaluator.plainString(
      arguments[0], "while evaluating the first argument passed to builtins.catAttrs")
    let list = try evaluator.list(
      arguments[1], "while evaluating the second argument passed to builtins.catAttrs")
    let symbol = evaluator.symbols.intern(name)
    let result = try evaluator.makeList(count: list.count)
    var count = 0
    for index in 0..<list.count {
      try evaluator.checkpoint(index)
      let set = try evaluator.attributes(
        try evaluator.force(list.slot(index)),
        "while evaluating an element in the list passed as second argument to builtins.catAttrs")
      guard let entry = set.find(symbol) else { continue }
      result.setElement(count, entry.value)
      count += 1
    }
    result.truncate(to: count, in: evaluator.arena)
    return result.value
  }

  private static func mapAttrs(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let set = try evaluator.attributes(
      arguments[1], "while evaluating the second argument passed to builtins.mapAttrs")
    if set.isEmpty { return evaluator.emptySet.value }
    let arena = evaluator.arena
    let result = AttributeSet.make(set.shape(in: arena).unplaced(in: arena), in: arena)
    var index = 0
    for entry in set {
      let value = evaluator.makeThunk(
        arguments[0], evaluator.symbols.name(entry.symbol).value, entry.value)
      result.setValue(index, value)
      index &+= 1
    }
    return result.value
  }

  private static func zipAttrsWith(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let function = try evaluator.function(
      arguments[0], "while evaluating the first argument passed to builtins.zipAttrsWith")
    let list = try evaluator.list(
      arguments[1], "while evaluating the second argument passed to builtins.zipAttrsWith")
    var count = 0
    for index in 0..<list.count {
      try evaluator.checkpoint(index)
      count += try evaluator.attributes(
        try evaluator.force(list.slot(index)),
        "while evaluating a value of the list passed as second argument to builtins.zipAttrsWith"
      ).count
    }
    if count == 0 { return evaluator.emptySet.value }
    return withUnsafeTemporaryAllocation(of: AttributeEntry.self, capacity: count) { entries in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { order in
        var places = order
        return zip(list, function, entries, &places, evaluator)
      }
    }
  }

  /// The result of `zipAttrsWith`; all elements of the list are evaluated sets.
  private static func zip(
    _ list: NixList, _ function: Value, _ entries: UnsafeMutableBufferPointer<AttributeEntry>,
    _ order: inout UnsafeMutableBufferPointer<UInt64>, _ evaluator: Evaluator
  ) -> Value {
    let count = entries.count
    // Symbol and place in one word: a sort of numbers is several times as fast as one of entries.
    var next = 0
    for index in 0..<list.count {
      for entry in evaluated(list[index]).attributes {
        order[next] = UInt64(entry.symbol.id) << 32 | UInt64(next)
        entries[next] = entry
        next += 1
      }
    }
    order.sort()
    // That the function is evaluated shows in traces: such a call has a site.
    let function = Thunk.settled(function, in: evaluator.arena)
    var zipped: [Attribute] = []
    zipped.reserveCapacity(count)
    var start = 0
    while start < count {
      let first = entries[Int(order[start] & 0xffff_ffff)]
      var end = start + 1
      while end < count, order[end] >> 32 == order[start] >> 32 { end += 1 }
      let values = NixList.make(count: end - start, in: evaluator.arena)
      for index in start..<end {
        values.setElement(index - start, entries[Int(order[index] & 0xffff_ffff)].value)
      }
      let value = evaluator.makeThunk(
        function, evaluator.symbols.name(first.symbol).value, values.value)
      zipped.append(Attribute(symbol: first.symbol, position: .none, value: value))
      start = end
    }
    return AttributeSet.make(zipped, in: evaluator.arena).value
  }

  /// The value of an element that was forced.
  private static func evaluated(_ element: Value) -> Value {
    element.isForced ? element : element.thunk.forcedValue ?? .null
  }
}

/// The names that `listToAttrs` has met. Most lists are short, so that looking at all of them is
/// quicker than any table.
private struct SymbolsSeen {
  private static let fewest = 16
  private var few: [Symbol] = []
  private var many: Set<Symbol> = []

  /// Adds a symbol; false when it was there.
  mutating func insert(_ symbol: Symbol) -> Bool {
    if few.count < Self.fewest {
      if few.contains(symbol) { return false }
      few.append(symbol)
      return true
    }
    return !few.contains(symbol) && many.insert(symbol).inserted
  }
}
