/// Operators, by precedence and without recursion.
extension Parser {
  /// How an operator binds.
  struct OperatorRule {
    let kind: SyntaxKind
    /// Higher binds tighter.
    let precedence: UInt8
    let associativity: Associativity

    enum Associativity { case left, right, none }

    init(_ kind: SyntaxKind, _ precedence: UInt8, _ associativity: Associativity) {
      self.kind = kind
      self.precedence = precedence
      self.associativity = associativity
    }

    /// The one table of operators between operands, loosest first.
    @inline(__always)
    static func binary(_ token: TokenKind) -> OperatorRule? {
      switch token {
      case .pipeFrom: OperatorRule(.pipeFrom, 1, .right)
      case .pipeInto: OperatorRule(.pipeInto, 1, .left)
      case .implication: OperatorRule(.implication, 2, .right)
      case .logicalOr: OperatorRule(.or, 3, .left)
      case .logicalAnd: OperatorRule(.and, 4, .left)
      case .equal: OperatorRule(.equal, 5, .none)
      case .notEqual: OperatorRule(.notEqual, 5, .none)
      case .less: OperatorRule(.less, 6, .none)
      case .lessOrEqual: OperatorRule(.lessOrEqual, 6, .none)
      case .greater: OperatorRule(.greater, 6, .none)
      case .greaterOrEqual: OperatorRule(.greaterOrEqual, 6, .none)
      case .update: OperatorRule(.update, 7, .right)
      // 8 is `!`.
      case .plus: OperatorRule(.add, 9, .left)
      case .minus: OperatorRule(.subtract, 9, .left)
      case .times: OperatorRule(.multiply, 10, .left)
      case .divide: OperatorRule(.divide, 10, .left)
      case .concatenate: OperatorRule(.concatenate, 11, .right)
      // The right side of `?` is an attribute path, so it needs no associativity.
      case .question: OperatorRule(.hasAttribute, 12, .left)
      // 13 is the `-` of a negative number.
      default: nil
      }
    }

    static let not = OperatorRule(.not, 8, .right)
    static let negate = OperatorRule(.negate, 13, .right)
  }

  /// An operator that has its left operand, or needs none, and waits for its right one.
  struct PendingOperator {
    let rule: OperatorRule
    let left: SyntaxTree.NodeID
    let offset: Int
  }

  /// Operands and operators; `first` is an operand's first part that is already parsed.
  mutating func parseOperators(
    first: SyntaxTree.NodeID?
  ) throws(Failure) -> SyntaxTree.NodeID {
    let base = operators.count
    var prefixes = 0
    var first = first
    while true {
      if first == nil { prefixes += try parsePrefixes() }
      var operand = try parseApplication(first: first)
      first = nil
      while true {
        guard let rule = OperatorRule.binary(lexer.kind) else {
          while operators.count > base { operand = finishOperator(operand) }
          depth -= prefixes
          return operand
        }
        if rule.precedence == 1 { try checkPipe(rule, base: base) }
        while operators.count > base {
          let top = operators[operators.count - 1].rule
          guard top.precedence >= rule.precedence else { break }
          if top.precedence == rule.precedence {
            if rule.associativity == .right { break }
            if rule.associativity == .none { throw unexpected(.noSecondComparison) }
          }
          operand = finishOperator(operand)
        }
        let offset = lexer.start
        lexer.advance()
        guard rule.kind == .hasAttribute else {
          operators.append(PendingOperator(rule: rule, left: operand, offset: offset))
          break
        }
        let names = try parseAttributePath()
        operand = add(
          .hasAttribute, from: start(of: operand), a: operand.raw, b: names.raw,
          c: UInt32(truncatingIfNeeded: offset))
      }
    }
  }

  /// Reads `!` and `-`; returns how many, each of which is a level of nesting.
  @inline(__always)
  private mutating func parsePrefixes() throws(Failure) -> Int {
    var count = 0
    while lexer.kind == .not || lexer.kind == .minus {
      try deepen()
      count += 1
      let rule = lexer.kind == .not ? OperatorRule.not : OperatorRule.negate
      operators.append(PendingOperator(rule: rule, left: .none, offset: lexer.start))
      lexer.advance()
    }
    return count
  }

  /// Takes the last operator from the stack and gives it its right operand.
  private mutating func finishOperator(_ right: SyntaxTree.NodeID) -> SyntaxTree.NodeID {
    let pending = operators.removeLast()
    let kind = pending.rule.kind
    guard pending.left.exists else { return add(kind, from: pending.offset, a: right.raw) }
    return add(
      kind, from: start(of: pending.left), a: pending.left.raw, b: right.raw,
      c: UInt32(truncatingIfNeeded: pending.offset))
  }

  /// Pipe operators are an experiment in Nix, and one expression may not hold both.
  private mutating func checkPipe(_ rule: OperatorRule, base: Int) throws(Failure) {
    guard allowsPipeOperators else { throw disabledPipe() }
    for pending in operators.elements(from: base) where pending.rule.precedence == 1 {
      if pending.rule.kind != rule.kind { throw unexpected(.noMixedPipes) }
    }
  }

  /// `f a b c`, or a single operand.
  private mutating func parseApplication(
    first: SyntaxTree.NodeID?
  ) throws(Failure) -> SyntaxTree.NodeID {
    let function = try parseSelection(first: first)
    guard startsSimple else { return function }
    let base = openChildren.count
    repeat {
      let argument = try parseSelection(first: nil)
      warnOfTrailingOr(argument)
      append(argument)
    } while startsSimple
    let arguments = closeList(from: base)
    return add(.apply, from: start(of: function), a: function.raw, b: arguments.raw)
  }

  /// Whether the current token can begin an argument or list element.
  @inline(__always)
  var startsSimple: Bool {
    switch lexer.kind {
    case .identifier, .integer, .float, .path, .homePath, .searchPath, .uri, .quote, .indentedOpen,
      .let, .rec, .braceOpen, .parenOpen, .bracketOpen:
      true
    default: false
    }
  }

  /// `simple`, `simple.a.b`, `simple.a or default` or the old-fashioned application `simple or`.
  mutating func parseSelection(
    first: SyntaxTree.NodeID?
  ) throws(Failure) -> SyntaxTree.NodeID {
    let base: SyntaxTree.NodeID
    if let first { base = first } else { base = try parseSimple() }
    switch lexer.kind {
    case .dot:
      lexer.advance()
      let names = try parseAttributePath()
      var defaultValue = SyntaxTree.NodeID.none
      if lexer.kind == .or {
        lexer.advance()
        try deepen()
        defaultValue = try parseSelection(first: nil)
        depth -= 1
        warnOfTrailingOr(defaultValue)
      }
      return add(.select, from: start(of: base), a: base.raw, b: names.raw, c: defaultValue.raw)
    case .or:
      let children = openChildren.count
      append(parseIdentifier())
      let arguments = closeList(from: children)
      return add(
        .apply, flag: .trailingOr, from: start(of: base), a: base.raw, b: arguments.raw)
    default:
      return base
    }
  }

  /// `a."b".${c}`; used by selections, `?` and bindings.
  mutating func parseAttributePath(
    first: SyntaxTree.NodeID? = nil
  ) throws(Failure) -> SyntaxTree.ListID {
    let base = openChildren.count
    if let first { append(first) } else { append(try parseAttributeName()) }
    while lexer.kind == .dot {
      lexer.advance()
      append(try parseAttributeName())
    }
    return closeList(from: base)
  }

  private mutating func parseAttributeName() throws(Failure) -> SyntaxTree.NodeID {
    switch lexer.kind {
    case .identifier, .or: return parseIdentifier()
    case .quote:
      let string = try parseString()
      mark(string, .attributeName)
      return string
    case .interpolationOpen:
      let interpolation = try parseInterpolation()
      mark(interpolation, .attributeName)
      lexer.advance()
      return interpolation
    default: throw unexpected(.attributeName)
    }
  }
}
