/// Application: `function argument`, for closures, builtins, partial applications and functors.
extension Evaluator {
  /// Counts a call; every path that calls goes through here, and `callDepth` goes down after it.
  @inline(__always) func enterCall(at position: Position = .none) throws {
    try enterLevel(at: position)
    callsLeft &-= 1
    if _slowPath(callsLeft < 0) { throw callLimitFailure() }
  }

  /// Goes a level deeper: into a call, or into a value inside of one.
  @inline(__always) func enterLevel(at position: Position = .none) throws {
    if _slowPath(callDepth > settings.maximumCallDepth) { throw depthFailure(at: position) }
    callDepth &+= 1
  }

  @inline(never) func depthFailure(at position: Position = .none) -> EvalError {
    EvalError(.stackOverflow, "stack overflow; max-call-depth exceeded", at: position)
  }

  // MARK: Calls in expressions

  /// A closure with an argument that is still an expression.
  @inline(__always) func callClosure(
    _ closure: Closure, _ argument: Node, _ environment: Environment, _ position: Position
  ) throws -> Value {
    try checkStack()
    try enterCall(at: position)
    let code = closure.code
    if _fastPath(!code.hasFormals) {
      let frame = Environment.makeFrame(
        parent: closure.environment, suspend(argument, environment), in: arena)
      return try run(code, frame, of: closure, position)
    }
    let inner = try bindFormals(closure, suspend(argument, environment), position)
    return try run(code, inner, position)
  }

  /// The body of a function in a frame; or in the innermost one of several, where `closure` returned
  /// functions that were called at once. Frames that nobody kept are used again.
  @inline(__always) private func run(
    _ code: LambdaCode, _ frame: Environment, of closure: Closure, _ position: Position
  ) throws -> Value {
    let result = try run(code, frame, position)
    frame.recycleFrames(upTo: closure.environment, in: arena)
    return result
  }

  /// The body of a function, with the call in the trace of errors.
  @inline(__always) private func run(
    _ code: LambdaCode, _ environment: Environment, _ position: Position
  ) throws -> Value {
    let result: Value
    do {
      result = try evaluate(code.body, environment)
    } catch { throw callTrace(error, code, position) }
    callDepth &-= 1
    return result
  }

  @inline(never) private func callTrace(
    _ error: any Error, _ code: LambdaCode, _ position: Position
  ) -> any Error {
    _ = traced(error, .call(code.name), at: code.position)
    return position.isNone ? error : traced(error, .callSite, at: position)
  }

  /// `function argument` where the function is no closure: strict builtins get their argument
  /// evaluated at once.
  @inline(never) func callNonClosure(_ function: Value, _ node: Node, _ environment: Environment)
    throws -> Value
  {
    if function.isBuiltin {
      let builtin = builtins[function.box.detail]
      if builtin.pointee.arity == 1 {
        try enterCall(at: node.position)
        let argument =
          builtin.pointee.strictness & 1 != 0
          ? try strictArgument(node.secondNode, environment, builtin, node.position)
          : suspend(node.secondNode, environment)
        var arguments = Arguments()
        arguments[0] = argument
        return try run(builtin, arguments, at: node.position)
      }
    }
    return try call(function, suspend(node.secondNode, environment), at: node.position)
  }

  @inline(__always) private func strictArgument(
    _ node: Node, _ environment: Environment, _ builtin: UnsafePointer<BuiltinTable.Entry>,
    _ position: Position
  ) throws -> Value {
    do {
      return try argument(node, environment)
    } catch {
      let call = PendingCall(builtin: builtin, arguments: Arguments(), failed: 0)
      throw argumentFailure(error, call, at: position)
    }
  }

  /// The value of a strict argument. Of a variable the builtin asks for the value, which has no place.
  @inline(__always) private func argument(_ node: Node, _ environment: Environment) throws -> Value
  {
    guard node.isVariable else { return try value(of: node, environment) }
    let scope = node.scope(of: environment)
    let value = scope.slot(node.slotIndex).value
    if _fastPath(value.isForced) { return value }
    return try variableArgument(node.slotIndex, scope)
  }

  @inline(never) private func variableArgument(_ index: Int, _ scope: Environment) throws -> Value {
    do {
      return try force(variable: index, of: scope)
    } catch { throw located(error, at: .none) }
  }

  /// `function a b c`: all arguments at once where the function can take them.
  @inline(never) func call(_ node: Node, _ environment: Environment) throws -> Value {
    var function = try value(of: node.firstNode, environment)
    let arguments = node.arguments
    let position = node.position
    var done = 0
    try checkStack()
    while done < arguments.count {
      if function.isClosure {
        try enterCall(at: position)
        let closure = function.closure
        var code = closure.code
        let argument = suspend(arguments[done], environment)
        var inner: Environment
        let outermost: Environment
        if code.hasFormals {
          inner = try bindFormals(closure, argument, position)
          outermost = inner
        } else {
          inner = Environment.makeFrame(parent: closure.environment, argument, in: arena)
          outermost = closure.environment
        }
        done &+= 1
        // `a: b: body`: enter the inner function directly, without making its closure.
        while done < arguments.count, code.body.kind == .lambda, !code.body.lambda.hasFormals {
          code = code.body.lambda
          inner = Environment.makeFrame(
            parent: inner, suspend(arguments[done], environment), in: arena)
          done &+= 1
          callsLeft &-= 1
        }
        function = try run(code, inner, position)
        inner.recycleFrames(upTo: outermost, in: arena)
      } else if function.isBuiltin,
        builtins[function.box.detail].pointee.arity <= arguments.count - done
      {
        let builtin = builtins[function.box.detail]
        try enterCall(at: position)
        var values = Arguments()
        for index in 0..<builtin.pointee.arity {
          let node = arguments[done &+ index]
          guard builtin.pointee.strictness >> UInt(index) & 1 != 0 else {
            values[index] = suspend(node, environment)
            continue
          }
          do {
            values[index] = try argument(node, environment)
          } catch {
            var call = PendingCall(builtin: builtin, arguments: values, failed: index)
            for later in index &+ 1..<builtin.pointee.arity {
              call.arguments[later] = suspend(arguments[done &+ later], environment)
            }
            throw argumentFailure(error, call, at: position)
          }
        }
        done &+= builtin.pointee.arity
        function = try run(builtin, values, at: position)
      } else {
        function = try call(function, suspend(arguments[done], environment), at: position)
        done &+= 1
      }
    }
    return function
  }

  /// A call of a builtin one of whose strict arguments failed.
  private struct PendingCall {
    let builtin: UnsafePointer<BuiltinTable.Entry>
    var arguments: Arguments
    let failed: Int
  }

  /// The error that Nix reports when a strict argument fails: it looks at the arguments one by one,
  /// so that one before the failed one may be at fault. Running the builtin shows which
  /// comes first; where it needs the failed argument, that error stays, with the steps that are said
  /// there, such as what the argument is for.
  @inline(never) private func argumentFailure(
    _ error: any Error, _ pending: PendingCall, at position: Position
  ) -> any Error {
    let builtin = pending.builtin
    guard !builtin.pointee.forcesFirst, let failed = error as? EvalError else {
      return traced(error, builtin, at: position)
    }
    var arguments = pending.arguments
    arguments[pending.failed] = Thunk.placeholder(in: arena).value
    do {
      _ = try builtin.pointee.body(self, arguments)
    } catch let other as EvalError where other.kind != .infiniteRecursion {
      return traced(other, builtin, at: position)
    } catch {
      // The failed argument was asked for.
      if let request = error as? EvalError { failed.addSteps(of: request) }
    }
    return traced(failed, builtin, at: position)
  }

  // MARK: Calls from builtins

  /// `function argument`; the function is forced.
  package func call(_ function: Value, _ argument: Value, at position: Position = .none) throws
    -> Value
  {
    if _fastPath(function.isClosure) {
      try checkStack()
      try enterCall(at: position)
      let closure = function.closure
      if closure.code.hasFormals {
        return try run(closure.code, try bindFormals(closure, argument, position), position)
      }
      let frame = Environment.makeFrame(parent: closure.environment, argument, in: arena)
      return try run(closure.code, frame, of: closure, position)
    }
    if function.isBuiltin || function.isPartialApplication {
      return try callOrExtend(function, argument, position)
    }
    guard function.isAttributes, let functor = function.attributes.find(.functor) else {
      throw EvalError(
        .type,
        "attempt to call something which is not a function but "
          + "\(describeType(function)): \(preview(ownValue(function)))", at: position)
    }
    try checkStack()
    // A call of its own, besides that of the function in the set.
    try enterLevel(at: position)
    do {
      let result = try call(
        try force(functor.slot), function, argument, at: functor.position)
      callDepth &-= 1
      return result
    } catch {
      throw traced(
        error,
        .fixed("while calling a functor (an attribute set with a '__functor' attribute)"),
        at: position)
    }
  }

  /// `function first second`; the function is forced.
  package func call(
    _ function: Value, _ first: Value, _ second: Value, at position: Position = .none
  ) throws -> Value {
    if function.isClosure, !function.closure.code.hasFormals {
      let code = function.closure.code
      let body = code.body
      if body.kind == .lambda, !body.lambda.hasFormals {
        try checkStack()
        try enterCall(at: position)
        let closure = function.closure
        let outer = Environment.makeFrame(parent: closure.environment, first, in: arena)
        let inner = Environment.makeFrame(parent: outer, second, in: arena)
        return try run(body.lambda, inner, of: closure, position)
      }
    } else if function.isBuiltin, builtins[function.box.detail].pointee.arity == 2 {
      var arguments = Arguments()
      arguments[0] = first
      arguments[1] = second
      try enterCall(at: position)
      return try run(builtins[function.box.detail], arguments, at: position)
    }
    return try call(try call(function, first, at: position), second, at: position)
  }

  /// A builtin or partial application with one more argument.
  @inline(never) private func callOrExtend(
    _ function: Value, _ argument: Value, _ position: Position
  ) throws -> Value {
    let box = function.box
    let builtin = builtins[box.detail]
    let earlier = function.isBuiltin ? nil : box
    let count = earlier.map { Int($0.payload) } ?? 0
    guard count + 1 == builtin.pointee.arity else {
      return Box.makePartial(builtin: box.detail, earlier: earlier, next: argument, in: arena)
    }
    try checkStack()
    try enterCall(at: position)
    var values = Arguments()
    if let earlier {
      for index in 0..<count { values[index] = earlier.argument(index) }
    }
    values[count] = argument
    return try run(builtin, values, at: position)
  }

  /// Runs a builtin whose call was entered: strict arguments are forced first, in order.
  @inline(__always) private func run(
    _ builtin: UnsafePointer<BuiltinTable.Entry>, _ arguments: Arguments, at position: Position
  ) throws -> Value {
    var arguments = arguments
    do {
      for index in 0..<builtin.pointee.arity
      where builtin.pointee.strictness >> UInt(index) & 1 != 0 {
        arguments[index] = try force(arguments[index])
      }
      let result = try builtin.pointee.body(self, arguments)
      callDepth &-= 1
      return try force(result)
    } catch { throw traced(error, builtin, at: position) }
  }

  @inline(never) private func traced(
    _ error: any Error, _ builtin: UnsafePointer<BuiltinTable.Entry>, at position: Position
  ) -> any Error {
    builtin.pointee.isTraced
      ? traced(error, .builtin(builtin.pointee.name), at: position) : error
  }
}
