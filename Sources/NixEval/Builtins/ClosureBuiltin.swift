/// `genericClosure`.
enum ClosureBuiltin {
  static let table: [Builtin] = [
    Builtin(
      "genericClosure", "set!",
      "All elements that `operator` leads to from `startSet`, one for each `key`.",
      genericClosure)
  ]

  private static func genericClosure(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value
  {
    let set = try evaluator.attributes(
      arguments[0], "while evaluating the first argument passed to builtins.genericClosure")
    let purpose: StaticString = "in the attrset passed as argument to builtins.genericClosure"
    let start = try evaluator.list(
      try evaluator.force(
        try evaluator.requiredAttribute(.startSet, of: set, purpose).slot),
      "while evaluating the 'startSet' attribute passed as argument to builtins.genericClosure")
    if start.isEmpty { return start.value }
    let function = try evaluator.function(
      try evaluator.force(
        try evaluator.requiredAttribute(.operatorName, of: set, purpose).slot),
      "while evaluating the 'operator' attribute passed as argument to builtins.genericClosure")
    var closure = Closure(of: start, evaluator: evaluator)
    try closure.run(function)
    return try evaluator.reservedList(closure.result)
  }

  /// The work of `genericClosure`: elements in the order they were met.
  private struct Closure {
    let evaluator: Evaluator
    /// The elements to begin with. Read in place: to copy ten million takes 25 ms at least, in which
    /// nobody looks whether the evaluation was cancelled.
    private let start: NixList
    /// What the operator led to.
    private var found: [Value] = []
    private(set) var result: [Value] = []
    /// The index in `start` and `found`, end to end, of the next element to look at.
    private var next = 0
    private var keys = SortedKeys()

    init(of start: NixList, evaluator: Evaluator) {
      self.start = start
      self.evaluator = evaluator
    }

    private var pendingCount: Int { start.count + found.count - next }

    mutating func run(_ function: Value) throws {
      while pendingCount > 0 {
        try evaluator.checkStack()
        let element = try evaluator.force(
          next < start.count ? start[next] : found[next - start.count])
        next += 1
        guard try insert(try key(of: element), element) else { continue }
        result.append(element)
        do {
          let more = try evaluator.list(
            try evaluator.call(function, element),
            """
            while evaluating the return value of the `operator` passed to \
            builtins.genericClosure
            """)
          for index in 0..<more.count {
            found.append(try evaluator.force(more.slot(index)))
          }
        } catch {
          throw evaluator.traced(
            error,
            .text(
              "while calling operator on genericClosure element \(evaluator.preview(element))"))
        }
        try evaluator.reserve(bytes: pendingCount * 8)
      }
    }

    private func key(of element: Value) throws -> Value {
      do {
        let set = try evaluator.attributes(element, "")
        let entry = try evaluator.requiredAttribute(.key, of: set, "")
        return try evaluator.force(entry.slot)
      } catch {
        throw evaluator.traced(
          error, .text("in genericClosure element \(evaluator.preview(element))"))
      }
    }

    /// The error of the comparison with a key that Nix makes first, where more than one fails.
    private func firstFailure(of key: Value) -> (any Error)? {
      var tree = GrowingTree { try evaluator.isLess($0, $1) }
      do {
        for element in result { try tree.insert(self.key(of: element)) }
        try tree.insert(key)
        return nil
      } catch { return error }
    }

    /// Adds a key; false when it was there.
    private mutating func insert(_ key: Value, _ element: Value) throws -> Bool {
      do {
        return try keys.insert(key) { try evaluator.isLess($0, $1) }
      } catch {
        let first = firstFailure(of: key) ?? error
        guard let other = try elementThatFails(with: key) else {
          throw evaluator.traced(
            first, .text("while checking key of element \(evaluator.preview(element))"))
        }
        _ = evaluator.traced(first, .text("with element \(evaluator.preview(other))"))
        throw evaluator.traced(
          first, .text("while comparing element \(evaluator.preview(element))"))
      }
    }

    /// The element with the least key of those that a key cannot be compared with.
    private func elementThatFails(with key: Value) throws -> Value? {
      try result.filter { other in
        let otherKey = try self.key(of: other)
        return (try? evaluator.isLess(key, otherKey)) == nil
      }.min { try evaluator.isLess(try self.key(of: $0), try self.key(of: $1)) }
    }
  }
}

/// Keys in their order, in blocks: one more moves a block at most, where one array would move half
/// of a million keys.
private struct SortedKeys {
  private var blocks: [[Value]] = []
  private static let largestBlock = 512

  /// Adds a key; false when an equal one is there.
  mutating func insert(
    _ key: Value, isLess: (Value, Value) throws -> Bool
  ) throws -> Bool {
    if blocks.isEmpty { blocks.append([]) }
    // No block but the first one is empty.
    let block = try Self.count(blocks.count - 1) { !(try isLess(key, blocks[$0 + 1][0])) }
    let index = try Self.count(blocks[block].count) { !(try isLess(key, blocks[block][$0])) }
    // The key before is not greater; it is equal unless it is less.
    guard try index == 0 || isLess(blocks[block][index - 1], key) else { return false }
    blocks[block].insert(key, at: index)
    if blocks[block].count > Self.largestBlock {
      let half = Self.largestBlock / 2
      blocks.insert(Array(blocks[block][half...]), at: block + 1)
      blocks[block].removeSubrange(half...)
    }
    return true
  }

  /// How many of the first numbers below `count` have a property that all after them lack.
  private static func count(_ count: Int, where holds: (Int) throws -> Bool) throws -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if try holds(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Evaluator {
  /// A list from values that are all forced or thunks.
  func reservedList(_ elements: [Value]) throws -> Value {
    try reserve(bytes: elements.count * 8)
    return list(elements)
  }
}
