package import SourceText

/// The syntax tree of one Nix file: what is written, before any meaning is given to it.
///
/// Parentheses, the order of bindings, unmerged attribute paths, both kinds of strings and the
/// parts of strings are all kept, so that one tree serves the evaluator's binder, the formatter and
/// the reader of literals. Comments and layout are the gaps between the tokens (`TokenStream`).
///
/// Nodes are 24 bytes in one array and refer to each other by index; lists of children lie in a
/// second array. A tree is therefore two allocations, and walking it touches no reference count.
/// The meaning of a node's words `a`, `b` and `c` stands in one table, at `SyntaxKind`.
///
/// Depth: parentheses, lists, sets, functions and the like nest at most `Parser.nestingLimit`
/// levels, unless the parser was told otherwise. Three things may be deeper, because real files chain
/// them, and a consumer must follow them in a loop: the left operands of operators, the right operands
/// of operators, and the last parts of `if`, `let`, `with`, `assert` and functions.
package struct SyntaxTree: Sendable {
  /// Index of a node.
  package struct NodeID: Hashable, Sendable, BitwiseCopyable {
    package let raw: UInt32

    @inlinable package init(raw: UInt32) { self.raw = raw }

    /// "There is none", for optional children.
    @inlinable package static var none: NodeID { NodeID(raw: 0) }

    @inlinable package var exists: Bool { raw != 0 }
  }

  /// A list of children: a place in the tree's list storage. The empty list is 0.
  package struct ListID: Hashable, Sendable {
    package let raw: UInt32

    @inlinable package init(raw: UInt32) { self.raw = raw }

    @inlinable package static var empty: ListID { ListID(raw: 0) }
  }

  /// One node; see the table at `SyntaxKind` for `flag`, `a`, `b` and `c`.
  package struct Node: Sendable, BitwiseCopyable {
    package var kind: SyntaxKind
    package var flag: SyntaxFlag
    /// Byte offsets of the first byte and of the place after the last one.
    package var start: UInt32
    package var end: UInt32
    package var a: UInt32
    package var b: UInt32
    package var c: UInt32

    @inlinable
    package init(
      _ kind: SyntaxKind, flag: SyntaxFlag = .none, start: UInt32, end: UInt32, a: UInt32 = 0,
      b: UInt32 = 0, c: UInt32 = 0
    ) {
      self.kind = kind
      self.flag = flag
      self.start = start
      self.end = end
      self.a = a
      self.b = b
      self.c = c
    }
  }

  /// The text that was parsed.
  package let file: SourceFile
  /// The expression the file consists of; of kind `.missing` when there is none.
  package let root: NodeID
  /// All nodes, children before their parents; the first one stands for "none".
  package let nodes: [Node]
  /// The numbers of all nodes, for a search through the whole tree.
  package var nodeIDs: [NodeID] { nodes.indices.map { NodeID(raw: UInt32($0)) } }
  /// All lists: a count, then the indices of that many nodes; the first one is the empty list.
  package let lists: [UInt32]

  @inlinable
  package init(file: SourceFile, root: NodeID, nodes: [Node], lists: [UInt32]) {
    self.file = file
    self.root = root
    self.nodes = nodes
    self.lists = lists
  }

  /// The tree of a text that nothing is known of.
  static func empty(_ file: SourceFile) -> SyntaxTree {
    SyntaxTree(file: file, root: .none, nodes: [Node(.missing, start: 0, end: 0)], lists: [0])
  }

  @inlinable
  package subscript(_ id: NodeID) -> Node { nodes[Int(id.raw)] }

  @inlinable
  package func kind(_ id: NodeID) -> SyntaxKind { nodes[Int(id.raw)].kind }

  /// How many children a list has.
  @inlinable
  package func count(_ list: ListID) -> Int { Int(lists[Int(list.raw)]) }

  /// The child of a list at a place, from 0.
  @inlinable
  package subscript(_ list: ListID, _ index: Int) -> NodeID {
    NodeID(raw: lists[Int(list.raw) + 1 + index])
  }

  /// The children of a list, in source order.
  @inlinable
  package func children(_ list: ListID) -> Children {
    Children(tree: self, list: list)
  }

  /// The children of a list as a collection.
  package struct Children: RandomAccessCollection, Sendable {
    @usableFromInline let tree: SyntaxTree
    @usableFromInline let list: ListID
    package let startIndex = 0
    package let endIndex: Int

    @inlinable
    package init(tree: SyntaxTree, list: ListID) {
      self.tree = tree
      self.list = list
      endIndex = tree.count(list)
    }

    @inlinable
    package subscript(position: Int) -> NodeID { tree[list, position] }
  }

  /// The bytes a node stands on.
  package func source(_ id: NodeID) -> ArraySlice<UInt8> {
    let node = self[id]
    return file.bytes[Int(node.start)..<Int(node.end)]
  }

  /// The text a node stands on.
  package func text(_ id: NodeID) -> String { String(decoding: source(id), as: UTF8.self) }

  /// The place of a node.
  package func span(_ id: NodeID) -> SourceSpan {
    let node = self[id]
    return SourceSpan(start: Int(node.start), end: Int(node.end))
  }

  package func location(_ id: NodeID) -> SourceLocation {
    SourceLocation(file: file, span: span(id))
  }
}
