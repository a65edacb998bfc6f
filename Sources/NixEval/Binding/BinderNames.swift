import NixLanguage

/// The names of a file, interned before anything is bound.
///
/// The order of symbols can be seen: attributes are evaluated in it, so that it decides which of two
/// errors comes first, and so are the definitions of a set bound. Nix makes symbols while it parses,
/// each when its parser has read the construct that the name belongs to.
extension Binder {
  /// Interns the names in the order of Nix's parser: where they stand, but the argument of a
  /// function when its body is read, and that of a formal after its default. The nodes of a tree are in
  /// this order already, children before their parents.
  mutating func internNames() throws {
    let symbols = evaluator.symbols
    func intern(_ raw: UInt32) {
      names.initializeElement(at: Int(raw), to: symbols.intern(tree.source(NodeID(raw))))
    }
    for raw in 1..<UInt32(syntax.nodes.count) {
      try evaluator.checkpoint(Int(raw))
      let node = tree[NodeID(raw)]
      switch node.kind {
      case .identifier:
        if node.flag == .parameter { break }
        intern(raw)
      case .formal, .lambda: intern(node.a)
      case .patternLambda: if node.a != 0 { intern(node.a) }
      case .string, .interpolation:
        if node.flag == .attributeName { _ = constantText(NodeID(raw)) }
      default: break
      }
    }
  }
}
