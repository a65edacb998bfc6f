/// Expressions as Nix prints them: in messages about assertions, and for `--parse`.
///
/// Works on bound nodes, so merged attributes are shown merged and operators that are calls of
/// builtins are shown as such: `a - b` is `(__sub a b)`.
struct ExpressionPrinter {
  let evaluator: Evaluator
  private(set) var text = ""
  /// Levels that may still be entered; what is deeper is left out.
  private var depth: Int

  init(evaluator: Evaluator) {
    self.evaluator = evaluator
    // 4 KiB a level are what a program needs that is not optimised.
    depth = evaluator.remainingStack >> 12
  }

  private func name(_ symbol: Symbol) -> String { evaluator.symbols.name(symbol).text }

  mutating func print(_ node: Node) {
    guard depth > 0 else {
      text += "…"
      return
    }
    depth -= 1
    defer { depth += 1 }
    switch node.kind {
    case .checked: print(node.firstNode)
    case .constant:
      let global = node.level == 0 ? nil : evaluator.scope.global(of: node.constant)
      if let global { text += name(global) } else { print(node.constant) }
    case .emptySet: text += node.level == 0 ? "{ }" : "rec { }"
    case .variable0, .variable1, .variable: text += name(node.variableSymbol)
    case .withVariable: text += name(Symbol(id: UInt32(node.first)))
    case .currentPosition: text += "__curPos"
    case .inheritSource: text += "«inherited»"
    case .selectOne:
      parenthesized { $0.print(node.firstNode) }
      text += "." + attributeName(Symbol(id: UInt32(node.second)))
    case .select:
      parenthesized { $0.print(node.firstNode) }
      text += "."
      print(node.path)
      if node.third != 0 {
        text += " or "
        parenthesized { $0.print(node.thirdNode) }
      }
    case .hasAttribute:
      parenthesized {
        $0.parenthesized { $0.print(node.firstNode) }
        $0.text += " ? "
        $0.print(node.path)
      }
    case .lambda: print(node.lambda)
    case .attributes:
      text += node.attributes.isRecursive ? "rec { " : "{ "
      printBindings(node.attributes)
      text += "}"
    case .letIn:
      text += "(let "
      printBindings(node.attributes)
      text += "in "
      print(node.secondNode)
      text += ")"
    case .list:
      text += "[ "
      for index in 0..<node.parts.count {
        parenthesized { $0.print(node.parts[index]) }
        text += " "
      }
      text += "]"
    case .callOne: call([node.firstNode, node.secondNode])
    case .call:
      call([node.firstNode] + (0..<node.arguments.count).map { node.arguments[$0] })
    case .with: statement("(with ", node, "; ", ")")
    case .assertion: statement("assert ", node, "; ", "")
    case .conditional:
      text += "(if "
      print(node.firstNode)
      text += " then "
      print(node.secondNode)
      text += " else "
      print(node.thirdNode)
      text += ")"
    case .interpolation, .pathInterpolation:
      joined((0..<node.parts.count).map { node.parts[$0] }, " + ")
    default: printOperator(node)
    }
  }

  private mutating func printOperator(_ node: Node) {
    let isUnary = node.kind == .not || node.kind == .negate
    let operands = isUnary ? [node.firstNode] : [node.firstNode, node.secondNode]
    switch node.kind {
    case .not:
      text += "(! "
      print(node.firstNode)
      text += ")"
    case .negate, .subtract, .multiply, .divide, .less, .greater: printCall(of: node, [])
    case .lessOrEqual:
      text += "(! "
      builtin("__lessThan", operands.reversed())
      text += ")"
    case .greaterOrEqual:
      text += "(! "
      builtin("__lessThan", operands)
      text += ")"
    case .and: joined(operands, " && ")
    case .or: joined(operands, " || ")
    case .implies: joined(operands, " -> ")
    case .equal: joined(operands, " == ")
    case .notEqual: joined(operands, " != ")
    case .update: joined(operands, " // ")
    case .concatenate: joined(operands, " ++ ")
    default: joined(operands, " + ")
    }
  }

  private mutating func parenthesized(_ body: (inout ExpressionPrinter) -> Void) {
    text += "("
    body(&self)
    text += ")"
  }

  private mutating func joined(_ nodes: [Node], _ sign: String) {
    text += "("
    for (index, node) in nodes.enumerated() {
      if index > 0 { text += sign }
      print(node)
    }
    text += ")"
  }

  private mutating func call(_ nodes: [Node]) {
    // What is an operator here is a call in Nix, to which further arguments are added: `(a - b) c` is
    // `(__sub a b c)`.
    if !printCall(of: nodes[0], Array(nodes.dropFirst())) { joined(nodes, " ") }
  }

  /// Prints an operator that is a call in Nix; false if it is none.
  @discardableResult private mutating func printCall(of node: Node, _ arguments: [Node]) -> Bool {
    switch node.kind {
    case .negate: builtin("__sub 0", [node.firstNode] + arguments)
    case .subtract: builtin("__sub", [node.firstNode, node.secondNode] + arguments)
    case .multiply: builtin("__mul", [node.firstNode, node.secondNode] + arguments)
    case .divide: builtin("__div", [node.firstNode, node.secondNode] + arguments)
    case .less: builtin("__lessThan", [node.firstNode, node.secondNode] + arguments)
    case .greater: builtin("__lessThan", [node.secondNode, node.firstNode] + arguments)
    default: return false
    }
    return true
  }

  private mutating func builtin(_ name: String, _ operands: [Node]) {
    text += "(\(name)"
    for operand in operands {
      text += " "
      print(operand)
    }
    text += ")"
  }

  private mutating func statement(
    _ keyword: String, _ node: Node, _ middle: String, _ end: String
  ) {
    text += keyword
    print(node.firstNode)
    text += middle
    print(node.secondNode)
    text += end
  }

  private mutating func print(_ value: Value) {
    switch value.kind {
    case .string: text += StringLiteral.quoted(value.string.bytes)
    case .path: text += String(decoding: value.shownPath, as: UTF8.self)
    case .list:
      text += "[ "
      for index in 0..<value.list.count {
        text += "("
        print(value.list[index])
        text += ") "
      }
      text += "]"
    default: text += evaluator.preview(value)
    }
  }

  private mutating func print(_ path: PathCode) {
    for index in 0..<path.count {
      if index > 0 { text += "." }
      if path[index].expression.isAbsent {
        text += StringLiteral.attributeName(name(path[index].symbol))
      } else {
        text += "\"${"
        print(path[index].expression)
        text += "}\""
      }
    }
  }

  private mutating func print(_ code: LambdaCode) {
    text += "("
    if code.hasFormals {
      text += "{ "
      let formals = (0..<code.formalCount).map { code.formal($0) }
        .sorted { name($0.symbol) < name($1.symbol) }
      for (index, formal) in formals.enumerated() {
        text += (index > 0 ? ", " : "") + name(formal.symbol)
        if !formal.fallback.isAbsent {
          text += " ? "
          print(formal.fallback)
        }
      }
      if code.hasEllipsis { text += formals.isEmpty ? "..." : ", ..." }
      text += " }"
      if code.argument != .none { text += " @ " }
    }
    if code.argument != .none { text += name(code.argument) }
    text += ": "
    print(code.body)
    text += ")"
  }

  /// `inherit a; inherit (source) b; name = value; "${name}" = value; `
  private mutating func printBindings(_ code: AttributesCode) {
    let sorted = (0..<code.definitionCount).map { code.definition($0) }
      .sorted { name($0.symbol) < name($1.symbol) }
    let inherited = sorted.filter { $0.origin == .outer }
    if !inherited.isEmpty {
      text += "inherit"
      for definition in inherited { text += " " + attributeName(definition.symbol) }
      text += "; "
    }
    var own: [AttributesCode.Definition] = []
    var groups: [UInt32: (source: Node, names: [Symbol])] = [:]
    for definition in sorted where definition.origin != .outer {
      guard let source = inheritedFrom(definition, in: code) else {
        own.append(definition)
        continue
      }
      groups[source.word, default: (source, [])].names.append(definition.symbol)
    }
    for group in groups.values.sorted(by: { $0.source.position.raw < $1.source.position.raw }) {
      text += "inherit ("
      print(group.source)
      text += ")"
      for name in group.names { text += " " + attributeName(name) }
      text += "; "
    }
    for definition in own {
      text += attributeName(definition.symbol) + " = "
      print(definition.node)
      text += "; "
    }
    for index in 0..<code.dynamicCount {
      text += "\"${"
      print(code.dynamic(index).name)
      text += "}\" = "
      print(code.dynamic(index).value)
      text += "; "
    }
  }

  /// The expression in the parentheses of `inherit (source) name`, nil for other definitions.
  ///
  /// Where the source is a variable, the binder makes a plain selection of it; then the selection has
  /// the position of the name, while one that was written starts behind the name.
  private func inheritedFrom(
    _ definition: AttributesCode.Definition, in code: AttributesCode
  ) -> Node? {
    let node = definition.node
    if definition.origin == .source { return code.source(of: definition) }
    let isInherited = node.kind == .selectOne && node.position == definition.position
    return isInherited && !node.position.isNone ? node.firstNode : nil
  }

  private func attributeName(_ symbol: Symbol) -> String {
    StringLiteral.attributeName(name(symbol))
  }
}
