// Operators.
extension FormatWriter {
  /// An operand with the token of the operator before it.
  struct Operand {
    var sign: Int
    var node: SyntaxTree.NodeID
  }

  /// The operands of a chain of one operator, in order; the first one's `sign` means nothing.
  func operands(_ node: NodeID) -> [Operand] {
    let kind = tree.kind(node)
    var operands: [Operand] = []
    var pending = [Operand(sign: 0, node: node)]
    while let next = pending.popLast() {
      guard tree.kind(next.node) == kind else {
        operands.append(next)
        continue
      }
      let operation = tree[next.node]
      let sign = tokens.token(at: Int(operation.c))
      pending.append(Operand(sign: sign, node: child(operation.b)))
      pending.append(Operand(sign: next.sign, node: child(operation.a)))
    }
    return operands
  }

  /// Writes a chain of one operator; `isFirstWide` expands a set that is the first operand.
  mutating func operation(_ node: NodeID, isFirstWide: Bool = false) {
    let operands = operands(node)
    let isPipe = tree.kind(node) == .pipeInto || tree.kind(node) == .pipeFrom
    let separator: Spacing = isPipe && operands.count > 3 ? .hardline : .space
    group {
      let first = operands[0].node
      if isFirstWide, $0.isTerm(first), $0.isAbsorbable(first) {
        $0.wideTerm(first)
      } else {
        $0.expression(first)
      }
      for operand in operands.dropFirst() {
        $0.out.spacing(separator)
        $0.tokens.raiseTrailing(Leaf(operand.sign))
        $0.token(operand.sign)
        $0.nest { $0.laterOperand(operand.node) }
      }
    }
  }

  private mutating func laterOperand(_ node: NodeID) {
    let kind = tree.kind(node)
    if kind.isBinaryOperator {
      group {
        $0.out.spacing(.space)
        $0.expression(node)
      }
    } else if kind == .apply {
      group {
        $0.out.spacing(.hardspace)
        $0.application(node, before: .space)
      }
    } else {
      out.spacing(.hardspace)
      expression(node)
    }
  }

  /// Writes `left sign { … }`, the last operand beginning on the line of the operator.
  mutating func operation(_ left: NodeID, _ sign: Int, absorbing right: NodeID) {
    expression(left)
    out.spacing(.space)
    group(.transparent) {
      $0.token(sign)
      $0.out.spacing(.hardspace)
      $0.group(.priority) { $0.wideTerm(right) }
    }
  }

  mutating func comparison(_ node: NodeID) {
    let comparison = tree[node]
    expression(child(comparison.a))
    out.spacing(.softspace)
    token(tokens.token(at: Int(comparison.c)))
    out.spacing(.hardspace)
    expression(child(comparison.b))
  }

  mutating func hasAttribute(_ node: NodeID) {
    let test = tree[node]
    expression(child(test.a))
    out.spacing(.softspace)
    token(tokens.token(at: Int(test.c)))
    out.spacing(.hardspace)
    attributePath(children(test.b))
  }
}
