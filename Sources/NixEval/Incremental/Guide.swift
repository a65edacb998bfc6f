/// The values that a computation read before it is made again: what it puts off now, and put off then, is the
/// same thunk once more, with all that was evaluated of it.
///
/// Otherwise all that it makes on its way would be new, and evaluated from the start: `filterAttrs` of 150
/// submodules asks each of them whether it is there, though one alone is another.
final class Guide {
  /// Thunks of one piece of code, in the order in which they were read.
  private struct Candidates {
    var thunks: [Thunk] = []
    /// Behind the one that was found last.
    var next = 0
  }

  /// A call that was put off, by the function's code and the first argument.
  private struct Call: Hashable {
    let code: UInt32
    let argument: UInt32
  }

  private var byCode: [UInt32: Candidates] = [:]
  private var calls: [Call: Thunk] = [:]
  private let traces: Traces

  /// How many of the thunks of one piece of code are compared. They are mostly met in the order of before,
  /// one less or one more.
  private static let tries = 3

  init(of record: Traces.Record, _ traces: Traces) {
    self.traces = traces
    let start = Int(record.start)
    for read in traces.reads[start..<start + Int(record.count)] {
      let record = traces.records[Int(read)]
      guard record.thunk != 0 else { continue }
      let thunk = Thunk(word: record.thunk)
      switch thunk.content(of: record.suspended) {
      case .expression(let node, _): byCode[node.word, default: Candidates()].thunks.append(thunk)
      case .application(let function, let argument), .pair(let function, let argument, _):
        guard let code = Self.code(of: function) else { continue }
        byCode[code, default: Candidates()].thunks.append(thunk)
        calls[Call(code: code, argument: argument.bits)] = thunk
      case .forced, .blackhole: break
      }
    }
  }

  /// The address of the code of a function that was evaluated.
  private static func code(of function: Value) -> UInt32? {
    let function = function.isForced ? function : function.thunk.forcedValue
    guard let function, function.isClosure else { return nil }
    return function.closure.code.word
  }

  fileprivate func thunk(_ node: Node, _ environment: Environment, _ evaluator: Evaluator) -> Value?
  {
    guard byCode[node.word] != nil else { return nil }
    // What is known of an environment holds as long as its address is not used again.
    environment.capture()
    return find(node.word) {
      var reconciliation = Reconciliation(evaluator: evaluator, traces: traces)
      return reconciliation.isSame($0, node, environment)
    }
  }

  /// A call instead of one that was just put off.
  fileprivate func call(_ made: Value, _ evaluator: Evaluator) -> Value? {
    let (function, argument): (Value, Value)
    switch made.thunk.content {
    case .application(let known, let first), .pair(let known, let first, _):
      (function, argument) = (known, first)
    case .expression, .forced, .blackhole: return nil
    }
    guard let code = Self.code(of: function), byCode[code] != nil else { return nil }
    func isSame(_ thunk: Thunk) -> Bool {
      var reconciliation = Reconciliation(evaluator: evaluator, traces: traces)
      return reconciliation.isSame(word: thunk.value, made)
    }
    if let known = calls[Call(code: code, argument: argument.bits)] {
      return !known.isEntered && isSame(known) ? known.value : nil
    }
    return find(code, isSame)
  }

  private func find(_ code: UInt32, _ isSame: (Thunk) -> Bool) -> Value? {
    guard let index = byCode.index(forKey: code) else { return nil }
    let (start, count) = (byCode.values[index].next, byCode.values[index].thunks.count)
    for offset in 0..<min(Self.tries, count) {
      let place = (start + offset) % count
      let thunk = byCode.values[index].thunks[place]
      if !thunk.isEntered, isSame(thunk) {
        byCode.values[index].next = place + 1
        return thunk.value
      }
    }
    return nil
  }
}

/// Thunks of the running computation.
extension Evaluator {
  /// Begins a computation: the guide is that of a thunk which is made again.
  ///
  /// - Returns: that of the computation around it, to be put back.
  @inline(never) func takeGuide(of thunk: Thunk?) -> Guide? {
    let outer = guide
    guide = thunk.flatMap { dependencies.traces?.remakings[$0.word]?.guide }
    return outer
  }

  /// An expression for later.
  @inline(__always) func makeThunk(_ node: Node, _ environment: Environment) -> Value {
    if _slowPath(guide != nil), let known = guidedThunk(node, environment) { return known }
    return Thunk.suspend(node, environment, in: arena)
  }

  /// `function argument`, later.
  @inline(__always) func makeThunk(_ function: Value, _ argument: Value) -> Value {
    let made = Thunk.apply(function, argument, in: arena)
    return _slowPath(guide != nil) ? guidedThunk(made) : made
  }

  /// `function first second`, later.
  @inline(__always) func makeThunk(_ function: Value, _ first: Value, _ second: Value) -> Value {
    let made = Thunk.apply(function, first, second, in: arena)
    return _slowPath(guide != nil) ? guidedThunk(made) : made
  }

  /// The thunk that the computation read for an expression when it was made before.
  @inline(never) func guidedThunk(_ node: Node, _ environment: Environment) -> Value? {
    guide?.thunk(node, environment, self)
  }

  /// The same of a call that was just put off; itself where there is none.
  @inline(never) private func guidedThunk(_ made: Value) -> Value {
    guide?.call(made, self) ?? made
  }
}
