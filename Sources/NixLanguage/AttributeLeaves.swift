/// The attributes of nested literal sets as paths: `inputs = { a.url = "x"; }` has the one leaf
/// `inputs.a.url`. A set without attributes is a leaf itself.
package struct AttributeLeaves {
  package struct Leaf {
    package let path: [String]
    /// Where each part of the path is written.
    package let names: [SyntaxTree.NodeID]
    package let value: SyntaxTree.NodeID
  }

  package private(set) var leaves: [Leaf] = []
  /// Bindings that are not literal: computed names, `inherit`.
  package private(set) var computed: [SyntaxTree.NodeID] = []

  /// As deep as flakes need: `inputs.a.inputs.b.inputs.c.follows` and some more.
  private static let depthLimit = 32

  package init(
    _ set: SyntaxTree.NodeID, of tree: SyntaxTree, descend: (([String]) -> Bool)? = nil
  ) {
    collect(set, tree, path: [], names: [], descend: descend ?? { _ in true })
  }

  private mutating func collect(
    _ set: SyntaxTree.NodeID, _ tree: SyntaxTree, path: [String], names: [SyntaxTree.NodeID],
    descend: ([String]) -> Bool
  ) {
    var content = StringContent()
    for binding in tree.children(.init(raw: tree[set].a)) {
      guard tree.kind(binding) == .binding else {
        computed.append(binding)
        continue
      }
      var path = path
      var names = names
      var isLiteral = true
      for name in tree.children(.init(raw: tree[binding].a)) {
        guard let text = tree.staticName(name, using: &content) else {
          isLiteral = false
          break
        }
        path.append(String(decoding: text, as: UTF8.self))
        names.append(name)
      }
      guard isLiteral else {
        computed.append(binding)
        continue
      }
      let value = SyntaxTree.NodeID(raw: tree[binding].b)
      let isSet = tree.kind(value) == .attributeSet
      let isEmpty = isSet && tree.count(.init(raw: tree[value].a)) == 0
      if isSet, !isEmpty, path.count < Self.depthLimit, descend(path) {
        collect(value, tree, path: path, names: names, descend: descend)
      } else {
        leaves.append(Leaf(path: path, names: names, value: value))
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
