import Glibc
package import SourceText

/// Parses Nix files by recursive descent, operators by precedence.
///
/// Syntax errors end the binding they are in: the parser notes the problem, skips to the end of the
/// binding and goes on, so that one run finds several. The stack never overflows: what nests is
/// counted against `nestingLimit`, and what only chains (operators, `else if`, curried functions)
/// is parsed in loops.
package struct Parser: ~Copyable {
  /// How deep brackets and the like may nest, where the caller says nothing else. The deepest file of
  /// nixpkgs has 40 levels or so.
  package static let nestingLimit = 500
  /// Offsets are 32 bits wide.
  package static let maximumSize = Int(UInt32.max) - 1

  /// Ends the parsing of a construct, after the problem was noted.
  struct Failure: Error {}

  let file: SourceFile
  let allowsPipeOperators: Bool
  /// How deep brackets and the like may nest in this file.
  let nestingLimit: Int
  var lexer: Lexer
  var nodes: Stack<SyntaxTree.Node>
  var lists: Stack<UInt32>
  var problems: [SyntaxProblem] = []
  /// The children collected for lists that are still open.
  var openChildren = Stack<UInt32>()
  /// Expressions that wait for their last part; see `Tail`.
  var tails = Stack<Tail>()
  /// Operators that wait for their right operand.
  var operators = Stack<PendingOperator>()
  /// The brackets that are open, with their places.
  var openBrackets = Stack<OpenBracket>()
  /// Whether the file has a NUL byte, so that its strings have to be searched for one.
  let hasNUL: Bool
  /// Levels of nesting around the current token.
  var depth = 0
  /// Where Nix reports that the file ends too early.
  var nixEndOfFile: Int
  /// Whether problems are dropped, in text that is skipped.
  var isQuiet = false

  /// A bracket that was opened, for messages and recovery.
  struct OpenBracket {
    let kind: TokenKind
    let start: Int
  }

  /// Asked now and then whether to give up.
  private let isStopped: (() -> Bool)?
  private var wasStopped = false

  /// Parses a file. `allowsPipeOperators` is Nix's experimental feature `pipe-operators`. A parser
  /// that is told to stop gives an empty tree; the caller knows. A higher `nestingLimit` needs 16 KiB of
  /// stack a level, in a program that is not optimised.
  package static func parse(
    _ file: SourceFile, allowsPipeOperators: Bool = false, nestingLimit: Int = nestingLimit,
    stoppingWhen isStopped: (() -> Bool)? = nil
  ) -> ParsedFile {
    guard file.bytes.count <= maximumSize else { return tooLarge(file) }
    // nixpkgs has a node for 9 bytes or so.
    let capacity = file.bytes.count / 8 + 16
    var outgrown = Outgrown()
    var result = Outcome(root: .none, problems: [], isComplete: false)
    var lists: [UInt32] = []
    let nodes = [SyntaxTree.Node](unsafeUninitializedCapacity: capacity) { nodes, nodeCount in
      lists = [UInt32](unsafeUninitializedCapacity: capacity) { lists, listCount in
        file.bytes.withUnsafeBufferPointer { bytes in
          var parser = Parser(
            file, bytes, Stack(in: nodes), Stack(in: lists),
            allowsPipeOperators: allowsPipeOperators, nestingLimit: nestingLimit,
            stoppingWhen: isStopped)
          result = parser.parseFile()
          if parser.nodes.isLent { nodeCount = parser.nodes.count }
          if parser.lists.isLent { listCount = parser.lists.count }
          outgrown = parser.outgrown()
        }
      }
    }
    guard result.isComplete, !outgrown.wasStopped else {
      return ParsedFile(tree: .empty(file), problems: result.problems)
    }
    let tree = SyntaxTree(
      file: file, root: result.root, nodes: outgrown.nodes ?? nodes,
      lists: outgrown.lists ?? lists)
    return ParsedFile(tree: tree, problems: result.problems)
  }

  /// What parsing a file gives besides nodes and lists.
  private struct Outcome {
    let root: SyntaxTree.NodeID
    let problems: [SyntaxProblem]
    /// False when the parser was told to stop.
    let isComplete: Bool
  }

  /// Nodes and lists that are more than there was memory for, as only texts have that are made for it.
  private struct Outgrown {
    var nodes: [SyntaxTree.Node]?
    var lists: [UInt32]?
    var wasStopped = false
  }

  private borrowing func outgrown() -> Outgrown {
    var outgrown = Outgrown()
    let isStopped = isStopped ?? { false }
    if !nodes.isLent {
      outgrown.nodes = nodes.allElements(stoppingWhen: isStopped)
      outgrown.wasStopped = outgrown.nodes == nil
    }
    if !lists.isLent, !outgrown.wasStopped {
      outgrown.lists = lists.allElements(stoppingWhen: isStopped)
      outgrown.wasStopped = outgrown.lists == nil
    }
    return outgrown
  }

  private init(
    _ file: SourceFile, _ bytes: UnsafeBufferPointer<UInt8>,
    _ nodes: consuming Stack<SyntaxTree.Node>, _ lists: consuming Stack<UInt32>,
    allowsPipeOperators: Bool, nestingLimit: Int, stoppingWhen isStopped: (() -> Bool)?
  ) {
    self.file = file
    self.allowsPipeOperators = allowsPipeOperators
    self.nestingLimit = nestingLimit
    self.isStopped = isStopped
    lexer = Lexer(bytes)
    nixEndOfFile = bytes.count
    hasNUL = memchr(file.bytes, 0, bytes.count) != nil
    self.nodes = nodes
    self.nodes.append(SyntaxTree.Node(.missing, start: 0, end: 0))
    self.lists = lists
    self.lists.append(0)
  }

  private mutating func parseFile() -> Outcome {
    var root = SyntaxTree.NodeID.none
    do throws(Failure) {
      lexer.advance()
      let expression = try parseExpression()
      root = expression
      // After an error, what follows is most likely a part of what was broken.
      if problems.allSatisfy({ !$0.isError }) { try expect(.endOfFile, .endOfFile) }
    } catch {}
    return Outcome(root: root, problems: problems, isComplete: !wasStopped)
  }

  private static func tooLarge(_ file: SourceFile) -> ParsedFile {
    let message = "the file is larger than 4 GiB"
    let problem = SyntaxProblem(
      diagnostic: .error("file-too-large", message), nixMessage: message, nixOffset: 0,
      keepsTree: false)
    return ParsedFile(
      tree: .empty(SourceFile(name: file.name, bytes: [])), problems: [problem])
  }
}

// MARK: Building nodes

extension Parser {
  @inline(__always)
  mutating func add(
    _ kind: SyntaxKind, flag: SyntaxFlag = .none, from start: Int, to end: Int? = nil,
    a: UInt32 = 0, b: UInt32 = 0, c: UInt32 = 0
  ) -> SyntaxTree.NodeID {
    let id = SyntaxTree.NodeID(raw: UInt32(truncatingIfNeeded: nodes.count))
    if _slowPath(id.raw & 0x3fff == 0) { stopIfAsked() }
    nodes.append(
      SyntaxTree.Node(
        kind, flag: flag, start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: end ?? lexer.previousEnd), a: a, b: b, c: c))
    return id
  }

  /// Gives a node the flag that follows from where it stands.
  @inline(__always)
  mutating func mark(_ id: SyntaxTree.NodeID, _ flag: SyntaxFlag) {
    nodes[Int(id.raw)].flag = flag
  }

  /// Once in 16,384 nodes, a millisecond or so.
  @inline(never)
  private mutating func stopIfAsked() {
    guard let isStopped, isStopped() else { return }
    wasStopped = true
    lexer.skipRest()
    isQuiet = true
  }

  @inline(__always)
  func start(of id: SyntaxTree.NodeID) -> Int { Int(nodes[Int(id.raw)].start) }

  @inline(__always)
  mutating func append(_ id: SyntaxTree.NodeID) { openChildren.append(id.raw) }

  /// Makes a list of the children collected since `base`.
  mutating func closeList(from base: Int) -> SyntaxTree.ListID {
    let count = openChildren.count - base
    guard count > 0 else { return .empty }
    let list = SyntaxTree.ListID(raw: UInt32(truncatingIfNeeded: lists.count))
    lists.append(UInt32(truncatingIfNeeded: count))
    lists.move(from: &openChildren, downTo: base)
    return list
  }
}

// MARK: Tokens

extension Parser {
  /// Consumes a token of a kind; `role` says what it is needed for.
  @inline(__always)
  mutating func expect(_ kind: TokenKind, _ role: Expectation) throws(Failure) {
    guard lexer.kind == kind else { throw unexpected(role) }
    if kind != .endOfFile { lexer.advance() }
  }

  /// Consumes an opening bracket and goes one level deeper.
  @inline(__always)
  mutating func open() throws(Failure) {
    openBrackets.append(OpenBracket(kind: lexer.kind, start: lexer.start))
    try deepen()
    lexer.advance()
  }

  /// Consumes the closing bracket that belongs to the last opening one.
  @inline(__always)
  mutating func close(_ kind: TokenKind, _ role: Expectation) throws(Failure) {
    try closeWithoutAdvancing(kind, role)
    lexer.advance()
  }

  /// The same where the inside of a string or path follows instead of an ordinary token.
  @inline(__always)
  mutating func closeWithoutAdvancing(_ kind: TokenKind, _ role: Expectation) throws(Failure) {
    guard lexer.kind == kind else { throw unexpected(role) }
    openBrackets.removeLast()
    depth -= 1
  }

  @inline(__always)
  mutating func deepen() throws(Failure) {
    depth += 1
    if depth > nestingLimit { throw tooDeep() }
  }
}
