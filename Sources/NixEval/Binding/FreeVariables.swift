/// The variables that a piece of bound code takes from the scopes around it.
struct FreeVariables {
  /// A slot of the environment `level` scopes out, seen from where the code is evaluated.
  struct Place: Hashable {
    let level: Int
    let slot: Int
  }

  var places: [Place] = []
  /// The parts of the code that may be replaced.
  var cells: [Node] = []
}

/// The free variables of pieces of code, each looked for once.
final class KnownFreeVariables {
  /// The folder that code must not name; empty if it may name any.
  let exchanged: [UInt8]
  private var known: [UInt32: FreeVariables?] = [:]

  init(exchangedFolder: String?) { exchanged = Array((exchangedFolder ?? "").utf8) }

  /// What is known of the code at an address, or is found.
  func find(_ code: UInt32, _ find: () throws -> FreeVariables?) rethrows -> FreeVariables? {
    if let cached = known[code] { return cached }
    let found = try find()
    known[code] = .some(found)
    return found
  }

  /// After code was changed in place.
  func removeAll() { known = [:] }

  /// The same, where all code that is changed has cells.
  func removeExchanged() { known = known.filter { $0.value?.cells.isEmpty ?? false } }
}

extension Evaluator {
  /// The free variables of an expression; nil if it names a path in the exchanged folder, or is too
  /// large to be looked through.
  func freeVariables(of node: Node, exchanged: [UInt8]) throws -> FreeVariables? {
    var search = FreeVariableSearch(evaluator: self, exchanged: exchanged)
    try search.visit(node, 0)
    return search.result
  }

  /// The same of a function, seen from where it was made.
  func freeVariables(of code: LambdaCode, exchanged: [UInt8]) throws -> FreeVariables? {
    var search = FreeVariableSearch(evaluator: self, exchanged: exchanged)
    try search.visit(code, 0)
    return search.result
  }

  /// Whether a string mentions the folder whose files may be exchanged.
  func namesExchangedPath(_ string: NixString, _ folder: [UInt8]) -> Bool {
    guard !folder.isEmpty, string.count >= folder.count else { return false }
    let bytes = string.bytes
    return (0...(bytes.count - folder.count)).contains { start in
      bytes[start] == folder[0] && bytes[start...].starts(with: folder)
    }
  }
}

/// A walk through bound code that counts the scopes it enters.
private struct FreeVariableSearch {
  let evaluator: Evaluator
  private let exchanged: [UInt8]
  private var places: Set<FreeVariables.Place> = []
  private var namesPath = false
  private var cells: [Node] = []
  /// Nodes to look at: an overlay is some thousands, the list of all packages a hundred thousand.
  private var left = 50_000

  init(evaluator: Evaluator, exchanged: [UInt8]) {
    self.evaluator = evaluator
    self.exchanged = exchanged
  }

  var result: FreeVariables? {
    guard !namesPath, left > 0 else { return nil }
    return FreeVariables(
      places: places.sorted { ($0.level, $0.slot) < ($1.level, $1.slot) }, cells: cells)
  }

  /// A function, inside of `depth` scopes of the code.
  mutating func visit(_ code: LambdaCode, _ depth: Int) throws {
    for index in 0..<code.formalCount where !code.formal(index).fallback.isAbsent {
      try visit(code.formal(index).fallback, depth + 1)
    }
    try visit(code.body, depth + 1)
  }

  mutating func visit(_ node: Node, _ depth: Int) throws {
    guard left > 0, !namesPath, !node.isAbsent else { return }
    left -= 1
    try evaluator.checkStack()
    switch node.kind {
    case .constant: visit(constant: node.constant)
    case .emptySet, .currentPosition: break
    case .variable0: take(node.slotIndex, 0, depth)
    case .variable1: take(node.slotIndex, 1, depth)
    case .variable: take(node.slotIndex, node.level, depth)
    case .inheritSource: take(Int(node.first), 0, depth)
    case .withVariable: visitScopes(of: node, depth)
    case .cell:
      cells.append(node)
      try visit(node.firstNode, depth)
    case .selectOne, .not, .negate, .checked, .remembered: try visit(node.firstNode, depth)
    case .select:
      try visit(node.firstNode, depth)
      try visit(node.path, depth)
      if node.third != 0 { try visit(node.thirdNode, depth) }
    case .hasAttribute:
      try visit(node.firstNode, depth)
      try visit(node.path, depth)
    case .lambda: try visit(node.lambda, depth)
    case .letIn:
      try visit(node.attributes, depth)
      try visit(node.secondNode, depth + 1)
    case .attributes: try visit(node.attributes, depth)
    case .list, .interpolation, .pathInterpolation: try visit(node.parts, depth)
    case .call:
      try visit(node.firstNode, depth)
      try visit(node.arguments, depth)
    case .with:
      try visit(node.firstNode, depth)
      try visit(node.secondNode, depth + 1)
    case .conditional:
      try visit(node.firstNode, depth)
      try visit(node.secondNode, depth)
      try visit(node.thirdNode, depth)
    case .callOne, .assertion, .and, .or, .implies, .equal, .notEqual, .less, .greater,
      .lessOrEqual, .greaterOrEqual, .update, .add, .subtract, .multiply, .divide, .concatenate:
      try visit(node.firstNode, depth)
      try visit(node.secondNode, depth)
    }
  }

  private mutating func visit(_ nodes: NodeArray, _ depth: Int) throws {
    for index in 0..<nodes.count { try visit(nodes[index], depth) }
  }

  private mutating func visit(_ path: PathCode, _ depth: Int) throws {
    for index in 0..<path.count { try visit(path[index].expression, depth) }
  }

  /// A set or the bindings of `let`, inside of `depth` scopes.
  private mutating func visit(_ code: AttributesCode, _ depth: Int) throws {
    let inner = code.isRecursive ? depth + 1 : depth
    // The sources of `inherit (source)` are variables of a recursive set; otherwise they have a scope
    // of their own around what is selected from them.
    try visit(code.sources, inner)
    for index in 0..<code.definitionCount {
      let definition = code.definition(index)
      switch definition.origin {
      case .inner: try visit(definition.node, inner)
      case .outer: try visit(definition.node, depth)
      case .source: try visit(definition.node, depth + 1)
      }
    }
    for index in 0..<code.dynamicCount {
      try visit(code.dynamic(index).name, inner)
      try visit(code.dynamic(index).value, inner)
    }
  }

  /// A variable that the sets of the enclosing `with` may have: all that are outside of the code.
  private mutating func visitScopes(of node: Node, _ depth: Int) {
    var level = node.level
    var with = node.secondNode
    while true {
      take(0, level, depth)
      guard with.third != 0 else { return }
      level += with.level
      with = with.thirdNode
    }
  }

  private mutating func take(_ slot: Int, _ level: Int, _ depth: Int) {
    guard level >= depth else { return }
    places.insert(FreeVariables.Place(level: level - depth, slot: slot))
  }

  private mutating func visit(constant value: Value) {
    let text: NixString
    if value.isString {
      text = value.string
    } else if value.isPath {
      text = value.pathString
    } else {
      return
    }
    if evaluator.namesExchangedPath(text, exchanged) { namesPath = true }
  }
}
