/// Whether a value of an earlier evaluation and one of this evaluation cannot be told apart by any
/// program: what calls are compared by before one takes the result of the other.
///
/// It is narrower than Nix's `==`, which compares no functions and ignores positions. Values
/// are the same if they are one object, or if they have the same content and the same positions of
/// attributes. Functions and values nobody asked for are the same if they have the same code,
/// and each variable that the code mentions is. What meets itself again on the way is taken to be the
/// same: two cyclic values differ only if somewhere a difference can be reached.
///
/// The earlier value is never evaluated further, because files may have been exchanged since. For
/// the same reason nothing is the same that names a path in the exchanged folder, be it in a string or
/// in code: the files behind it may have changed. (A program could still learn such a path from
/// `unsafeGetAttrPos` alone and read the file. nixpkgs reads no file of which it has a position.)
struct ValueEquivalence {
  private struct Pair: Hashable {
    let known: UInt32
    let new: UInt32
    /// The code, where the two are environments.
    var code: UInt32 = 0
  }

  private let evaluator: Evaluator
  private let variables: KnownFreeVariables
  private var exchanged: [UInt8] { variables.exchanged }
  private var assumed: Set<Pair> = []
  /// Pairs that are still compared before the values count as different.
  private var left: Int

  /// - Parameter variables: knows the exchanged folder, too.
  init(evaluator: Evaluator, variables: KnownFreeVariables, budget: Int) {
    self.evaluator = evaluator
    self.variables = variables
    left = budget
  }

  // MARK: Places

  /// A variable of two environments of the same scope. The new one is evaluated if the known one was.
  mutating func isSame(
    variable index: Int, of known: Environment, _ new: Environment
  ) throws -> Bool {
    if known.word == new.word { return true }
    let before = known.slot(index).value
    let now = new.slot(index).value
    if before.isAbsent || now.isAbsent { return before === now }
    if before.isDeferred {
      guard !before.isEntered else { return false }
      return try isSame(suspended: before.deferredNode, known, now, new)
    }
    if let before = try forced(before) {
      return try isSame(before, try evaluator.force(variable: index, of: new))
    }
    if now.isDeferred {
      guard !now.isEntered, case .expression(let node, let environment) = before.thunk.content
      else { return false }
      return try node.word == now.deferredNode.word && isSame(code: node, environment, new)
    }
    return try isSame(known: before, now)
  }

  /// Two values, perhaps put off. The new one is evaluated if the known one was.
  private mutating func isSame(known before: Value, _ now: Value) throws -> Bool {
    if isIdentical(before, now) { return true }
    if let before = try forced(before) { return try isSame(before, try evaluator.force(now)) }
    guard !now.isForced else { return false }
    guard try isNew(before.bits, now.bits) else { return left > 0 }
    switch (before.thunk.content, now.thunk.content) {
    case (.expression(let node, let known), .expression(let other, let new)):
      return try node.word == other.word && isSame(code: node, known, new)
    case (.application(let function, let argument), .application(let other, let new)):
      return try isSame(known: function, other) && isSame(known: argument, new)
    case (.pair(let function, let first, let second), .pair(let other, let new, let last)):
      return try isSame(known: function, other) && isSame(known: first, new)
        && isSame(known: second, last)
    default: return false
    }
  }

  /// An expression that a known slot puts off, and what a new one holds.
  private mutating func isSame(
    suspended node: Node, _ known: Environment, _ now: Value, _ new: Environment
  ) throws -> Bool {
    if now.isDeferred {
      return try !now.isEntered && now.deferredNode.word == node.word
        && isSame(code: node, known, new)
    }
    guard !now.isForced, case .expression(let other, let environment) = now.thunk.content else {
      return false
    }
    return try other.word == node.word && isSame(code: node, known, environment)
  }

  /// Whether two words are one object that means the same in both evaluations. Constants of code stay
  /// the same object, and may name a path whose file was exchanged.
  private func isIdentical(_ known: Value, _ new: Value) -> Bool {
    known === new && !known.isString && !(known.isForced && known.isPath)
  }

  /// The value of a word that was evaluated. What the comparison tells depends on what it was made
  /// from.
  private func forced(_ word: Value) throws -> Value? {
    if word.isForced { return word }
    guard let value = word.thunk.forcedValue else { return nil }
    if let traces = evaluator.dependencies.traces,
      traces.isDoubtful(word.thunk.dependencies.number)
    {
      return try evaluator.force(word)
    }
    if evaluator.tracksDependencies { evaluator.dependencies.note(word.thunk.dependencies) }
    return value
  }

  // MARK: Values

  /// Evaluated values.
  mutating func isSame(_ known: Value, _ new: Value) throws -> Bool {
    if isIdentical(known, new) { return true }
    guard known.tag == new.tag else { return false }
    switch known.tag {
    case Value.Tag.string: return isSame(known.string, new.string)
    case Value.Tag.attributes:
      return try isNew(known.bits, new.bits) ? isSame(known.attributes, new.attributes) : left > 0
    case Value.Tag.list:
      return try isNew(known.bits, new.bits) ? isSame(known.list, new.list) : left > 0
    case Value.Tag.closure:
      let code = known.closure.code
      guard code.word == new.closure.code.word else { return false }
      return try isSame(
        code.word, known.closure.environment, new.closure.environment
      ) { [evaluator, exchanged] in
        try evaluator.freeVariables(of: code, exchanged: exchanged)
      }
    case Value.Tag.box: return try isSame(known.box, new.box)
    default: return false
    }
  }

  private func isSame(_ known: NixString, _ new: NixString) -> Bool {
    known == new && known.context.hasSameElements(as: new.context) && !namesExchangedPath(known)
  }

  private func namesExchangedPath(_ string: NixString) -> Bool {
    evaluator.namesExchangedPath(string, exchanged)
  }

  private mutating func isSame(_ known: AttributeSet, _ new: AttributeSet) throws -> Bool {
    guard known.count == new.count else { return false }
    var others = new.makeIterator()
    for entry in known {
      guard let other = others.next(), entry.symbol == other.symbol,
        entry.position == other.position, try isSame(known: entry.value, other.value)
      else { return false }
    }
    return true
  }

  private mutating func isSame(_ known: NixList, _ new: NixList) throws -> Bool {
    guard known.count == new.count else { return false }
    for index in 0..<known.count {
      guard try isSame(known: known[index], new[index]) else { return false }
    }
    return true
  }

  private mutating func isSame(_ known: Box, _ new: Box) throws -> Bool {
    guard known.kind == new.kind, known.detail == new.detail else { return false }
    switch known.kind {
    case .path: return isSame(known.value.pathString, new.value.pathString)
    case .float, .integer, .builtin: return known.payload == new.payload
    case .partialApplication:
      guard known.payload == new.payload else { return false }
      for index in 0..<Int(known.payload) {
        guard try isSame(known: known.argument(index), new.argument(index)) else { return false }
      }
      return true
    }
  }

  // MARK: Code

  /// The same expression in two environments.
  private mutating func isSame(
    code node: Node, _ known: Environment, _ new: Environment
  ) throws -> Bool {
    try isSame(node.word, known, new) { [evaluator, exchanged] in
      try evaluator.freeVariables(of: node, exchanged: exchanged)
    }
  }

  private mutating func isSame(
    _ code: UInt32, _ known: Environment, _ new: Environment, _ find: () throws -> FreeVariables?
  ) throws -> Bool {
    guard try isNew(known.word, new.word, code) else { return left > 0 }
    guard let found = try variables.find(code, find) else { return false }
    if evaluator.dependencies.traces != nil {
      for cell in found.cells { evaluator.dependencies.note(cell) }
    }
    for place in found.places {
      let isSame = try isSame(
        variable: place.slot, of: known.ancestor(place.level), new.ancestor(place.level))
      guard isSame else { return false }
    }
    return true
  }

  /// Whether a pair was not met before; counts it. False also when too many were met.
  private mutating func isNew(_ known: UInt32, _ new: UInt32, _ code: UInt32 = 0) throws -> Bool {
    try evaluator.checkStack()
    left -= 1
    return left > 0 && assumed.insert(Pair(known: known, new: new, code: code)).inserted
  }
}

extension Evaluator {
  /// What comparing gives; false where evaluating fails what is needed for it: who needs the value will meet
  /// the error.
  func isEquivalent(
    by variables: KnownFreeVariables, budget: Int,
    _ compare: (inout ValueEquivalence) throws -> Bool
  ) throws -> Bool {
    let depth = callDepth
    do {
      var equivalence = ValueEquivalence(evaluator: self, variables: variables, budget: budget)
      return try compare(&equivalence)
    } catch let error as EvalError {
      if case .interrupted = error.kind { throw error }
      callDepth = depth
      return false
    }
  }
}
