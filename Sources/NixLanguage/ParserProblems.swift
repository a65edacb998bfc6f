import SourceText

/// Noting what is wrong, in Nix's words and in ours.
extension Parser {
  /// Notes that the current token is not what is needed.
  mutating func unexpected(_ role: Expectation) -> Failure {
    // To find out what is wrong costs time in a long file.
    if isQuiet { return Failure() }
    switch lexer.kind {
    case .integer where currentInteger == nil: return invalidNumber("integer")
    case .float where currentFloat == nil: return invalidNumber("float")
    case .pipeFrom, .pipeInto:
      if !allowsPipeOperators { return disabledPipe() }
    default: break
    }
    let expected = role.nixTokens.map(\.nixName).joined(separator: " or ")
    note(
      diagnose(role),
      nix: "syntax error, unexpected \(lexer.kind.nixName)"
        + (expected.isEmpty ? "" : ", expecting \(expected)"),
      at: lexer.kind == .endOfFile ? nixEndOfFile : lexer.start)
    return Failure()
  }

  mutating func tooDeep() -> Failure {
    let message = "nesting deeper than \(nestingLimit) levels"
    note(
      .error(
        "nesting-too-deep", message, at: currentLocation,
        fix: "bind inner parts to names with `let`"),
      nix: "syntax error, \(message)", at: lexer.start)
    return Failure()
  }

  mutating func invalidNumber(_ kind: String) -> Failure {
    let text = currentText
    let fix =
      kind == "integer"
      ? "integers lie between -9223372036854775807 and 9223372036854775807"
      : "floats lie between 2.3e-308 and 1.7e308"
    note(
      .error(
        "invalid-number", "the \(kind) `\(text)` is out of range", at: currentLocation, fix: fix),
      nix: "invalid \(kind) '\(text)'", at: lexer.start)
    return Failure()
  }

  mutating func disabledPipe() -> Failure {
    let sign = lexer.kind.spelling
    note(
      .error(
        "experimental-feature", "the pipe operator `\(sign)` is an experimental feature",
        at: currentLocation,
        fix: sign == "|>" ? "write `f x` instead of `x |> f`" : "write `f x` instead of `f <| x`"),
      nix: "experimental Nix feature 'pipe-operators' is disabled; add "
        + "'--extra-experimental-features pipe-operators' to enable it", at: lexer.start)
    return Failure()
  }

  mutating func nulInString() -> Failure {
    let text = currentText.split(separator: "\0", omittingEmptySubsequences: false)
      .joined(separator: "␀")
    note(
      .error("nul-byte", "a string cannot hold a NUL byte", at: currentLocation),
      nix: "input string '\(text)' cannot be represented as Nix string because it contains "
        + "null bytes", at: lexer.start)
    return Failure()
  }

  mutating func trailingSlash(at end: Int) -> Failure {
    note(
      .error(
        "path-trailing-slash", "a path must not end with a slash",
        at: location(end - 1, end), fix: "remove the slash"),
      nix: "path has a trailing slash", at: end < file.bytes.count ? end : nixEndOfFile)
    return Failure()
  }

  /// Text goes on in a path where only an interpolation may follow.
  mutating func brokenPath(found: String, at offset: Int) -> Failure {
    note(
      .error(
        "path-double-slash", "a path must not hold `//`", at: location(lexer.start, lexer.end),
        fix: "write a single slash, or put spaces around the operator `//`"),
      nix: "syntax error, unexpected \(found), expecting '${'", at: offset)
    return Failure()
  }

  mutating func dynamicName(_ name: SyntaxTree.NodeID, in construct: String) -> Failure {
    noteDynamicName(name, in: construct, nixOffset: start(of: name), keepsTree: false)
    return Failure()
  }

  mutating func noteDynamicName(
    _ name: SyntaxTree.NodeID, in construct: String, nixOffset: Int, keepsTree: Bool = true
  ) {
    let node = nodes[Int(name.raw)]
    note(
      .error(
        "dynamic-name", "names in `\(construct)` cannot be computed",
        at: location(Int(node.start), Int(node.end)),
        fix: construct == "let" ? "compute names in a set: `{ ${name} = value; }`" : nil),
      nix: "dynamic attributes not allowed in \(construct)", at: nixOffset, keepsTree: keepsTree)
  }

  mutating func noteDuplicateFormal(
    _ name: SyntaxTree.Node, _ other: SyntaxTree.Node, at place: SyntaxTree.Node
  ) {
    let text = String(decoding: file.bytes[Int(name.start)..<Int(name.end)], as: UTF8.self)
    note(
      .error(
        "duplicate-argument", "the function has two arguments named `\(text)`",
        at: location(Int(name.start), Int(name.end)),
        notes: [.init("the other one", at: location(Int(other.start), Int(other.end)))],
        fix: "remove or rename one of them"),
      nix: "duplicate formal function argument '\(text)'", at: Int(place.start), keepsTree: true)
  }

  /// `f x or` reads as `f (x or)` where `or` is an ordinary name, which Nix will change.
  mutating func warnOfTrailingOr(_ id: SyntaxTree.NodeID) {
    let node = nodes[Int(id.raw)]
    guard node.flag == .trailingOr else { return }
    let place = location(Int(node.start), Int(node.end))
    let text = String(decoding: file.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
    note(
      .warning(
        "or-as-identifier",
        "`or` is used as an ordinary name here, which Nix will read differently",
        at: place, fix: "write `(\(text))`"),
      nix: "This expression uses `or` as an identifier in a way that will change in a future "
        + "Nix release.\nWrap this entire expression in parentheses to preserve its current "
        + "meaning:\n    (\(text))\nGive feedback at https://github.com/NixOS/nix/pull/11121",
      at: Int(node.start), keepsTree: true)
  }

  private mutating func note(
    _ diagnostic: Diagnostic, nix: String, at offset: Int, keepsTree: Bool = false
  ) {
    guard !isQuiet else { return }
    problems.append(
      SyntaxProblem(
        diagnostic: diagnostic, nixMessage: nix, nixOffset: offset, keepsTree: keepsTree))
  }

  func location(_ start: Int, _ end: Int) -> SourceLocation {
    SourceLocation(file: file, span: SourceSpan(start: start, end: end))
  }

  var currentLocation: SourceLocation { location(lexer.start, lexer.end) }

  var currentText: String {
    String(decoding: file.bytes[lexer.start..<lexer.end], as: UTF8.self)
  }
}
