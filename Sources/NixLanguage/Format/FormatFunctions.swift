// Functions and their parameters.
extension FormatWriter {
  mutating func lambda(_ node: NodeID) {
    group {
      $0.out.spacing(.break)
      var depth = 0
      var node = node
      var body: NodeID
      repeat {
        if depth > 0 { $0.out.spacing(.hardspace) }
        body = $0.child($0.tree[node].c)
        $0.token($0.firstToken(node))
        $0.token($0.firstToken(body) - 1)
        depth += 1
        node = body
      } while $0.tree.kind(node) == .lambda
      if $0.isAbsorbableExpression(body) {
        $0.out.spacing(.hardspace)
        $0.group(.priority) { $0.absorbed(node, isWide: false) }
      } else {
        // With three parameters or more the body does not share their line.
        $0.out.spacing(depth <= 2 ? .space : .hardline)
        $0.expression(body)
      }
    }
  }

  mutating func patternLambda(_ node: NodeID) {
    let formals = child(tree[node].b)
    let hasAlias = tree[node].a != 0
    let body = child(tree[node].c)
    let isFlat =
      !hasAlias && canFlatten(formals) && isBodyOnColonLine(body) && isAbsorbableExpression(body)
    let keepsLine = !hasAlias && !isBodyOnColonLine(body)
    parameter(node)
    token(firstToken(body) - 1)
    if isFlat {
      out.spacing(.hardspace)
      group(.priority) { $0.expression(body) }
    } else if keepsLine {
      out.spacing(.hardline)
      expression(body)
    } else if isTerm(body), isAbsorbable(body) {
      out.spacing(.space)
      group { $0.wideTerm(body) }
    } else {
      out.spacing(.space)
      expression(body)
    }
  }

  private mutating func parameter(_ node: NodeID) {
    let formals = child(tree[node].b)
    guard tree[node].a != 0 else {
      self.formals(formals)
      return
    }
    if tree[node].flag == .aliasFirst {
      token(firstToken(node))
      token(firstToken(formals) - 1)
      self.formals(formals)
    } else {
      let last = lastToken(formals)
      self.formals(formals)
      token(last + 1)
      token(last + 2)
    }
  }

  // MARK: Formals

  /// One name in the braces of a parameter, with the comma after it, there or not.
  private struct Formal {
    var name: Int
    /// The default, if there is one.
    var value: SyntaxTree.NodeID?
    var leadingOfComma: [Trivium] = []
    var trailingOfComma: [UInt8]?
  }

  private mutating func formals(_ node: NodeID) {
    let open = firstToken(node)
    let close = lastToken(node)
    let hasEllipsis = tree[node].flag == .hasEllipsis
    let edge: Spacing
    if count(tree[node].a) == 0, !hasEllipsis {
      // A line break between empty braces stays.
      edge = tokens.line(open) != tokens.line(close) ? .hardline : .hardspace
      group {
        $0.tokens.raiseTrailing(Leaf(open))
        $0.token(open)
        $0.out.spacing(edge)
        $0.token(close)
      }
      return
    }
    edge = canFlatten(node) ? .space : .hardline
    group {
      $0.tokens.raiseTrailing(Leaf(open))
      $0.token(open)
      $0.out.spacing(edge)
      $0.nest { $0.formals(node, hasEllipsis ? close - 1 : nil, separator: edge) }
      $0.out.spacing(edge)
      let ending = $0.tokens.takeLeading(close)
      $0.nest { $0.trivia(ending) }
      $0.token(close)
    }
  }

  private mutating func formals(_ node: NodeID, _ ellipsis: Int?, separator: Spacing) {
    let formals = arrangeComments(node, ellipsis)
    for (index, formal) in formals.enumerated() {
      if index > 0 { out.spacing(separator) }
      let isLast = index == formals.count - 1 && ellipsis == nil
      let isOptional =
        isLast && formal.leadingOfComma.isEmpty && formal.trailingOfComma == nil
      write(formal, withComma: !isOptional)
      // The last comma stands only where each name has its own line.
      if isOptional { out.text(",", .expandedOnly) }
    }
    if let ellipsis {
      if !formals.isEmpty { out.spacing(separator) }
      token(ellipsis)
    }
  }

  private mutating func write(_ formal: Formal, withComma: Bool) {
    guard let value = formal.value else {
      token(formal.name)
      if withComma { comma(formal) }
      return
    }
    group {
      $0.token(formal.name)
      $0.out.spacing(.hardspace)
      $0.nest {
        $0.token(formal.name + 1)
        $0.value(value)
      }
      if withComma { $0.comma(formal) }
    }
  }

  private mutating func comma(_ formal: Formal) {
    trivia(formal.leadingOfComma)
    out.text(",")
    if let comment = formal.trailingOfComma { trailingComment(comment) }
  }

  /// Moves comments to where they belong when every comma stands behind its name: those above a
  /// comma to the next name, those behind a name behind its comma.
  private mutating func arrangeComments(_ node: NodeID, _ ellipsis: Int?) -> [Formal] {
    let nodes = Array(children(tree[node].a))
    let close = lastToken(node)
    return nodes.enumerated().map { index, formal in
      let last = lastToken(formal)
      let comma = last + 1
      let following: Int?
      if index + 1 < nodes.count {
        following = firstToken(nodes[index + 1])
      } else {
        following = ellipsis
      }
      var result = Formal(name: firstToken(formal))
      if tree[formal].b != 0 { result.value = child(tree[formal].b) }
      if comma < close {
        result.leadingOfComma = tokens.takeLeading(comma)
        result.trailingOfComma = tokens.takeTrailing(comma)
      }
      if let following, result.trailingOfComma == nil,
        !result.leadingOfComma.contains(where: \.isRegionDirective)
      {
        tokens.leading[following] = result.leadingOfComma + tokens.leading[following]
        result.leadingOfComma = []
      }
      if result.leadingOfComma.isEmpty, result.trailingOfComma == nil {
        result.trailingOfComma = tokens.takeTrailing(last)
      }
      return result
    }
  }
}
