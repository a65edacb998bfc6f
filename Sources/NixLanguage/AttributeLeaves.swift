/// The attributes of nested literal sets as paths: `inputs = { a.url = "x"; }` has the one leaf
/// `inputs.a.url`. A set without attributes is a leaf itself.
package struct AttributeLeaves {
  package struct Leaf {
    package let path: [String]
    /// Where each part of the path is written.
    package let names: [SyntaxTree.NodeID]
    package let value: SyntaxTree.NodeID
    /// Whether a set around it is recursive, so that a name in the value may be an attribute.
    package let isInRecursiveSet: Bool
  }

  package private(set) var leaves: [Leaf] = []
  /// Bindings that are not literal: computed names, `inherit`.
  package private(set) var computed: [SyntaxTree.NodeID] = []

  /// As deep as flakes need: `inputs.a.inputs.b.inputs.c.follows` and some more.
  private static let depthLimit = 32

  package init(
    _ set: SyntaxTree.NodeID, of tree: SyntaxTree, descend: (([String]) -> Bool)? = nil
  ) {
    collect(set, tree, Outer(), descend: descend ?? { _ in true })
  }

  /// What stands around a set.
  private struct Outer {
    var path: [String] = []
    var names: [SyntaxTree.NodeID] = []
    var isRecursive = false
  }

  private mutating func collect(
    _ set: SyntaxTree.NodeID, _ tree: SyntaxTree, _ outer: Outer, descend: ([String]) -> Bool
  ) {
    var outer = outer
    if tree.kind(set) == .recursiveSet { outer.isRecursive = true }
    var content = StringContent()
    for binding in tree.children(.init(raw: tree[set].a)) {
      guard tree.kind(binding) == .binding else {
        computed.append(binding)
        continue
      }
      var inner = outer
      var isLiteral = true
      for name in tree.children(.init(raw: tree[binding].a)) {
        guard let text = tree.staticName(name, using: &content) else {
          isLiteral = false
          break
        }
        inner.path.append(String(decoding: text, as: UTF8.self))
        inner.names.append(name)
      }
      guard isLiteral else {
        computed.append(binding)
        continue
      }
      let value = SyntaxTree.NodeID(raw: tree[binding].b)
      let body = tree.unwrapped(value)
      let isSet = [.attributeSet, .recursiveSet].contains(tree.kind(body))
      let isEmpty = isSet && tree.count(.init(raw: tree[body].a)) == 0
      if isSet, !isEmpty, inner.path.count < Self.depthLimit, descend(inner.path) {
        collect(body, tree, inner, descend: descend)
      } else {
        leaves.append(
          Leaf(
            path: inner.path, names: inner.names, value: value,
            isInRecursiveSet: inner.isRecursive))
      }
    }
  }
}

extension SyntaxTree {
  /// The node without parentheses around it.
  package func unwrapped(_ id: NodeID) -> NodeID {
    var id = id
    while kind(id) == .parenthesized { id = NodeID(raw: self[id].a) }
    return id
  }

  /// The text of a string without interpolation.
  package func literalText(_ id: NodeID) -> String? {
    switch kind(id) {
    case .string, .indentedString:
      var content = StringContent()
      content.read(id, of: self)
      return content.isStatic ? String(decoding: content.bytes, as: UTF8.self) : nil
    case .uri: return text(id)
    case .path:
      return count(.init(raw: self[id].a)) == 0 ? text(id) : nil
    default: return nil
    }
  }
}
