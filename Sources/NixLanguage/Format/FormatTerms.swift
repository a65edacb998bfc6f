// Expressions by kind, and the ones that stand in brackets.
extension FormatWriter {
  mutating func expression(_ node: NodeID) {
    descend(into: node) {
      switch $0.tree.kind(node) {
      case .with: $0.with(node)
      case .letIn: $0.letIn(node)
      case .assert: $0.assert(node)
      case .ifThenElse: $0.ifThenElse(node)
      case .lambda: $0.lambda(node)
      case .patternLambda: $0.patternLambda(node)
      case .apply: $0.application(node)
      case .hasAttribute: $0.hasAttribute(node)
      case .not, .negate:
        $0.token($0.firstToken(node))
        $0.expression($0.child($0.tree[node].a))
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: $0.comparison(node)
      case let kind where kind.isBinaryOperator: $0.operation(node)
      case .list: $0.group { $0.term(node) }
      default: $0.term(node)
      }
    }
  }

  /// Writes a term, without the group that a list has around it elsewhere.
  mutating func term(_ node: NodeID) {
    switch tree.kind(node) {
    case .string, .indentedString, .path, .homePath, .uri: string(node)
    case .select: select(node)
    case .list where !hasEntries(node) && tokens.trailing[firstToken(node)] == nil:
      emptyBrackets(node)
    case .list: list(node, separator: .hardline)
    case .attributeSet, .recursiveSet, .legacyLet: attributeSet(node)
    case .parenthesized:
      let inner = child(tree[node].a)
      descend(into: node) {
        $0.parenthesized(inner, $0.firstToken(node), $0.lastToken(node))
      }
    default: token(firstToken(node))
    }
  }

  /// Writes a term; sets are expanded if there is anything in them.
  mutating func wideTerm(_ node: NodeID) {
    switch tree.kind(node) {
    case .attributeSet, .recursiveSet, .legacyLet: attributeSet(node, isWide: true)
    default: term(node)
    }
  }

  /// Writes an expression that may begin on the current line; `isWide` expands sets.
  mutating func absorbed(_ node: NodeID, isWide: Bool) {
    if isTerm(node), isAbsorbable(node) {
      descend(into: node) { isWide ? $0.wideTerm(node) : $0.term(node) }
    } else if tree.kind(node) == .with, isAbsorbableExpression(node) {
      absorbedWith(node)
    } else {
      expression(node)
    }
  }

  // MARK: Selection

  private mutating func select(_ node: NodeID) {
    let select = tree[node]
    let base = child(select.a)
    expression(base)
    switch tree.kind(base) {
    // `1.a` would be read as the number `1.` and an `a`.
    case .integer, .float: out.spacing(.hardspace)
    case .identifier, .searchPath: break
    case .parenthesized: out.spacing(.softbreak)
    default: out.spacing(.break)
    }
    for name in children(select.b) {
      token(firstToken(name) - 1)
      attributeName(name)
    }
    if select.c != 0 {
      let fallback = child(select.c)
      out.spacing(.softspace)
      nest {
        $0.token($0.firstToken(fallback) - 1)
        $0.out.spacing(.hardspace)
        $0.expression(fallback)
      }
    }
  }

  // MARK: Lists and sets

  /// Writes brackets with nothing between them; a line break between them stays.
  private mutating func emptyBrackets(_ node: NodeID) {
    let (open, close) = brackets(node)
    token(open)
    out.spacing(tokens.line(open) != tokens.line(close) ? .hardline : .hardspace)
    token(close)
  }

  mutating func list(_ node: NodeID, separator: Spacing) {
    let (open, close) = brackets(node)
    let isEmpty = count(tree[node].a) == 0
    let edge: Spacing
    if tokens.line(open) != tokens.line(close) || isEmpty && hasEntries(node) {
      edge = .hardline
    } else if isEmpty {
      edge = tokens.isBare(open) ? .hardspace : .hardline
    } else {
      edge = .space
    }
    bracketed(node, edge: edge, separator: separator)
  }

  private mutating func attributeSet(_ node: NodeID, isWide: Bool = false) {
    let (open, close) = brackets(node)
    if open != firstToken(node) {
      token(open - 1)
      out.spacing(.hardspace)
    }
    if !hasEntries(node), tokens.isBare(open) {
      emptyBrackets(node)
    } else {
      let isExpanded = isWide && hasEntries(node) || tokens.line(open) != tokens.line(close)
      bracketed(node, edge: isExpanded ? .hardline : .space, separator: .hardline)
    }
  }

  private mutating func bracketed(_ node: NodeID, edge: Spacing, separator: Spacing) {
    let (open, close) = brackets(node)
    // The comment behind the bracket becomes the first line between the brackets.
    let comment = tokens.takeTrailing(open)
    token(open)
    out.spacing(edge)
    nest {
      if let comment { $0.trailingComment(comment) }
      $0.entries($0.tree[node].a, close: close, separator: separator)
    }
    out.spacing(edge)
    token(close)
  }

  /// Writes the entries of a list, set or `let` and the comments between them.
  mutating func entries(_ word: UInt32, close: Int, separator: Spacing) {
    var isFirst = true
    for entry in children(word) {
      let first = firstToken(entry)
      if !isFirst { out.spacing(separator) }
      if let comments = tokens.entryTrivia[first] {
        if let last = comments.last, last.isLanguageAnnotation {
          trivia(Array(comments.dropLast()))
          trivia([last])
          out.spacing(.hardspace)
        } else {
          trivia(comments)
          out.spacing(separator)
        }
      }
      group { $0.entry(entry) }
      isFirst = false
    }
    if let comments = tokens.entryTrivia[close] {
      if !isFirst { out.spacing(separator) }
      trivia(comments)
    }
  }

  private mutating func entry(_ node: NodeID) {
    switch tree.kind(node) {
    case .binding, .inherit, .inheritFrom: binding(node)
    default: expression(node)
    }
  }

  // MARK: Parentheses

  mutating func parenthesized(_ inner: NodeID, _ open: Int, _ close: Int) {
    group {
      $0.tokens.raiseTrailing(Leaf(open))
      $0.token(open)
      let ending = $0.tokens.takeLeading(close)
      $0.nest {
        $0.enclosed(inner)
        $0.trivia(ending)
      }
      $0.token(close)
    }
  }

  /// Writes what stands alone between parentheses, or between `${` and `}` in a string.
  mutating func enclosed(_ node: NodeID) {
    if isAbsorbableExpression(node) {
      group { $0.absorbed(node, isWide: false) }
      return
    }
    switch tree.kind(node) {
    case .apply: application(node, indentsFunction: true, breaksAfter: true)
    case .select:
      let base = child(tree[node].a)
      if isAbsorbable(base) { out.spacing(.break) }
      group { $0.expression(node) }
      out.spacing(.break)
    default:
      out.spacing(.break)
      group { $0.expression(node) }
      out.spacing(.break)
    }
  }

  /// Writes parentheses that begin on the current line, with their content indented on its own lines
  /// where it does not fit.
  mutating func absorbedParentheses(_ node: NodeID) {
    let open = firstToken(node)
    let close = lastToken(node)
    let inner = child(tree[node].a)
    let first = firstToken(inner)
    tokens.leading[first] = tokens.takeTrailingAsLine(open) + tokens.leading[first]
    group(.priority) {
      $0.nest {
        $0.token(open)
        $0.out.spacing(.break)
        let ending = $0.tokens.takeLeading(close)
        $0.group {
          $0.nest {
            $0.expression(inner)
            $0.trivia(ending)
          }
        }
        $0.out.spacing(.break)
        $0.token(close)
      }
    }
  }
}
