/// A part of an application: function or argument.
enum CallPart {
  case node(SyntaxTree.NodeID)
  /// The keyword `assert`, laid out like a function.
  case token(Int)
}

// Function application.
//
// `f a b c` is nested groups, one for each call: `[[[f a] b] c]`, so that as many arguments as fit
// stay on the first line and each further one gets its own. Arguments are priority groups: before
// the call is spread over lines, each argument, the last one first, may expand on its own.
extension FormatWriter {
  mutating func application(
    _ node: NodeID, indentsFunction: Bool = false, before: Spacing? = nil,
    breaksAfter: Bool = false
  ) {
    application(
      applicationParts(node).map(CallPart.node), indentsFunction: indentsFunction, before: before,
      breaksAfter: breaksAfter)
  }

  /// Writes a call; `before` and `breaksAfter` add spacings inside its group.
  mutating func application(
    _ call: [CallPart], indentsFunction: Bool = false, before: Spacing? = nil,
    breaksAfter: Bool = false
  ) {
    let isSimple = call.count <= 3 && call.allSatisfy { self.isSimple($0) }
    let comments = takeComments(of: call[0])
    let indentsFunction = indentsFunction && comments.isEmpty
    trivia(comments)
    let last = call.count - 1
    group {
      if last >= 2, $0.isList(call[last - 1]), $0.isList(call[last]) {
        if let before { $0.out.spacing(before) }
        $0.group(.transparent) { $0.calls(call, upTo: last - 2, indentsFunction) }
        for list in call[(last - 1)...] {
          $0.out.spacing(.space)
          $0.nest { $0.group { $0.argument(list) } }
        }
        if breaksAfter { $0.out.spacing(.break) }
      } else {
        $0.out.openList()
        let breaks = $0.out.writtenBreaks
        if let before { $0.out.spacing(before) }
        $0.group(.transparent) { $0.calls(call, upTo: last - 1, indentsFunction) }
        if isSimple, $0.out.writtenBreaks == breaks {
          $0.out.closeFlat()
          $0.out.spacing(.hardspace)
          $0.lastArgument(call[last])
        } else {
          $0.out.closeInline()
          $0.out.spacing(.space)
          $0.lastArgument(call[last])
          if breaksAfter { $0.out.spacing(.break) }
        }
      }
    }
    if breaksAfter, !comments.isEmpty { out.spacing(.hardline) }
  }

  private func isSimple(_ part: CallPart) -> Bool {
    if case .node(let node) = part { isSimple(node) } else { false }
  }

  private func isList(_ part: CallPart) -> Bool {
    if case .node(let node) = part { tree.kind(node) == .list } else { false }
  }

  private func isSelect(_ part: CallPart) -> Bool {
    if case .node(let node) = part { tree.kind(node) == .select } else { false }
  }

  /// Takes the comments before and behind the begin of the function, which would else expand the
  /// call. Language annotations stay with their string.
  private mutating func takeComments(of function: CallPart) -> [Trivium] {
    let leaf =
      switch function {
      case .node(let node): firstLeaf(node)
      case .token(let token): Leaf(token)
      }
    tokens.raiseTrailing(leaf)
    let trivia = tokens.takeLeading(leaf.first)
    tokens.leading[leaf.first] = trivia.filter(\.isLanguageAnnotation)
    return trivia.filter { !$0.isLanguageAnnotation }
  }

  // MARK: The calls before the last one

  /// What a call adds to the call before it.
  private enum Step {
    /// A selection: expanding it alone would only move its names to a new line.
    case selection(CallPart)
    /// Two lists side by side: either both share the line or each has its own.
    case lists(CallPart, CallPart)
    case argument(CallPart)
  }

  private mutating func calls(_ call: [CallPart], upTo last: Int, _ indentsFunction: Bool) {
    var steps: [Step] = []
    var index = last
    while index > 0 {
      out.openList()
      if isSelect(call[index]) {
        steps.append(.selection(call[index]))
        index -= 1
      } else if index >= 2, isList(call[index]), isList(call[index - 1]) {
        out.openList()
        steps.append(.lists(call[index - 1], call[index]))
        index -= 2
      } else {
        steps.append(.argument(call[index]))
        index -= 1
      }
    }
    if indentsFunction {
      nest {
        $0.group {
          $0.out.spacing(.break)
          $0.write(call[0])
        }
      }
    } else {
      write(call[0])
    }
    for step in steps.reversed() {
      out.closeGroup(.transparent)
      switch step {
      case .selection(let part):
        out.spacing(.space)
        nest { $0.group { $0.argument(part) } }
      case .argument(let part):
        out.spacing(.space)
        nest { $0.group(.priority) { $0.argument(part) } }
      case .lists(let first, let second):
        nest {
          $0.group {
            for list in [first, second] {
              $0.out.spacing(.space)
              $0.group { $0.argument(list) }
            }
          }
        }
        out.closeGroup(.transparent)
      }
    }
  }

  private mutating func write(_ part: CallPart) {
    switch part {
    case .node(let node): expression(node)
    case .token(let token): self.token(token)
    }
  }

  /// Writes an argument that is not the last one; short lists of simple items share a line.
  private mutating func argument(_ part: CallPart) {
    guard case .node(let node) = part, tree.kind(node) == .list, entryCount(node) <= 6,
      children(tree[node].a).allSatisfy({ isSimple($0) })
    else {
      write(part)
      return
    }
    list(node, separator: .space)
  }

  // MARK: The last argument

  private mutating func lastArgument(_ part: CallPart) {
    guard case .node(let node) = part else { return }
    descend(into: node) {
      if $0.isTerm(node), $0.isAbsorbable(node) {
        $0.group(.priority) { $0.nest { $0.term(node) } }
      } else if $0.tree.kind(node) == .parenthesized {
        if !$0.absorbedCallback(node) { $0.absorbedParentheses(node) }
      } else {
        $0.group { $0.nest { $0.expression(node) } }
      }
    }
  }

  /// Writes `(name: { … })` or `(name { … })` with the brackets inside beginning on the line.
  /// Returns false, with nothing written, for everything else.
  private mutating func absorbedCallback(_ node: NodeID) -> Bool {
    let open = firstToken(node)
    let inner = child(tree[node].a)
    let body: NodeID
    switch tree.kind(inner) {
    case .lambda:
      body = child(tree[inner].c)
      guard tokens.isBare(open), tokens.isBare(open + 1), tokens.isBare(open + 2) else {
        return false
      }
    case .apply:
      let call = applicationParts(inner)
      guard call.count == 2, tree.kind(call[0]) == .identifier else { return false }
      body = call[1]
      guard tokens.isBare(open), tokens.isBare(open + 1), tokens.isBare(lastToken(node)) else {
        return false
      }
    default: return false
    }
    guard isTerm(body), isAbsorbable(body) else { return false }
    group(.priority) {
      $0.nest {
        for token in open..<$0.firstToken(body) { $0.token(token) }
        $0.out.spacing(.hardspace)
        $0.wideTerm(body)
        $0.token($0.lastToken(node))
      }
    }
    return true
  }
}
