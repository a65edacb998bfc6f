import NixLanguage
import SourceText

/// Turns the syntax tree of a file into bound nodes: variables become places, attribute paths are
/// merged, constants become values.
///
/// What Nix refuses before it evaluates anything is refused here, in Nix's words: undefined
/// variables, attributes and formals defined twice.
///
/// It cannot be copied: a call like `make(.not, place, try bind(operand).word)` would copy it, as
/// Swift takes the receiver before the arguments, and that was half a percent of an evaluation.
struct Binder: ~Copyable {
  let evaluator: Evaluator
  let syntax: SyntaxTree
  /// The same tree.
  let tree: TreeView
  /// The symbols of the identifiers, by node; see `internNames`.
  let names: UnsafeMutableBufferPointer<Symbol>
  /// Position of the first byte of the file.
  let base: Position
  /// The folder that relative paths start from.
  let folder: String
  let scope: Scope
  /// Whether expressions are put into cells, as those of a file are that may be exchanged.
  private var hasCells = false
  /// The content of the string that is being bound.
  var content = StringContent()
  /// What is written in the sets that are being bound, those of the innermost last; see `SetDraft`.
  var entries: [SetDraft.Entry] = []
  /// Attribute names from the outermost literal inwards, for messages.
  var path: [Symbol] = []
  /// Where those of the innermost literal begin.
  var literalStart = 0
  /// How many expressions there are around the one that is bound.
  private var depth = 0

  /// Evaluation looks at the stack at calls; where the text itself nests deeper than this it must look
  /// there too. In a program that is not optimised a level may take 4 KiB.
  private static let levelsBetweenChecks = 64

  var arena: Arena { evaluator.arena }

  /// Binds a whole file. `variables` are those of `scopedImport`, in the slots of one environment.
  static func bind(
    _ tree: SyntaxTree, base: Position, folder: String, variables: [Symbol]?,
    hasCells: Bool = false, in evaluator: Evaluator
  ) throws -> Node {
    let scope = evaluator.scope
    // Also after an error only the globals stay.
    let outside = scope.mark
    defer { scope.leave(outside) }
    if let variables {
      _ = scope.enter()
      for (slot, symbol) in variables.enumerated() { scope.define(symbol, slot: slot) }
    }
    return try withBinder(of: tree, base: base, folder: folder, in: evaluator) { binder in
      do {
        binder.hasCells = hasCells
        return binder.inCell(try binder.bind(tree.root))
      } catch let error as EvalError {
        if case .interrupted = error.kind { throw error }
        throw try DuplicateSearch.firstError(in: &binder, before: .max) ?? error
      }
    }
  }

  /// The error about an attribute that is defined twice before `end`, in a text with another error
  /// there.
  static func duplicate(
    in tree: SyntaxTree, before end: UInt32, base: Position, in evaluator: Evaluator
  ) throws -> EvalError? {
    try withBinder(of: tree, base: base, folder: "/", in: evaluator) {
      try DuplicateSearch.firstError(in: &$0, before: end)
    }
  }

  private static func withBinder<Result>(
    of tree: SyntaxTree, base: Position, folder: String, in evaluator: Evaluator,
    _ body: (inout Binder) throws -> Result
  ) throws -> Result {
    try TreeView.with(tree) { view in
      try withUnsafeTemporaryAllocation(of: Symbol.self, capacity: tree.nodes.count) { names in
        var binder = Binder(
          evaluator: evaluator, syntax: tree, tree: view, names: names, base: base,
          folder: folder, scope: evaluator.scope)
        try binder.internNames()
        return try body(&binder)
      }
    }
  }

  typealias NodeID = SyntaxTree.NodeID
  typealias ListID = SyntaxTree.ListID

  func position(_ offset: UInt32) -> Position {
    base.isNone ? .none : Position(raw: base.raw &+ offset)
  }

  func position(_ id: NodeID) -> Position { position(tree[id].start) }

  /// The symbol of an identifier.
  func symbol(_ id: NodeID) -> Symbol { names[Int(id.raw)] }

  func make(
    _ kind: Node.Kind, _ position: Position, _ first: UInt32 = 0, _ second: UInt32 = 0,
    _ third: UInt32 = 0, _ fourth: UInt32 = 0, level: Int = 0
  ) -> Node {
    Node.make(kind, at: position, first, second, third, fourth, level: level, in: arena)
  }

  func constant(_ value: Value, _ position: Position) -> Node {
    make(.constant, position, value.bits)
  }

  /// The expression of a file or of a definition, in a cell where the file may be exchanged.
  func inCell(_ node: Node) -> Node {
    guard hasCells else { return node }
    return make(.cell, node.position, node.word)
  }

  /// The body of a function, of `let` or of `with`; a set is in a cell, as the settings of a module are.
  mutating func bindBody(_ id: UInt32) throws -> Node {
    let node = try bind(id)
    return node.kind == .attributes || node.kind == .emptySet ? inCell(node) : node
  }

  func unwrapped(_ id: NodeID) -> NodeID {
    var id = id
    while tree.kind(id) == .parenthesized { id = NodeID(tree[id].a) }
    return id
  }

  mutating func bind(_ raw: UInt32) throws -> Node { try bind(NodeID(raw)) }

  mutating func bind(_ id: NodeID) throws -> Node {
    try evaluator.checkStack()
    depth += 1
    defer { depth -= 1 }
    let node = try bindInside(id)
    guard depth % Self.levelsBetweenChecks == 0 else { return node }
    switch node.kind {
    case .constant, .variable0, .variable1, .variable, .lambda: return node
    default: return make(.checked, node.position, node.word)
    }
  }

  private mutating func bindInside(_ wrapped: NodeID) throws -> Node {
    let id = unwrapped(wrapped)
    let syntax = tree[id]
    let place = position(syntax.start)
    switch syntax.kind {
    case .identifier: return try bindVariable(symbol(id), place)
    case .integer:
      let bits = UInt64(syntax.b) << 32 | UInt64(syntax.a)
      return constant(evaluator.integer(Int(Int64(bitPattern: bits))), place)
    case .float:
      let bits = UInt64(syntax.b) << 32 | UInt64(syntax.a)
      return constant(evaluator.float(Double(bitPattern: bits)), place)
    case .string, .indentedString: return try bindString(id)
    case .uri:
      try lint(id)
      return constant(evaluator.string(tree.source(id)), place)
    case .path, .homePath: return try bindPath(id)
    case .searchPath: return try bindSearchPath(id)
    case .list: return try bindList(ListID(syntax.a), place)
    case .attributeSet, .recursiveSet:
      return try bindSet(
        ListID(syntax.a), isRecursive: syntax.kind == .recursiveSet, at: place)
    case .legacyLet:
      // `let { body = …; }` selects `body` from a recursive set.
      let set = try bindSet(ListID(syntax.a), isRecursive: true, at: place)
      return make(
        .selectOne, place, set.word, evaluator.symbols.intern("body" as StaticString).id)
    case .letIn: return try bindLet(syntax, place)
    case .lambda: return try bindLambda(syntax, place)
    case .patternLambda: return try bindPatternLambda(syntax, place)
    case .with: return try bindWith(syntax, place)
    case .assert:
      let condition = try bind(syntax.a)
      let body = try bind(syntax.b)
      return make(.assertion, place, condition.word, body.word)
    case .ifThenElse:
      let condition = try bind(syntax.a)
      let yes = try bind(syntax.b)
      let no = try bind(syntax.c)
      return make(.conditional, place, condition.word, yes.word, no.word)
    case .apply: return try bindApplication(syntax, place)
    case .select: return try bindSelection(syntax, place)
    case .hasAttribute:
      let base = try bind(syntax.a)
      let path = try bindPath(ListID(syntax.b))
      return make(.hasAttribute, position(syntax.c), base.word, path.word)
    case .not:
      let operand = try bind(syntax.a)
      // Nix points at the operand, where that has a place.
      let isNot = tree.kind(unwrapped(NodeID(syntax.a))) == .not
      return make(
        .not, isNot ? operand.position : operandPosition(NodeID(syntax.a)), operand.word)
    case .negate: return try bindNegation(syntax, place)
    default:
      if syntax.kind.isBinaryOperator { return try bindOperator(syntax) }
      // Parts of other constructs; a tree without problems has none of them here.
      throw EvalError(.syntax, "syntax error, unexpected expression", at: place)
    }
  }

  /// The place that Nix gives an expression: literals have none, operators are where their sign is.
  private func operandPosition(_ wrapped: NodeID, levels: Int = 64) -> Position {
    // More would take quadratic time where such expressions nest.
    guard levels > 0 else { return .none }
    let id = unwrapped(wrapped)
    let syntax = tree[id]
    switch syntax.kind {
    case .integer, .float, .uri, .letIn: return .none
    case .string, .indentedString, .path, .homePath:
      let parts = ListID(syntax.a)
      let isComputed = (0..<tree.count(parts)).contains {
        tree.kind(tree[parts, $0]) == .interpolation
      }
      // A quote is not part of what Nix points at.
      return isComputed ? position(syntax.start + (syntax.kind == .string ? 1 : 0)) : .none
    case .list:
      let elements = ListID(syntax.a)
      return tree.count(elements) == 0
        ? .none : operandPosition(tree[elements, 0], levels: levels - 1)
    case .not, .hasAttribute: return operandPosition(NodeID(syntax.a), levels: levels - 1)
    default: return position(syntax.kind.isBinaryOperator ? syntax.c : syntax.start)
    }
  }

  // MARK: Variables

  func bindVariable(_ symbol: Symbol, _ place: Position) throws -> Node {
    guard let node = variable(symbol, place) else { throw undefinedVariable(symbol, place) }
    return node
  }

  func undefinedVariable(_ symbol: Symbol, _ place: Position) -> EvalError {
    let name = evaluator.symbols.name(symbol).text
    return EvalError(.undefinedVariable, "undefined variable '\(name)'", at: place)
  }

  /// What a name means here, nil if nothing.
  func variable(_ symbol: Symbol, _ place: Position) -> Node? {
    if symbol == .currentPosition { return make(.currentPosition, place) }
    switch scope.find(symbol) {
    case .constant(let value): return make(.constant, place, value.bits, level: 1)
    case .slot(let level, let slot):
      let kind: Node.Kind =
        switch level {
        case 0: .variable0
        case 1: .variable1
        default: .variable
        }
      return make(kind, place, UInt32(slot), symbol.id, level: level)
    case nil: break
    }
    guard let with = scope.with else { return nil }
    return make(.withVariable, place, symbol.id, with.node.word, level: scope.depth - with.depth)
  }

  private mutating func bindWith(_ syntax: SyntaxTree.Node, _ place: Position) throws -> Node {
    let set = try bind(syntax.a)
    let outer = scope.with
    let mark = try enterScope(at: place)
    let node = WithNode.make(
      set: set, at: place, outer: outer?.node, level: outer.map { scope.depth - $0.depth } ?? 0,
      in: arena)
    scope.with = Scope.With(node: node, depth: scope.depth)
    let body = try bindBody(syntax.b)
    node.setSecond(body.word)
    scope.leave(mark)
    return node
  }

  mutating func enterScope(at place: Position) throws -> Scope.Mark {
    guard scope.depth < Scope.maximumDepth else {
      throw EvalError(
        .syntax, "more than \(Scope.maximumDepth) scopes in each other", at: place)
    }
    return scope.enter()
  }

  // MARK: Lists, applications, selections

  private mutating func bindList(_ list: ListID, _ place: Position) throws -> Node {
    let parts = try bindAll(list)
    if parts.count == 0 { return constant(evaluator.list([]), place) }
    return make(.list, place, parts.word, UInt32(parts.count))
  }

  mutating func bindAll(_ list: ListID) throws -> NodeArray {
    let nodes = NodeArray.make(count: tree.count(list), in: arena)
    for index in 0..<nodes.count { nodes.set(index, try bind(tree[list, index])) }
    return nodes
  }

  private mutating func bindApplication(_ syntax: SyntaxTree.Node, _ place: Position) throws
    -> Node
  {
    let inner = unwrapped(NodeID(syntax.a))
    if tree.kind(inner) == .apply { return try bindNestedApplication(syntax) }
    let function = try bind(inner)
    let place = callPosition(of: inner) ?? place
    let arguments = ListID(syntax.b)
    if tree.count(arguments) == 1 {
      let argument = try bind(tree[arguments, 0])
      return make(.callOne, place, function.word, argument.word)
    }
    let parts = try bindAll(arguments)
    return make(.call, place, function.word, parts.word, UInt32(parts.count))
  }

  /// `(f a) b` is one call of two arguments, as it is to Nix's parser.
  private mutating func bindNestedApplication(_ whole: SyntaxTree.Node) throws -> Node {
    var syntax = whole
    var arguments: [NodeID] = []
    while true {
      let list = ListID(syntax.b)
      arguments = (0..<tree.count(list)).map { tree[list, $0] } + arguments
      let inner = unwrapped(NodeID(syntax.a))
      guard tree.kind(inner) == .apply else { break }
      syntax = tree[inner]
    }
    let function = try bind(syntax.a)
    let parts = NodeArray.make(count: arguments.count, in: arena)
    for (index, argument) in arguments.enumerated() { parts.set(index, try bind(argument)) }
    return make(
      .call, callPosition(of: unwrapped(NodeID(syntax.a))) ?? position(syntax.start),
      function.word, parts.word, UInt32(parts.count))
  }

  /// The place of a call whose function is an operator that Nix makes a call of: `(a - b) c` is
  /// `__sub a b c`, one call, where the sign is.
  private func callPosition(of function: NodeID) -> Position? {
    let syntax = tree[function]
    return switch syntax.kind {
    case .negate: position(syntax.start)
    case .subtract, .multiply, .divide, .less, .greater, .pipeFrom, .pipeInto:
      position(syntax.c)
    default: nil
    }
  }

  private mutating func bindSelection(_ syntax: SyntaxTree.Node, _ place: Position) throws -> Node {
    let base = try bind(syntax.a)
    let path = ListID(syntax.b)
    if syntax.c == 0, tree.count(path) == 1 {
      let component = try bindName(tree[path, 0])
      if component.expression.isAbsent {
        return make(.selectOne, place, base.word, component.symbol.id)
      }
      let code = PathCode.make(count: 1, in: arena)
      code.set(0, component)
      return make(.select, place, base.word, code.word)
    }
    let code = try bindPath(path)
    let fallback = syntax.c == 0 ? Node.absent : try bind(syntax.c)
    return make(.select, place, base.word, code.word, fallback.word)
  }

  mutating func bindPath(_ list: ListID) throws -> PathCode {
    let path = PathCode.make(count: tree.count(list), in: arena)
    for index in 0..<path.count { path.set(index, try bindName(tree[list, index])) }
    return path
  }

  /// A part of an attribute path: fixed where it is an identifier or a constant string.
  mutating func bindName(_ id: NodeID) throws -> PathCode.Component {
    let syntax = tree[id]
    let place = position(syntax.start)
    if syntax.kind == .identifier {
      return .init(symbol: symbol(id), position: place, expression: .absent)
    }
    let node = syntax.kind == .interpolation ? try bind(syntax.a) : try bind(id)
    if node.kind == .constant, node.constant.isString {
      return .init(
        symbol: evaluator.symbols.intern(node.constant.string), position: place,
        expression: .absent)
    }
    return .init(symbol: .none, position: place, expression: node)
  }
}

/// The `with` node is made before its body, whose variables refer to it.
enum WithNode {
  static func make(set: Node, at place: Position, outer: Node?, level: Int, in arena: Arena) -> Node
  {
    Node.make(
      .with, at: place, set.word, 0, outer?.word ?? 0, level: level, in: arena)
  }
}
