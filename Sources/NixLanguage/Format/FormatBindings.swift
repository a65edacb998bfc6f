// Bindings, `inherit`, and the expressions that begin with a keyword.
extension FormatWriter {
  mutating func binding(_ node: NodeID) {
    switch tree.kind(node) {
    case .binding: assignment(node)
    default: inherit(node)
    }
  }

  private mutating func assignment(_ node: NodeID) {
    let binding = tree[node]
    let names = children(binding.a)
    // Behind a short path a line break would win too few columns to be worth it.
    let isShort = names.count <= 4 && names.allSatisfy { tree.kind($0) == .identifier }
    attributePath(names)
    nest {
      $0.out.spacing(.hardspace)
      $0.token($0.tokens.token(at: Int(binding.c)))
      let value = $0.child(binding.b)
      if isShort {
        $0.value(value)
      } else {
        $0.out.spacing(.break)
        $0.group(.priority) { $0.value(value) }
      }
    }
    token(lastToken(node))
  }

  /// Writes an attribute path with the dots between its names.
  mutating func attributePath(_ names: SyntaxTree.Children) {
    for (index, name) in names.enumerated() {
      if index > 0 { token(firstToken(name) - 1) }
      attributeName(name)
    }
  }

  mutating func attributeName(_ name: NodeID) {
    switch tree.kind(name) {
    case .string: string(name)
    case .interpolation:
      let leaf = firstLeaf(name)
      trivia(tokens.takeLeading(leaf.first))
      let comment = tokens.takeTrailing(leaf.last)
      interpolation(name)
      if let comment { trailingComment(comment) }
    default: token(firstToken(name))
    }
  }

  private mutating func inherit(_ node: NodeID) {
    let first = firstToken(node)
    let last = lastToken(node)
    let names = children(tree[node].a)
    // One line only where it was one line, and at most three names.
    let isCompact = tokens.line(first) == tokens.line(last) && names.count < 4
    token(first)
    if tree.kind(node) == .inheritFrom {
      nest {
        $0.group {
          $0.out.spacing(.space)
          let source = $0.child($0.tree[node].b)
          $0.parenthesized(source, first + 1, $0.lastToken(source) + 1)
        }
        $0.out.spacing(isCompact ? .space : .hardline)
        $0.inherited(names, isCompact, last)
      }
    } else {
      out.spacing(isCompact ? .space : .hardline)
      nest { $0.inherited(names, isCompact, last) }
    }
  }

  private mutating func inherited(
    _ names: SyntaxTree.Children, _ isCompact: Bool, _ semicolon: Int
  ) {
    for (index, name) in names.enumerated() {
      if index > 0 { out.spacing(isCompact ? .space : .hardline) }
      attributeName(name)
    }
    out.spacing(isCompact ? .break : .hardline)
    token(semicolon)
  }

  // MARK: Values

  /// Writes the value of a binding or a default, with the space or line break before it.
  mutating func value(_ node: NodeID) {
    let kind = tree.kind(node)
    switch kind {
    case .attributeSet where isSingleInherit(node), .recursiveSet where isSingleInherit(node),
      .legacyLet where isSingleInherit(node):
      attached { $0.absorbed(node, isWide: false) }
    case _ where isAbsorbableExpression(node): attached { $0.absorbed(node, isWide: true) }
    case .parenthesized:
      nest {
        $0.out.spacing(.hardspace)
        $0.absorbedParentheses(node)
      }
    case .string, .indentedString, .path, .homePath, .uri: attached { $0.expression(node) }
    case .apply: nest { $0.application(node, before: .space) }
    case .with: onNewLine { $0.expression(node) }
    case _ where isTerm(node): onNewLine { $0.expression(node) }
    case .update, .concatenate, .add:
      let operands = operands(node)
      let first = operands[0].node
      let last = operands[operands.count - 1].node
      if isTerm(first), isAbsorbable(first), tokens.leading[firstToken(first)].isEmpty {
        out.spacing(.hardspace)
        operation(node, isFirstWide: true)
      } else if operands.count == 2, isTerm(last), isAbsorbable(last),
        tokens.isBare(operands[1].sign)
      {
        onNewLine { $0.operation(first, operands[1].sign, absorbing: last) }
      } else {
        standalone(node)
      }
    default: standalone(node)
    }
  }

  private func isSingleInherit(_ node: NodeID) -> Bool {
    let bindings = children(tree[node].a)
    guard bindings.count == 1, entryCount(node) == 1 else { return false }
    return tree.kind(bindings[0]) != .binding
  }

  /// On the current line, whatever its length.
  private mutating func attached(_ body: (inout FormatWriter) -> Void) {
    nest {
      $0.out.spacing(.hardspace)
      $0.group { body(&$0) }
    }
  }

  /// On a new line if it does not fit on the current one.
  private mutating func onNewLine(_ body: (inout FormatWriter) -> Void) {
    nest {
      $0.group {
        $0.out.spacing(.space)
        body(&$0)
      }
    }
  }

  /// On a new line if the whole binding does not fit on the current one.
  private mutating func standalone(_ node: NodeID) {
    nest {
      $0.out.spacing(.space)
      $0.group { $0.expression(node) }
    }
  }

  // MARK: Keywords

  mutating func with(_ node: NodeID) {
    let body = child(tree[node].b)
    group { $0.withScope(node) }
    out.spacing(.space)
    expression(body)
  }

  /// Writes a `with` whose body, a term, begins on the same line.
  mutating func absorbedWith(_ node: NodeID) {
    let body = child(tree[node].b)
    group {
      $0.out.spacing(.break)
      $0.withScope(node)
      $0.out.spacing(.hardspace)
      $0.group(.priority) { $0.wideTerm(body) }
    }
  }

  private mutating func withScope(_ node: NodeID) {
    let scope = child(tree[node].a)
    token(firstToken(node))
    out.spacing(.hardspace)
    nest { $0.group { $0.expression(scope) } }
    token(firstToken(child(tree[node].b)) - 1)
  }

  mutating func letIn(_ node: NodeID) {
    let body = child(tree[node].b)
    let first = firstToken(body)
    let separator = first - 1
    group {
      $0.token($0.firstToken(node))
      $0.out.spacing(.hardline)
      $0.nest { $0.entries($0.tree[node].a, close: separator, separator: .hardline) }
    }
    out.spacing(.hardline)
    // The comment behind `in` becomes the first line of the body.
    let comment = tokens.takeLeading(separator) + tokens.takeTrailingAsLine(separator)
    tokens.leading[first] = comment + tokens.leading[first]
    group {
      $0.token(separator)
      $0.out.spacing(.hardline)
      $0.expression(body)
    }
  }

  mutating func assert(_ node: NodeID) {
    let condition = child(tree[node].a)
    let body = child(tree[node].b)
    let semicolon = firstToken(body) - 1
    group {
      // Laid out as if `assert` were a function.
      let call = [.token($0.firstToken(node))] + $0.applicationParts(condition).map(CallPart.node)
      $0.application(call)
      $0.token(semicolon)
      $0.out.spacing(.hardline)
      $0.expression(body)
    }
  }

  mutating func ifThenElse(_ node: NodeID) {
    tokens.raiseTrailing(Leaf(firstToken(node)))
    group {
      var node = node
      var edge = Spacing.space
      while $0.tree.kind(node) == .ifThenElse {
        let (condition, then) = ($0.child($0.tree[node].a), $0.child($0.tree[node].b))
        let other = $0.child($0.tree[node].c)
        $0.condition(node, condition, then)
        $0.out.spacing(edge)
        $0.nest { $0.group { $0.expression(then) } }
        $0.out.spacing(edge)
        let keyword = $0.firstToken(other) - 1
        $0.tokens.raiseTrailing(Leaf(keyword))
        $0.token(keyword)
        $0.out.spacing(.hardspace)
        node = other
        edge = .hardline
      }
      $0.out.spacing(.space)
      $0.nest { $0.group { $0.expression(node) } }
    }
  }

  /// `if …  then`, on one line if it fits.
  private mutating func condition(_ node: NodeID, _ condition: NodeID, _ then: NodeID) {
    group {
      $0.token($0.firstToken(node))
      $0.out.spacing(.space)
      $0.nest { $0.expression(condition) }
      $0.out.spacing(.space)
      $0.token($0.firstToken(then) - 1)
    }
  }
}
