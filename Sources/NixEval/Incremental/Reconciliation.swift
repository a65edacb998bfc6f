/// Whether a value that was made again is what was there before; and if not, what of it is.
///
/// Two values are the same if they have the same content. Thunks are the same if they are the same
/// computation, whatever it gives in this version: the same code in environments in which each variable that
/// it mentions is the same, or calls of the same functions with the same arguments. For that, thunks are
/// known by what they were before they were evaluated: a variable that has another value now is the same
/// variable still, and who reads it is told by its record. So two things that were found to be the same
/// can stand for each other in all versions to come.
///
/// What meets itself again on the way is taken to be the same, as two cyclic structures differ only if somewhere a
/// difference can be reached. That is known for sure when the pair is left that was met.
struct Reconciliation {
  private typealias Pair = PairTable.Pair
  private typealias State = PairTable.State

  private let evaluator: Evaluator
  private let traces: Traces
  /// Pairs that are the same as long as one is that is being compared.
  private var provisional: [PairTable.Pair] = []
  /// Of the next pair.
  private var depth: UInt32
  /// Of the first.
  private let base: UInt32
  /// The least depth of a pair on the way that was met since the last one was begun.
  private var lowest = UInt32.max

  init(evaluator: Evaluator, traces: Traces) {
    self.evaluator = evaluator
    self.traces = traces
    base = traces.comparisonDepth
    depth = base
  }

  /// Evaluated values.
  mutating func isSame(_ old: Value, _ new: Value) -> Bool {
    attempt { try $0.values(old, new) }
  }

  /// Values or thunks.
  mutating func isSame(word old: Value, _ new: Value) -> Bool {
    attempt { try $0.words(old, new) }
  }

  /// A thunk and an expression that is put off.
  mutating func isSame(_ old: Thunk, _ node: Node, _ new: Environment) -> Bool {
    guard case .expression(let code, let environment) = origin(old.value), code.word == node.word
    else { return false }
    return attempt { try $0.code(node, environment, new) }
  }

  /// What comparing gives; false where evaluating fails what is needed for it.
  private mutating func attempt(_ compare: (inout Self) throws -> Bool) -> Bool {
    let callDepth = evaluator.callDepth
    do {
      return try compare(&self)
    } catch {
      evaluator.callDepth = callDepth
      drop(from: 0)
      depth = base
      lowest = .max
      return false
    }
  }

  /// Compares a pair unless that was done before.
  @inline(__always) private mutating func compare(
    _ pair: PairTable.Pair, _ body: (inout Self) throws -> Bool
  ) throws -> Bool {
    switch traces.pairs[pair] {
    case State.unknown: break
    case State.same: return true
    case State.different: return false
    case let depth:
      // What another comparison assumes, which waits for this one, is not known.
      guard depth >= base else { return false }
      lowest = min(lowest, depth)
      return true
    }
    try evaluator.checkStack()
    let (own, outer, start) = (depth, lowest, provisional.count)
    traces.pairs[pair] = own
    depth += 1
    lowest = .max
    do {
      guard try body(&self) else {
        drop(from: start)
        traces.pairs[pair] = State.different
        (depth, lowest) = (own, outer)
        return false
      }
    } catch {
      traces.pairs[pair] = State.unknown
      throw error
    }
    depth = own
    if lowest >= own {
      for known in provisional[start...] { traces.pairs[known] = State.same }
      provisional.removeSubrange(start...)
      traces.pairs[pair] = State.same
      lowest = outer
    } else {
      // Who meets it may need any of the pairs that are being compared.
      traces.pairs[pair] = base
      provisional.append(pair)
      lowest = min(lowest, outer)
    }
    return true
  }

  /// Forgets that some pairs are the same.
  private mutating func drop(from start: Int) {
    for pair in provisional[start...] { traces.pairs[pair] = State.unknown }
    provisional.removeSubrange(start...)
  }

  /// Evaluates; meanwhile other values may be made again and compared.
  private func waiting(_ evaluate: (Evaluator) throws -> Value) rethrows -> Value {
    let outer = traces.comparisonDepth
    traces.comparisonDepth = depth
    defer { traces.comparisonDepth = outer }
    return try evaluate(evaluator)
  }

  // MARK: Words

  /// What a word was before it was evaluated, or its value where that is not known any more.
  private func origin(_ word: Value) -> Thunk.Content {
    if word.isForced { return .forced(word) }
    let content = word.thunk.content
    guard case .forced = content else { return content }
    let id = word.thunk.dependencies
    if id == .empty {
      return traces.settledCalls[word.thunk].map(word.thunk.content(of:)) ?? content
    }
    let record = traces.records[Int(id.number)]
    guard record.thunk == word.thunk.word else { return .blackhole }
    return word.thunk.content(of: record.suspended)
  }

  /// Values or thunks.
  private mutating func words(_ old: Value, _ new: Value) throws -> Bool {
    if old === new { return true }
    switch (origin(old), origin(new)) {
    case (.forced(let before), .forced(let after)): return try values(before, after)
    case (.expression(let node, let environment), .expression(let other, let inner)):
      guard node.word == other.word else { return false }
      return try code(node, environment, inner)
    case (.application(let function, let argument), .application(let other, let inner)):
      return try compare(Pair(old: old.bits, new: new.bits, code: 0)) {
        try $0.words(function, other) && $0.words(argument, inner)
      }
    case (.pair(let function, let first, let second), .pair(let other, let next, let last)):
      return try compare(Pair(old: old.bits, new: new.bits, code: 0)) {
        try $0.words(function, other) && $0.words(first, next) && $0.words(second, last)
      }
    case (.forced(let value), .application), (.forced(let value), .pair),
      (.forced(let value), .expression):
      // What it was is not known any more, so the new one is evaluated.
      let made = try waiting { try $0.force(new) }
      guard new.thunk.settledValue != nil else { return false }
      return try values(value, made)
    case (.blackhole, _): return false
    case (_, .blackhole): return false
    case (_, .forced): return false
    default: return false
    }
  }

  // MARK: Values

  /// Evaluated values.
  private mutating func values(_ old: Value, _ new: Value) throws -> Bool {
    if old === new { return true }
    guard old.tag == new.tag else { return false }
    switch old.tag {
    case Value.Tag.string:
      return old.string == new.string
        && old.string.context.hasSameElements(as: new.string.context)
    case Value.Tag.attributes:
      return try compare(Pair(old: old.bits, new: new.bits, code: 0)) {
        try $0.sets(old.attributes, new.attributes)
      }
    case Value.Tag.list:
      return try compare(Pair(old: old.bits, new: new.bits, code: 0)) {
        try $0.lists(old.list, new.list)
      }
    case Value.Tag.closure:
      let code = old.closure.code
      guard code.word == new.closure.code.word else { return false }
      return try scopes(code.word, old.closure.environment, new.closure.environment) {
        [evaluator] in try evaluator.freeVariables(of: code, exchanged: [])
      }
    case Value.Tag.box: return try boxes(old.box, new.box)
    default: return false
    }
  }

  private mutating func sets(_ old: AttributeSet, _ new: AttributeSet) throws -> Bool {
    guard old.count == new.count else { return false }
    // First without going deeper: of the 30,000 attributes of two package sets one may tell.
    for (entry, other) in zip(old, new) {
      guard entry.symbol == other.symbol, entry.position == other.position,
        !isOtherCode(entry.value, other.value)
      else { return false }
    }
    for (entry, other) in zip(old, new) {
      guard try words(entry.value, other.value) else { return false }
    }
    return true
  }

  /// Whether two words are different expressions or kinds of values, which a look tells.
  private func isOtherCode(_ old: Value, _ new: Value) -> Bool {
    if old === new { return false }
    switch (origin(old), origin(new)) {
    case (.expression(let node, _), .expression(let other, _)): return node.word != other.word
    case (.forced(let before), .forced(let after)): return before.tag != after.tag
    case (.application(let function, _), .application(let other, _)),
      (.pair(let function, _, _), .pair(let other, _, _)):
      guard function.isForced, other.isForced, function.isClosure, other.isClosure else {
        return false
      }
      return function.closure.code.word != other.closure.code.word
    case (.forced, _): return false
    default: return true
    }
  }

  private mutating func lists(_ old: NixList, _ new: NixList) throws -> Bool {
    guard old.count == new.count else { return false }
    for index in 0..<old.count {
      guard try words(old[index], new[index]) else { return false }
    }
    return true
  }

  private mutating func boxes(_ old: Box, _ new: Box) throws -> Bool {
    guard old.kind == new.kind, old.detail == new.detail else { return false }
    switch old.kind {
    case .path: return old.value.pathString == new.value.pathString
    case .float, .integer, .builtin: return old.payload == new.payload
    case .partialApplication:
      guard old.payload == new.payload else { return false }
      for index in 0..<Int(old.payload) {
        guard try words(old.argument(index), new.argument(index)) else { return false }
      }
      return true
    }
  }

  // MARK: Code

  /// The same expression in two environments.
  private mutating func code(_ node: Node, _ old: Environment, _ new: Environment) throws -> Bool {
    try scopes(node.word, old, new) { [evaluator] in
      try evaluator.freeVariables(of: node, exchanged: [])
    }
  }

  private mutating func scopes(
    _ code: UInt32, _ old: Environment, _ new: Environment, _ find: () throws -> FreeVariables?
  ) throws -> Bool {
    if old.word == new.word { return true }
    return try compare(Pair(old: old.word, new: new.word, code: code)) {
      guard let found = try $0.traces.freeVariables.find(code, find) else {
        return false
      }
      for place in found.places {
        guard try $0.variables(place.slot, old.ancestor(place.level), new.ancestor(place.level))
        else { return false }
      }
      return true
    }
  }

  /// A variable of two environments of the same scope. Slots of functions with defaults hold what was
  /// passed, or put off the default.
  private mutating func variables(_ index: Int, _ old: Environment, _ new: Environment) throws
    -> Bool
  {
    if old.word == new.word { return true }
    let (before, after) = (old.slot(index).value, new.slot(index).value)
    if before.isAbsent || after.isAbsent { return false }
    if before.isEntered || after.isEntered { return false }
    switch (before.isDeferred, after.isDeferred) {
    case (false, false): return try words(before, after)
    case (true, true):
      let node = before.deferredNode
      return try node.word == after.deferredNode.word && code(node, old, new)
    case (true, false):
      guard case .expression(let node, let environment) = origin(after),
        node.word == before.deferredNode.word
      else { return false }
      return try code(node, old, environment)
    case (false, true):
      switch origin(before) {
      case .expression(let node, let environment):
        return try node.word == after.deferredNode.word && code(node, environment, new)
      case .forced(let value):
        let made = try waiting { try $0.force(variable: index, of: new) }
        let now = new.slot(index).value
        guard now.isForced || now.thunk.settledValue != nil else { return false }
        return try values(value, made)
      default: return false
      }
    }
  }

  // MARK: Adopting

  /// How deep sets within sets are looked through.
  private static let adoptedLevels = 4
  /// Sets with more attributes are package sets, with 30,000. If those differ so does what each of their attributes
  /// is made from, the set itself.
  private static let adoptedAttributes = 4096

  /// Puts what is the same as before into a new value, so that who reads it finds what was there, with all that
  /// was made from it.
  mutating func adopt(_ old: Value, into new: Value, level: Int = 0) {
    if old === new || level > Self.adoptedLevels { return }
    // The same two sets may be the values of a variable in each of 2,000 modules.
    let pair = Pair(old: old.bits, new: new.bits, code: 0)
    guard traces.adopted[pair] == State.unknown else { return }
    traces.adopted[pair] = State.same
    if old.isAttributes, new.isAttributes {
      guard new.attributes.count <= Self.adoptedAttributes else { return }
      var renamed = RenamedAttribute(old: old.attributes, new: new.attributes)
      for entry in new.attributes {
        let before = old.attributes.find(entry.symbol)?.value ?? renamed.value
        if let before { _ = adopt(before, into: entry.slot, level) }
      }
    } else if old.isList, new.isList {
      adopt(old.list, into: new.list, level)
    }
  }

  /// The only attribute of a set that another has not, which has one of its own: the same one with another name,
  /// perhaps. Looked for when it is asked for.
  private struct RenamedAttribute {
    let old: AttributeSet
    let new: AttributeSet

    private(set) lazy var value: Value? = {
      guard old.count == new.count else { return nil }
      let gone = old.filter { new.find($0.symbol) == nil }
      return gone.count == 1 ? gone[0].value : nil
    }()

    init(old: AttributeSet, new: AttributeSet) { (self.old, self.new) = (old, new) }
  }

  /// Elements from both ends: in between there is one more, or one less.
  private mutating func adopt(_ old: NixList, into new: NixList, _ level: Int) {
    let count = min(old.count, new.count)
    var start = 0
    while start < count, adopt(old[start], into: new.slot(start), level) { start += 1 }
    var left = count - start
    while left > 0, adopt(old[old.count - left], into: new.slot(new.count - left), level) {
      left -= 1
    }
  }

  /// Whether a place holds what was there before, or something that is as much alike.
  private mutating func adopt(_ old: Value, into slot: Slot, _ level: Int) -> Bool {
    let new = slot.value
    if old === new { return true }
    if isSame(word: old, new) {
      slot.value = old
      return true
    }
    guard old.isForced, new.isForced else { return false }
    adopt(old, into: new, level: level + 1)
    return true
  }
}
