import SourceText
import TextFormats

/// `fromTOML`.
enum TOMLBuiltins {
  static let table: [Builtin] = [
    Builtin("fromTOML", "text", "The value that a TOML text describes.", visibility: .global) {
      evaluator, arguments in
      let text = try evaluator.plainString(
        arguments[0], "while evaluating the argument passed to builtins.fromTOML")
      do {
        return try evaluator.value(
          TOMLDocument.parse(
            Array(text.bytes), limits: TextLimits().stopping(when: evaluator.isInterrupted),
            headersFollowValues: true))
      } catch let error as TextError {
        try evaluator.checkStack()
        throw evaluator.failure(
          "while parsing TOML: \(TOMLSyntaxFault.message(error, in: Array(text.bytes)))")
      }
    }
  ]
}

extension Evaluator {
  fileprivate func value(_ node: TextNode) throws -> Value {
    switch node.value {
    case .null: return .null
    case .bool(let flag): return Value(flag)
    case .integer(let number): return integer(Int(number))
    case .float(let number): return float(number)
    case .string(let text):
      try refuseTOMLNull(text)
      return string(text)
    case .dateTime(let time):
      guard settings.experimentalFeatures.contains(.parseTOMLTimestamps) else {
        throw failure("while parsing TOML: Dates and times are not supported")
      }
      return attributes([
        ("_type", string("timestamp")), ("value", string(time.description)),
      ])
    case .array(let items): return list(try items.map { try value($0) })
    case .object(let members):
      var set = AttributeSetBuilder(capacity: members.count)
      for member in members {
        try refuseTOMLNull(member.name)
        set.append(symbols.intern(member.name), try value(member.node))
      }
      return set.finish(in: arena).value
    }
  }

  private func refuseTOMLNull(_ text: String) throws {
    guard text.utf8.contains(0) else { return }
    do {
      try refuseNull(Array(text.utf8)[...])
    } catch let error as EvalError {
      throw failure("while parsing TOML: error: \(error.message)")
    }
  }
}
