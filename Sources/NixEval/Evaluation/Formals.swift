/// The formals of a function: `{ a, b ? 1, ... }@all: …`.
extension Evaluator {
  /// The scope of a call of `{ a, b ? 1, ... }@all: …`.
  @inline(never) func bindFormals(
    _ closure: Closure, _ argument: Value, _ callPosition: Position
  ) throws -> Environment {
    let code = closure.code
    let set: AttributeSet
    let forced: Value
    do {
      forced = try force(argument)
      guard forced.isAttributes else {
        let error = located(typeError(expected: "a set", found: forced), at: code.position)
        throw traced(error, .formals, at: code.position)
      }
      set = forced.attributes
    } catch {
      _ = located(error, at: code.position)
      throw callPosition.isNone
        ? error : traced(error, .fixed("from call site"), at: callPosition)
    }
    let environment = Environment.make(
      slots: code.slotCount, parent: closure.environment, in: arena)
    var offset = 0
    if code.argument != .none {
      environment.slot(0).value = forced
      offset = 1
    }
    let count = code.formalCount
    var used = 0
    var missing = false
    if set.count <= count &* 4 {
      // About as many attributes as formals: one pass over both.
      var attributes = set.makeIterator()
      var attribute = attributes.next()
      for index in 0..<count {
        let symbol = code.formal(index).symbol
        while let entry = attribute, entry.symbol.id < symbol.id { attribute = attributes.next() }
        if let entry = attribute, entry.symbol == symbol {
          environment.slot(offset &+ index).value = entry.value
          used &+= 1
        } else {
          missing = true
        }
      }
    } else {
      for index in 0..<count {
        if let entry = set.find(code.formal(index).symbol) {
          environment.slot(offset &+ index).value = entry.value
          used &+= 1
        } else {
          missing = true
        }
      }
    }
    if missing {
      for index in 0..<count where environment.slot(offset &+ index).value.isAbsent {
        let formal = code.formal(index)
        if formal.fallback.isAbsent { throw missingArgument(code, callPosition, environment) }
        environment.slot(offset &+ index).value = .deferred(formal.fallback)
      }
    }
    if !code.hasEllipsis && used != set.count { throw unexpectedArgument(code, set, callPosition) }
    return environment
  }

  private func functionName(_ code: LambdaCode) -> String {
    code.name == .none ? "anonymous lambda" : symbols.name(code.name).text
  }

  /// The first formal, in the order of symbols, that neither the set nor a default gives.
  @inline(never) private func missingArgument(
    _ code: LambdaCode, _ callPosition: Position, _ environment: Environment
  ) -> any Error {
    let offset = code.argument == .none ? 0 : 1
    let index = (0..<code.formalCount).first {
      environment.slot(offset + $0).value.isAbsent && code.formal($0).fallback.isAbsent
    }
    let name = index.map { symbols.name(code.formal($0).symbol).text } ?? ""
    return traced(
      EvalError(
        .type, "function '\(functionName(code))' called without required argument '\(name)'",
        at: code.position),
      .fixed("from call site"), at: callPosition)
  }

  @inline(never) private func unexpectedArgument(
    _ code: LambdaCode, _ set: AttributeSet, _ callPosition: Position
  ) -> any Error {
    let formals = (0..<code.formalCount).map { code.formal($0).symbol }
    let unexpected = set.first { !formals.contains($0.symbol) }
    let name = unexpected.map { symbols.name($0.symbol).text } ?? ""
    let shown = unexpected.map { symbols.shown($0.symbol) } ?? ""
    return traced(
      EvalError(
        .type, "function '\(functionName(code))' called with unexpected argument '\(shown)'",
        at: code.position,
        suggestions: nearest(to: name, among: formals.map { symbols.name($0).text })),
      .fixed("from call site"), at: callPosition)
  }
}
