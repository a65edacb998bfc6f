import SourceText

/// Explaining an unexpected token: what is missing, where, and what to write.
extension Parser {
  func diagnose(_ role: Expectation) -> Diagnostic {
    if lexer.kind == .endOfFile { return diagnoseEnd(role) }
    if let comment = openComment {
      return .error(
        "unclosed-comment", "this comment is never closed", at: comment, fix: "add `*/`")
    }
    switch role {
    case .semicolonAfterBinding: return missingSemicolon()
    case .assignAfterName: return missingAssign()
    case .elementOrBracket: return strangeElement()
    case .attributeName where lexer.kind.isKeyword:
      return .error(
        "keyword-as-name", "`\(currentText)` is a reserved word", at: currentLocation,
        fix: "quote it: `\"\(currentText)\"`")
    case .elseAfterValue:
      return .error(
        "missing-else", "every `if` needs an `else`, but \(found) follows", at: currentLocation,
        fix: "add `else` and the value for the other case")
    case .endOfFile where isClosing:
      return .error(
        "unmatched-bracket", "this \(found) closes nothing", at: currentLocation,
        fix: "remove it, or add the bracket it belongs to")
    case .endOfFile:
      return .error(
        "unexpected-token", "a file is a single expression, but \(found) follows it",
        at: currentLocation)
    case .noSecondComparison:
      return .error(
        "ambiguous-comparison", "comparisons cannot be chained", at: currentLocation,
        fix: "join them with `&&`, or put parentheses around one")
    case .bindingOrBrace, .bindingOrBraceOfRec, .bindingOrIn: return strangeBinding(role)
    case .expression where lexer.kind == .semicolon:
      return .error(
        "missing-value", "a value is missing before this `;`", at: currentLocation)
    case .nameOrSemicolon where lexer.kind == .assign:
      return .error(
        "inherit-with-value", "`inherit` takes names alone, found `=`", at: currentLocation,
        fix: "write `name = value;` without `inherit`")
    case .parenClose, .interpolationClose:
      return isClosing || lexer.kind == .semicolon ? wrongClosing(role) : plain(role)
    default: return plain(role)
    }
  }

  private func plain(_ role: Expectation, fix: String? = nil) -> Diagnostic {
    .error(
      "unexpected-token", "expected \(role.description), found \(found)", at: currentLocation,
      notes: openingNote, fix: fix)
  }

  /// The place of the `/*` that the current token begins or ends.
  private var openComment: SourceLocation? {
    let start = lexer.kind == .divide ? lexer.start : lexer.start - 1
    guard lexer.kind == .divide || lexer.kind == .times, start >= 0 else { return nil }
    guard lexer.byte(start) == UInt8(ascii: "/"), lexer.byte(start + 1) == UInt8(ascii: "*") else {
      return nil
    }
    return location(start, start + 2)
  }

  /// The current token, for messages.
  private var found: String {
    switch lexer.kind {
    case .endOfFile: "the end of the file"
    case .invalid: "`\(currentText)`, which means nothing in Nix"
    case .quote: "a string"
    case .indentedOpen: "an indented string"
    default: lexer.end - lexer.start <= 40 ? "`\(currentText)`" : lexer.kind.spelling
    }
  }

  private var isClosing: Bool {
    switch lexer.kind {
    case .braceClose, .parenClose, .bracketClose: true
    default: false
    }
  }

  /// Where the innermost open bracket is, when that is on an earlier line.
  private var openingNote: [Diagnostic.Note] {
    guard let bracket = openBrackets.last, let text = bracketText(bracket) else { return [] }
    guard file.bytes[bracket.start..<lexer.start].contains(UInt8(ascii: "\n")) else { return [] }
    let place = location(bracket.start, bracket.start + text.utf8.count)
    return [.init("inside this `\(text)`", at: place)]
  }

  private func bracketText(_ bracket: OpenBracket) -> String? {
    switch bracket.kind {
    case .indentedOpen: "''"
    default: bracket.kind.spelling
    }
  }

  /// The file ends too early: the bracket that is still open is where to look.
  private func diagnoseEnd(_ role: Expectation) -> Diagnostic {
    let end = location(file.bytes.count, file.bytes.count)
    guard let bracket = openBrackets.last, let text = bracketText(bracket) else {
      return .error(
        "unexpected-end", "expected \(role.description), but the file ends", at: end)
    }
    let place = location(bracket.start, bracket.start + text.utf8.count)
    let message: String
    let fix: String
    switch bracket.kind {
    case .quote, .indentedOpen:
      (message, fix) = ("this string is never closed", "add `\(text)` at its end")
    case .let: (message, fix) = ("this `let` has no `in`", "add `in` and an expression")
    default:
      (message, fix) = ("this `\(text)` is never closed", "add `\(closing(bracket.kind))`")
    }
    var notes = [
      Diagnostic.Note("the file ends here, where \(role.description) is expected", at: end)
    ]
    if let suspect = misalignedBracket {
      notes.append(
        .init("the one that closes this is indented like another: look below it", at: suspect))
    }
    return .error("unclosed-bracket", message, at: place, notes: notes, fix: fix)
  }

  private func closing(_ kind: TokenKind) -> String {
    switch kind {
    case .parenOpen: ")"
    case .bracketOpen: "]"
    default: "}"
    }
  }

  /// A bracket is closed by another kind of bracket, or its binding ends.
  private func wrongClosing(_ role: Expectation) -> Diagnostic {
    guard let bracket = openBrackets.last, let text = bracketText(bracket) else {
      return plain(role)
    }
    let wanted = closing(bracket.kind)
    return .error(
      "unclosed-bracket", "expected `\(wanted)`, found \(found)", at: currentLocation,
      notes: [
        .init(
          "to close this `\(text)`", at: location(bracket.start, bracket.start + text.utf8.count))
      ], fix: "add `\(wanted)` before it")
  }

  /// No `;` after a value.
  private func missingSemicolon() -> Diagnostic {
    // In `a = b c = d;` the next binding's name was read as an argument of this one's value.
    var end = lexer.previousEnd
    if lexer.kind == .assign, let last = nodes.last, last.kind == .apply {
      let count = Int(lists[Int(last.b)])
      let before = count > 1 ? lists[Int(last.b) + count - 1] : last.a
      end = Int(nodes[Int(before)].end)
    }
    if lexer.kind == .comma {
      return .error(
        "missing-semicolon", "bindings end with `;`, not with `,`", at: currentLocation,
        fix: "write `;` instead")
    }
    if isClosing, lexer.kind != .braceClose { return plain(.semicolonAfterBinding) }
    return .error(
      "missing-semicolon", "missing `;` after this binding", at: location(max(0, end - 1), end),
      fix: "add `;`")
  }

  /// No `=` after a name.
  private func missingAssign() -> Diagnostic {
    switch lexer.kind {
    case .colon:
      return .error(
        "missing-assign", "expected `=`, found `:`", at: currentLocation,
        fix: "Nix writes `name = value;`")
    case .semicolon, .braceClose:
      return .error(
        "missing-value", "this name has no value", at: location(lexer.previousEnd - 1, lexer.end),
        fix: "write `name = value;`, or `inherit name;` to take it from outside")
    default:
      let fix =
        switch openBrackets.last?.kind {
        case .let: "write `in` before the name if the bindings are over"
        case .braceOpen where lexer.kind == .identifier:
          "write `=` in a set, or `,` between the arguments of a function"
        default: String?.none
        }
      return plain(.assignAfterName, fix: fix)
    }
  }

  /// Something in a list that is no element.
  private func strangeElement() -> Diagnostic {
    switch lexer.kind {
    case .comma:
      return .error(
        "comma-in-list", "list elements are separated by spaces, not by commas",
        at: currentLocation, notes: openingNote, fix: "remove the comma")
    case .semicolon, .braceClose, .parenClose: return wrongClosing(.elementOrBracket)
    case .if, .with, .assert:
      return plain(.elementOrBracket, fix: "put the expression that starts here in parentheses")
    case .assign, .dot, .invalid, .in, .then, .else: return plain(.elementOrBracket)
    default:
      return plain(
        .elementOrBracket, fix: "put the element that holds the operator in parentheses")
    }
  }

  /// Something among bindings that begins none.
  private func strangeBinding(_ role: Expectation) -> Diagnostic {
    if lexer.kind == .parenClose || lexer.kind == .bracketClose { return wrongClosing(role) }
    if lexer.kind.isKeyword, lexer.kind != .in {
      return .error(
        "keyword-as-name", "`\(currentText)` is a reserved word", at: currentLocation,
        notes: openingNote, fix: "quote it: `\"\(currentText)\" = value;`")
    }
    return plain(role)
  }
}
