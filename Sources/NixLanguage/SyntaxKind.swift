/// What a node of a `SyntaxTree` is, with the layout of its words.
///
/// `node` is an index (`NodeID`), 0 for none; `list` the place of a list (`ListID`); `offset` a byte
/// offset into the file. Words not named are 0. "Name" is a node of kind `identifier`, `string` or
/// `interpolation` standing in an attribute path.
///
/// | kind                | flag          | a              | b              | c            |
/// |---------------------|---------------|----------------|----------------|--------------|
/// | missing             |               |                |                |              |
/// | identifier          | parameter     |                |                |              |
/// | integer             |               | low 32 bits    | high 32 bits   |              |
/// | float               |               | low 32 bits    | high 32 bits   |              |
/// | string              | attributeName | list of parts  |                |              |
/// | indentedString      |               | list of parts  |                |              |
/// | stringText          | hasEscapes    |                |                |              |
/// | indentedText        |               |                |                |              |
/// | indentedEscape      |               |                |                |              |
/// | interpolation       | attributeName | node           |                |              |
/// | path, homePath      |               | list of parts  |                |              |
/// | pathText            |               |                |                |              |
/// | searchPath, uri     |               |                |                |              |
/// | parenthesized       |               | node           |                |              |
/// | list                |               | list           |                |              |
/// | attributeSet        |               | list: bindings |                |              |
/// | recursiveSet        |               | list: bindings |                |              |
/// | legacyLet           |               | list: bindings |                |              |
/// | binding             |               | list: names    | node: value    | offset: `=`  |
/// | inherit             |               | list: names    |                |              |
/// | inheritFrom         |               | list: names    | node: source   |              |
/// | lambda              |               | node: name     |                | node: body   |
/// | patternLambda       | aliasFirst    | node: alias    | node: formals  | node: body   |
/// | formals             | hasEllipsis   | list: formal   |                |              |
/// | formal              |               | node: name     | node: default  |              |
/// | letIn               |               | list: bindings | node: body     |              |
/// | with                |               | node: scope    | node: body     |              |
/// | assert              |               | node: condition| node: body     |              |
/// | ifThenElse          |               | node: condition| node: then     | node: else   |
/// | apply               | trailingOr    | node: function | list: arguments|              |
/// | select              |               | node: base     | list: names    | node: default|
/// | hasAttribute        |               | node: base     | list: names    | offset: `?`  |
/// | not, negate         |               | node           |                |              |
/// | binary operators    |               | node: left     | node: right    | offset: sign |
///
/// Notes:
/// - `missing` stands where recovery found no expression; every tree with one has diagnostics.
/// - A number's bits are the two's complement of an Int or the bit pattern of a Double.
/// - Strings without text have no parts. `stringText` spans the raw text between the quotes
///   (`StringContent.unescaped`); `indentedText` raw text whose indentation counts, `indentedEscape`
///   a single `$`, `'` or one of `''$`, `'''`, `''\x` (`IndentedString`).
/// - `path` and `homePath` without interpolation have no parts: the node's own text is the path.
/// - `apply` holds all arguments of `f a b c`. With `trailingOr` it is `f or`, the one use of `or` as
///   an identifier: its single argument is the identifier `or`.
/// - Inside an attribute path, `or` is an ordinary `identifier`.
package enum SyntaxKind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case missing
  // Atoms.
  case identifier
  case integer
  case float
  case string
  case indentedString
  case stringText
  case indentedText
  case indentedEscape
  case interpolation
  case path
  case homePath
  case pathText
  case searchPath
  case uri
  // Brackets.
  case parenthesized
  case list
  case attributeSet
  case recursiveSet
  case legacyLet
  // Bindings.
  case binding
  case inherit
  case inheritFrom
  // Functions.
  case lambda
  case patternLambda
  case formals
  case formal
  // Keywords.
  case letIn
  case with
  case assert
  case ifThenElse
  // Applications.
  case apply
  case select
  case hasAttribute
  // Operators.
  case not
  case negate
  case implication
  case or
  case and
  case equal
  case notEqual
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case update
  case add
  case subtract
  case multiply
  case divide
  case concatenate
  case pipeFrom
  case pipeInto

  /// Whether it is an operator between two operands.
  @inlinable
  package var isBinaryOperator: Bool { rawValue >= SyntaxKind.implication.rawValue }
}

/// The one bit that a node of some kinds carries; see the table at `SyntaxKind`.
package enum SyntaxFlag: UInt8, Sendable, BitwiseCopyable {
  case none
  /// A `stringText` with a backslash or a carriage return: its value is not its source.
  case hasEscapes
  /// Formals that end with `...`.
  case hasEllipsis
  /// `args@{ … }:` instead of `{ … }@args:`.
  case aliasFirst
  /// The application `f or`.
  case trailingOr
  /// An identifier that names the argument of a function or a part of it.
  case parameter
  /// A string or interpolation that stands in an attribute path.
  case attributeName
}
