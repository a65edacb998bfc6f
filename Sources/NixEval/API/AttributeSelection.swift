/// Follows an attribute path from the command line: names, quoted names, and numbers into lists.
struct AttributeSelection {
  let evaluator: Evaluator
  /// For functions met on the way; the last one is not called.
  let arguments: AttributeSet?

  func select(_ path: String, of value: Value) throws -> Value {
    var current = value
    for name in try parts(path) {
      current = try called(current)
      current =
        if let index = UInt32(name) {
          try element(Int(index), of: current, path)
        } else {
          try attribute(name, of: current, path)
        }
    }
    return current
  }

  private func called(_ value: Value) throws -> Value {
    let value = try evaluator.force(value)
    guard let arguments else { return value }
    return try evaluator.callAutomatically(value, arguments)
  }

  private func attribute(_ name: String, of value: Value, _ path: String) throws -> Value {
    guard value.isAttributes else {
      throw evaluator.failure(
        "the expression selected by the selection path '\(path)' should be a set but is "
          + evaluator.describeType(value), kind: .type)
    }
    guard !name.isEmpty else {
      throw evaluator.failure("empty attribute name in selection path '\(path)'")
    }
    let set = value.attributes
    guard let entry = set.find(evaluator.symbols.intern(name)) else {
      throw EvalError(
        .missingAttribute, "attribute '\(name)' in selection path '\(path)' not found",
        suggestions: evaluator.nearest(
          to: name, among: set.lazy.map { evaluator.symbols.name($0.symbol).text }))
    }
    return entry.value
  }

  private func element(_ index: Int, of value: Value, _ path: String) throws -> Value {
    guard value.isList else {
      throw evaluator.failure(
        "the expression selected by the selection path '\(path)' should be a list but is "
          + evaluator.describeType(value), kind: .type)
    }
    guard index < value.list.count else {
      throw evaluator.failure(
        "list index \(index) in selection path '\(path)' is out of range",
        kind: .missingAttribute)
    }
    return value.list[index]
  }

  /// The parts between dots; quotes hold a name with dots together. An empty part at the end is none.
  private func parts(_ path: String) throws -> [String] {
    var parts: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in path.utf8 {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: "."), !isQuoted {
        parts.append([])
      } else {
        parts[parts.count - 1].append(byte)
      }
    }
    guard !isQuoted else {
      throw evaluator.failure("missing closing quote in selection path '\(path)'")
    }
    if parts[parts.count - 1].isEmpty { parts.removeLast() }
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }
}
