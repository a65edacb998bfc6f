import NixLanguage
import SourceText

/// A syntax tree as the binder reads it: the same accessors over borrowed memory.
///
/// The arrays of `SyntaxTree` would be retained, released and checked at every one of a million
/// accesses. What a parser numbered is in range; debug builds check it.
struct TreeView {
  private let nodes: UnsafeBufferPointer<SyntaxTree.Node>
  private let lists: UnsafeBufferPointer<UInt32>
  private let text: UnsafeBufferPointer<UInt8>

  /// Runs `body` with a view of `tree`, which is valid until it returns.
  static func with<Result>(
    _ tree: SyntaxTree, _ body: (TreeView) throws -> Result
  ) rethrows -> Result {
    try tree.nodes.withUnsafeBufferPointer { nodes in
      try tree.lists.withUnsafeBufferPointer { lists in
        try tree.file.bytes.withUnsafeBufferPointer { text in
          try body(TreeView(nodes: nodes, lists: lists, text: text))
        }
      }
    }
  }

  @inline(__always) subscript(id: SyntaxTree.NodeID) -> SyntaxTree.Node { nodes[Int(id.raw)] }

  @inline(__always) func kind(_ id: SyntaxTree.NodeID) -> SyntaxKind { nodes[Int(id.raw)].kind }

  /// How many children a list has.
  @inline(__always) func count(_ list: SyntaxTree.ListID) -> Int { Int(lists[Int(list.raw)]) }

  /// The child of a list at a place, from 0.
  @inline(__always) subscript(list: SyntaxTree.ListID, index: Int) -> SyntaxTree.NodeID {
    SyntaxTree.NodeID(lists[Int(list.raw) &+ 1 &+ index])
  }

  /// The bytes a node stands on.
  @inline(__always) func source(_ id: SyntaxTree.NodeID) -> UnsafeBufferPointer<UInt8> {
    let node = self[id]
    return UnsafeBufferPointer(rebasing: text[Int(node.start)..<Int(node.end)])
  }

  /// The value of a string that stands in the file as it is, as most do: in double quotes, with
  /// neither escapes nor interpolations; otherwise nil.
  @inline(__always) func plainText(_ id: SyntaxTree.NodeID) -> UnsafeBufferPointer<UInt8>? {
    let node = self[id]
    let parts = SyntaxTree.ListID(node.a)
    guard node.kind == .string, count(parts) == 1 else { return nil }
    let part = self[parts, 0]
    guard kind(part) == .stringText else { return nil }
    return self[part].flag == .hasEscapes ? nil : source(part)
  }
}

// The compiler (Swift 6.3.1) inlines no `package` function of another module, `@inlinable` or not. These
// are small and called three and a half million times for 1,800 files: that was 8 % of binding.

extension SyntaxTree.NodeID {
  @inline(__always) init(_ raw: UInt32) { self = unsafeBitCast(raw, to: Self.self) }
}

extension SyntaxTree.ListID {
  @inline(__always) init(_ raw: UInt32) { self = unsafeBitCast(raw, to: Self.self) }
}

extension SyntaxKind {
  @inline(__always) static func == (left: SyntaxKind, right: SyntaxKind) -> Bool {
    unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
  }
}

extension SyntaxFlag {
  @inline(__always) static func == (left: SyntaxFlag, right: SyntaxFlag) -> Bool {
    unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
  }
}
