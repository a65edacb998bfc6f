import NixLanguage
package import SourceText

/// One attribute that a file of the tree defines: an option of NixOS, or a part of flake or overlay.
package struct OptionDefinition: Sendable, Hashable {
  /// `["hardware", "nvidia", "open"]`
  package var path: [String]
  /// The file relative to the tree, and the lines of the definition, from 1.
  package var file: String
  package var lines: ClosedRange<Int>
  /// What is written behind the equals sign.
  package var value: String

  /// `hardware.nvidia.open`, with quotes where Nix wants them.
  package var name: String { NixName.attributePath(path) }

  /// All definitions of a file in its order; none of a file that does not parse.
  package static func all(in file: SourceFile) -> [OptionDefinition] {
    let parsed = Parser.parse(file)
    guard parsed.isWhole else { return [] }
    let tree = parsed.tree
    guard let body = body(of: tree) else { return [] }
    return AttributeLeaves(body, of: tree).leaves.map { leaf in
      let start = leaf.names.last.map { tree.span($0).start } ?? tree.span(leaf.value).start
      let end = max(start, tree.span(leaf.value).end - 1)
      return OptionDefinition(
        path: leaf.path, file: file.name,
        lines: file.position(at: start).line...file.position(at: end).line,
        value: tree.text(leaf.value))
    }
  }

  /// The set that a module or overlay comes to: functions are gone through.
  private static func body(of tree: SyntaxTree) -> SyntaxTree.NodeID? {
    var node = tree.unwrapped(tree.root)
    while tree.kind(node) == .patternLambda || tree.kind(node) == .lambda {
      node = tree.unwrapped(SyntaxTree.NodeID(raw: tree[node].c))
    }
    return tree.kind(node) == .attributeSet ? node : nil
  }
}
