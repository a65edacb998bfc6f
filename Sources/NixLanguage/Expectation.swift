/// What the parser needs at a place where it found something else.
enum Expectation {
  case endOfFile
  case expression
  // Keywords.
  case thenAfterCondition
  case elseAfterValue
  case afterWith
  case afterAssert
  // Functions.
  case formalsAfterAt
  case nameAfterAt
  case colonAfterFormals
  case colonOrAtAfterFormals
  case firstFormal
  case formal
  case braceAfterEllipsis
  case commaOrBrace
  // Operators.
  case noSecondComparison
  case noMixedPipes
  case attributeName
  // Brackets and strings.
  case parenClose
  case elementOrBracket
  case interpolationClose
  case quote
  case indentedClose
  case braceAfterRec
  case braceAfterLet
  // Bindings.
  case bindingOrBrace
  case bindingOrBraceOfRec
  case bindingOrIn
  case assignAfterName
  case semicolonAfterBinding
  case nameOrSemicolon

  /// The tokens that Nix's message lists as expected, in its order.
  ///
  /// Bison lists them only when there are at most four, and only those that its tables hold for the
  /// state in which it gives up: where a set may go on with a name, it has already decided that the
  /// names are over, and lists `inherit` alone.
  var nixTokens: [TokenKind] {
    switch self {
    case .endOfFile: [.endOfFile]
    case .expression, .elementOrBracket, .nameOrSemicolon, .noSecondComparison, .noMixedPipes: []
    case .thenAfterCondition: [.then]
    case .elseAfterValue: [.else]
    case .afterWith, .afterAssert, .semicolonAfterBinding: [.semicolon]
    case .formalsAfterAt, .braceAfterRec, .braceAfterLet: [.braceOpen]
    case .nameAfterAt: [.identifier]
    case .colonAfterFormals: [.colon]
    case .colonOrAtAfterFormals: [.colon, .at]
    case .firstFormal, .formal: [.identifier, .ellipsis, .braceClose]
    case .braceAfterEllipsis, .interpolationClose: [.braceClose]
    case .commaOrBrace: [.braceClose, .comma]
    case .attributeName: [.identifier, .or, .interpolationOpen, .quote]
    case .parenClose: [.parenClose]
    case .quote: [.quote]
    case .indentedClose: [.indentedText, .interpolationOpen, .indentedClose]
    case .bindingOrBrace: [.inherit]
    case .bindingOrBraceOfRec: [.inherit, .braceClose]
    case .bindingOrIn: [.in, .inherit]
    case .assignAfterName: [.dot, .assign]
    }
  }

  /// What is needed, for people.
  var description: String {
    switch self {
    case .endOfFile: "the end of the file"
    case .expression: "an expression"
    case .thenAfterCondition: "`then` after the condition of `if`"
    case .elseAfterValue: "`else`, which every `if` needs"
    case .afterWith: "`;` after `with …`"
    case .afterAssert: "`;` after `assert …`"
    case .formalsAfterAt: "the arguments in braces, as in `args@{ a, b }:`"
    case .nameAfterAt: "a name after `@`"
    case .colonAfterFormals: "`:` after the function's arguments"
    case .colonOrAtAfterFormals: "`:` after the function's arguments"
    case .firstFormal, .formal: "the name of an argument, `...` or `}`"
    case .braceAfterEllipsis: "`}` after `...`, which must be last"
    case .commaOrBrace: "`,` or `}` after the argument"
    case .noSecondComparison: "parentheses around one of two comparisons"
    case .noMixedPipes: "parentheses between `|>` and `<|`"
    case .attributeName: "the name of an attribute"
    case .parenClose: "`)`"
    case .elementOrBracket: "a list element or `]`"
    case .interpolationClose: "`}` after the expression in `${…}`"
    case .quote: "`\"`"
    case .indentedClose: "`''`"
    case .braceAfterRec: "`{` after `rec`"
    case .braceAfterLet: "`{`: a `let … in` must stand in parentheses here"
    case .bindingOrBrace, .bindingOrBraceOfRec: "a binding such as `name = value;` or `}`"
    case .bindingOrIn: "a binding such as `name = value;` or `in`"
    case .assignAfterName: "`=` after the name"
    case .semicolonAfterBinding: "`;` after the binding"
    case .nameOrSemicolon: "a name to inherit or `;`"
    }
  }
}
