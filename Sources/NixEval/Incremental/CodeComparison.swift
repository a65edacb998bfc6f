/// The code of a file beside that of its next version: which cells of the first hold other expressions
/// in the second.
///
/// A difference is absorbed by the innermost cell around it: the expression in that cell is replaced
/// as a whole. All around it is the same in both, scopes included, so the new expression finds its
/// variables in the environments that the old one was evaluated in. Of sets that differ in names, the
/// definitions that both have stay the same code.
struct CodeComparison {
  /// A cell and the expression that it is to hold.
  struct Replacement {
    let cell: Node
    let expression: Node
  }

  /// A definition of a set in the new version, which is to be that of the old one.
  struct SharedDefinition {
    let set: AttributesCode
    let index: Int
    let definition: AttributesCode.Definition

    func put() { set.setDefinition(index, definition) }
  }

  private let evaluator: Evaluator
  /// The file.
  let path: String
  private(set) var sharedDefinitions: [SharedDefinition] = []
  private(set) var replacements: [Replacement] = []
  /// Where the code that stays stands in the new version.
  private(set) var moves: [(from: Position, to: Position)] = []

  /// - Parameters:
  ///   - old: the code of the whole file, a cell.
  ///   - new: that of the next version, a cell too.
  init(_ old: Node, _ new: Node, of path: String, in evaluator: Evaluator) throws {
    self.evaluator = evaluator
    self.path = path
    _ = try isSame(old, new)
  }

  private mutating func isSame(_ old: Node, _ new: Node) throws -> Bool {
    if old.isAbsent || new.isAbsent { return old.isAbsent == new.isAbsent }
    guard old.kind == new.kind, old.level == new.level else { return false }
    try evaluator.checkStack()
    move(old.position, new.position)
    switch old.kind {
    case .cell:
      let before = (replacements.count, moves.count, sharedDefinitions.count)
      if try !isSame(old.firstNode, new.firstNode) {
        replacements.removeSubrange(before.0...)
        moves.removeSubrange(before.1...)
        sharedDefinitions.removeSubrange(before.2...)
        replacements.append(Replacement(cell: old, expression: new.firstNode))
        if let (before, isFunction) = Self.set(of: old.firstNode),
          let (after, becomesFunction) = Self.set(of: new.firstNode)
        {
          try share(before, after, onlyClosed: isFunction || becomesFunction)
        }
      }
      return true
    case .constant: return isSame(old.constant, new.constant)
    case .emptySet, .currentPosition: return true
    case .variable0, .variable1, .variable, .inheritSource: return old.first == new.first
    // The sets of the `with` are compared where it stands.
    case .withVariable: return old.first == new.first
    case .selectOne:
      return try old.second == new.second && isSame(old.firstNode, new.firstNode)
    case .not, .negate, .checked: return try isSame(old.firstNode, new.firstNode)
    case .select:
      return try isSame(old.firstNode, new.firstNode) && isSame(old.path, new.path)
        && isSame(old.thirdNode, new.thirdNode)
    case .hasAttribute:
      return try isSame(old.firstNode, new.firstNode) && isSame(old.path, new.path)
    case .lambda: return try isSame(old.lambda, new.lambda)
    case .letIn:
      return try isSame(old.attributes, new.attributes) && isSame(old.secondNode, new.secondNode)
    case .attributes: return try isSame(old.attributes, new.attributes)
    case .list: return try isSame(old.parts, new.parts)
    case .interpolation, .pathInterpolation:
      guard try isSame(old.parts, new.parts) else { return false }
      for index in 0..<old.parts.count { move(old.parts.place(index), new.parts.place(index)) }
      return true
    case .call:
      return try isSame(old.firstNode, new.firstNode) && isSame(old.arguments, new.arguments)
    case .conditional:
      return try isSame(old.firstNode, new.firstNode) && isSame(old.secondNode, new.secondNode)
        && isSame(old.thirdNode, new.thirdNode)
    case .add:
      move(old.operandPositions.0, new.operandPositions.0)
      move(old.operandPositions.1, new.operandPositions.1)
      return try isSame(old.firstNode, new.firstNode) && isSame(old.secondNode, new.secondNode)
    case .callOne, .with, .assertion, .and, .or, .implies, .equal, .notEqual, .less, .greater,
      .lessOrEqual, .greaterOrEqual, .update, .subtract, .multiply, .divide, .concatenate:
      return try isSame(old.firstNode, new.firstNode) && isSame(old.secondNode, new.secondNode)
    // Files whose functions remember their calls are not exchanged.
    case .remembered: return false
    }
  }

  private func isSame(_ old: Value, _ new: Value) -> Bool {
    if old === new { return true }
    if old.isString, new.isString { return old.string == new.string }
    if old.isPath, new.isPath { return old.pathString == new.pathString }
    if old.isInteger, new.isInteger { return old.integer == new.integer }
    if old.isFloat, new.isFloat { return old.float.bitPattern == new.float.bitPattern }
    return old.isList && new.isList && old.list.count == 0 && new.list.count == 0
  }

  private mutating func isSame(_ old: NodeArray, _ new: NodeArray) throws -> Bool {
    guard old.count == new.count else { return false }
    for index in 0..<old.count {
      guard try isSame(old[index], new[index]) else { return false }
    }
    return true
  }

  private mutating func isSame(_ old: PathCode, _ new: PathCode) throws -> Bool {
    guard old.count == new.count else { return false }
    for index in 0..<old.count {
      guard old[index].symbol == new[index].symbol,
        try isSame(old[index].expression, new[index].expression)
      else { return false }
      move(old[index].position, new[index].position)
    }
    return true
  }

  private mutating func isSame(_ old: LambdaCode, _ new: LambdaCode) throws -> Bool {
    guard old.argument == new.argument, old.name == new.name, old.hasFormals == new.hasFormals,
      old.hasEllipsis == new.hasEllipsis, old.formalCount == new.formalCount
    else { return false }
    move(old.position, new.position)
    for index in 0..<old.formalCount {
      let (formal, other) = (old.formal(index), new.formal(index))
      guard formal.symbol == other.symbol, try isSame(formal.fallback, other.fallback) else {
        return false
      }
      move(formal.position, other.position)
    }
    return try isSame(old.body, new.body)
  }

  private mutating func isSame(_ old: AttributesCode, _ new: AttributesCode) throws -> Bool {
    guard old.definitionCount == new.definitionCount, old.dynamicCount == new.dynamicCount,
      old.sourceCount == new.sourceCount, old.isRecursive == new.isRecursive,
      old.overrides == new.overrides
    else { return false }
    // Before anything is compared below: sets that differ in names are compared again.
    for index in 0..<old.definitionCount {
      guard old.definition(index).symbol == new.definition(index).symbol else { return false }
    }
    for index in 0..<old.definitionCount {
      let (definition, other) = (old.definition(index), new.definition(index))
      guard definition.symbol == other.symbol, definition.origin == other.origin,
        try isSame(definition.node, other.node)
      else { return false }
      move(definition.position, other.position)
    }
    for index in 0..<old.dynamicCount {
      let (definition, other) = (old.dynamic(index), new.dynamic(index))
      guard try isSame(definition.name, other.name), try isSame(definition.value, other.value)
      else { return false }
      move(definition.position, other.position)
    }
    return try isSame(old.sources, new.sources)
  }

  /// The set that an expression is, or that it returns as a function.
  private static func set(of node: Node) -> (set: AttributesCode, isOfFunction: Bool)? {
    var node = node
    var isOfFunction = false
    while true {
      switch node.kind {
      case .attributes: return (node.attributes, isOfFunction)
      case .lambda: (node, isOfFunction) = (node.lambda.body, true)
      case .cell, .checked: node = node.firstNode
      default: return nil
      }
    }
  }

  /// Lets a set that takes the place of another keep the definitions that both have. Those of
  /// a recursive set are evaluated in a scope of their own, whose slots are others. So are those of a function
  /// with other arguments: of these `onlyClosed` ones stay, which are the same as a whole and read
  /// no variable.
  private mutating func share(
    _ old: AttributesCode, _ new: AttributesCode, onlyClosed: Bool
  ) throws {
    guard !old.isRecursive, !new.isRecursive else { return }
    for (before, index) in Self.pairs(old, new) {
      let (known, definition) = (old.definition(before), new.definition(index))
      guard known.node.kind == .cell, definition.node.kind == .cell else { continue }
      let counts = (replacements.count, moves.count, sharedDefinitions.count)
      _ = try isSame(known.node, definition.node)
      if onlyClosed {
        let variables = try evaluator.freeVariables(of: known.node, exchanged: [])
        guard replacements.count == counts.0, let variables, variables.places.isEmpty else {
          replacements.removeSubrange(counts.0...)
          moves.removeSubrange(counts.1...)
          sharedDefinitions.removeSubrange(counts.2...)
          continue
        }
      }
      move(known.position, definition.position)
      var shared = known
      shared.symbol = definition.symbol
      sharedDefinitions.append(SharedDefinition(set: new, index: index, definition: shared))
    }
  }

  /// The numbers of the definitions that two sets have both, by name. Where each has one more, that is taken for
  /// the same with another name.
  private static func pairs(
    _ old: AttributesCode, _ new: AttributesCode
  ) -> [(old: Int, new: Int)] {
    var pairs: [(old: Int, new: Int)] = []
    var left: (old: [Int], new: [Int]) = ([], [])
    var (before, index) = (0, 0)
    while before < old.definitionCount || index < new.definitionCount {
      let known = before < old.definitionCount ? old.definition(before).symbol.id : .max
      let symbol = index < new.definitionCount ? new.definition(index).symbol.id : .max
      if known == symbol { pairs.append((before, index)) }
      if known < symbol { left.old.append(before) }
      if symbol < known { left.new.append(index) }
      if known <= symbol { before += 1 }
      if symbol <= known { index += 1 }
    }
    if left.old.count == 1, left.new.count == 1 { pairs.append((left.old[0], left.new[0])) }
    return pairs
  }

  private mutating func move(_ old: Position, _ new: Position) {
    if !old.isNone, !new.isNone { moves.append((old, new)) }
  }
}
