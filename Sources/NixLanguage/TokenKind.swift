/// The kinds of tokens of Nix source.
///
/// Strings and paths are several tokens: a string is `quote`, parts, `quote`; an indented string
/// `indentedOpen`, parts, `indentedClose`; a path starts with `path` or `homePath` and goes on with
/// parts when it is interpolated.
package enum TokenKind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case endOfFile
  /// Bytes that begin no token.
  case invalid
  // Atoms.
  case identifier
  case integer
  case float
  case path
  case homePath
  case searchPath
  case uri
  // Strings and the parts of strings and paths.
  case quote
  case stringText
  case indentedOpen
  case indentedClose
  case indentedText
  case indentedEscape
  case pathText
  case interpolationOpen
  // Keywords.
  case `if`
  case then
  case `else`
  case assert
  case with
  case `let`
  case `in`
  case rec
  case inherit
  case or
  // Brackets and punctuation.
  case braceOpen
  case braceClose
  case parenOpen
  case parenClose
  case bracketOpen
  case bracketClose
  case semicolon
  case colon
  case comma
  case dot
  case assign
  case at
  case ellipsis
  // Operators.
  case question
  case not
  case plus
  case minus
  case times
  case divide
  case concatenate
  case update
  case equal
  case notEqual
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case logicalAnd
  case logicalOr
  case implication
  case pipeFrom
  case pipeInto

  /// The token's text where it has only one, else what it is.
  package var spelling: String {
    switch self {
    case .endOfFile: "end of file"
    case .invalid: "invalid token"
    case .identifier: "identifier"
    case .integer: "integer"
    case .float: "floating-point literal"
    case .path: "path"
    case .homePath: "~/… path"
    case .searchPath: "<…> path"
    case .uri: "URI"
    case .quote: "\""
    case .stringText, .pathText: "string"
    case .indentedOpen: "start of an indented string"
    case .indentedClose: "end of an indented string"
    case .indentedText, .indentedEscape: "indented string"
    case .interpolationOpen: "${"
    case .if: "if"
    case .then: "then"
    case .else: "else"
    case .assert: "assert"
    case .with: "with"
    case .let: "let"
    case .in: "in"
    case .rec: "rec"
    case .inherit: "inherit"
    case .or: "or"
    case .braceOpen: "{"
    case .braceClose: "}"
    case .parenOpen: "("
    case .parenClose: ")"
    case .bracketOpen: "["
    case .bracketClose: "]"
    case .semicolon: ";"
    case .colon: ":"
    case .comma: ","
    case .dot: "."
    case .assign: "="
    case .at: "@"
    case .ellipsis: "..."
    case .question: "?"
    case .not: "!"
    case .plus: "+"
    case .minus: "-"
    case .times: "*"
    case .divide: "/"
    case .concatenate: "++"
    case .update: "//"
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .logicalAnd: "&&"
    case .logicalOr: "||"
    case .implication: "->"
    case .pipeFrom: "<|"
    case .pipeInto: "|>"
    }
  }

  /// The name by which Nix's own messages call the token.
  package var nixName: String {
    switch self {
    case .homePath: "'~/…' path"
    case .searchPath: "'<…>' path"
    case .endOfFile, .invalid, .identifier, .integer, .float, .path, .uri, .stringText, .pathText,
      .indentedOpen, .indentedClose, .indentedText, .indentedEscape:
      spelling
    default: "'\(spelling)'"
    }
  }

  /// Whether it is a reserved word.
  package var isKeyword: Bool {
    rawValue >= TokenKind.if.rawValue && rawValue <= TokenKind.or.rawValue
  }
}

/// A token of a file: what it is and where.
package struct Token: Sendable, Hashable {
  package var kind: TokenKind
  /// Byte offsets of the first byte and of the place after the last one.
  package var start: UInt32
  package var end: UInt32

  package init(_ kind: TokenKind, start: UInt32, end: UInt32) {
    self.kind = kind
    self.start = start
    self.end = end
  }
}
