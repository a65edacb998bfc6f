/// Going on after a syntax error.
extension Parser {
  /// What a binding must find again when something in it fails.
  struct RecoveryState {
    let children: Int
    let tails: Int
    let operators: Int
    let brackets: Int
    let depth: Int

    init(_ parser: borrowing Parser) {
      children = parser.openChildren.count
      tails = parser.tails.count
      operators = parser.operators.count
      brackets = parser.openBrackets.count
      depth = parser.depth
    }
  }

  /// Skips the rest of a broken binding. Returns false when there is nothing to go on with.
  ///
  /// The binding is over at its `;`, or before the token that closes the bindings, if brackets that
  /// were opened in it are closed again. A `;` also ends it when parentheses or list brackets are
  /// still open, since these never hold one: then the closing bracket is what was forgotten.
  mutating func recover(to state: RecoveryState, closing: TokenKind) -> Bool {
    var brackets = openBrackets.elements(from: state.brackets).map(\.kind)
    openChildren.shorten(to: state.children)
    tails.shorten(to: state.tails)
    operators.shorten(to: state.operators)
    openBrackets.shorten(to: state.brackets)
    depth = state.depth
    // Inside a string that is broken, tokens mean nothing.
    if brackets.contains(where: { $0 == .quote || $0 == .indentedOpen }) { return false }
    while true {
      switch lexer.kind {
      case .endOfFile: return false
      case .semicolon:
        guard brackets.last != .braceOpen, brackets.last != .let else { break }
        lexer.advance()
        // Whatever else follows belongs to what was broken.
        if startsBinding || lexer.kind == closing { return true }
        brackets.removeAll()
        continue
      case .braceOpen, .interpolationOpen, .parenOpen, .bracketOpen, .let:
        brackets.append(lexer.kind)
      case .braceClose, .parenClose, .bracketClose, .in:
        if lexer.kind == closing, !brackets.contains(where: opens(closing)) { return true }
        // What closes nothing here belongs to something around the binding.
        guard let match = brackets.lastIndex(where: opens(lexer.kind)) else {
          if lexer.kind == .braceClose { return false }
          break
        }
        brackets.removeSubrange(match...)
      case .quote, .indentedOpen:
        guard skipString() else { return false }
      default: break
      }
      lexer.advance()
    }
  }

  /// A test for the brackets that a closing token closes.
  private func opens(_ closing: TokenKind) -> (TokenKind) -> Bool {
    switch closing {
    case .braceClose: { $0 == .braceOpen || $0 == .interpolationOpen }
    case .parenClose: { $0 == .parenOpen }
    case .bracketClose: { $0 == .bracketOpen }
    default: { $0 == .let }
    }
  }

  /// Skips a string with everything in it; its closing token becomes current.
  private mutating func skipString() -> Bool {
    let isIndented = lexer.kind == .indentedOpen
    let children = openChildren.count
    let wasQuiet = isQuiet
    // Problems in skipped text follow from the one that is known.
    isQuiet = true
    defer {
      isQuiet = wasQuiet
      openChildren.shorten(to: children)
    }
    while true {
      if isIndented { lexer.scanIndentedPart() } else { lexer.scanStringPart() }
      switch lexer.kind {
      case .quote, .indentedClose: return true
      case .endOfFile: return false
      case .interpolationOpen:
        let state = RecoveryState(self)
        do throws(Failure) {
          _ = try parseInterpolation()
        } catch {
          openBrackets.shorten(to: state.brackets)
          depth = state.depth
          return false
        }
      default: break
      }
    }
  }
}
