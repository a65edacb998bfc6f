package import NixLanguage
package import SourceText

/// What a `flake.nix` declares, read from its syntax as Nix does: without evaluating anything.
package struct FlakeFile: Sendable {
  /// One input.
  package struct Input: Sendable {
    package var name: String
    package var nameSpan: SourceSpan
    /// `url`, or the path of a `type = "path"`.
    package var url: String?
    var urlSpan: SourceSpan?
    /// `github`, `path`, `indirect` … when written as attributes.
    package var type: String?
    package var owner: String?
    package var repo: String?
    /// The input this one is: `inputs.x.follows = "y"`.
    package var follows: String?
    package var followsSpan: SourceSpan?
    package var isFlake = true
    /// Names that are written of it, besides `inputs`.
    var attributes: [(name: String, span: SourceSpan)] = []
    /// Overridden inputs of the input.
    package var inputs: [Input] = []

    init(name: String, nameSpan: SourceSpan) {
      self.name = name
      self.nameSpan = nameSpan
    }
  }

  package let tree: SyntaxTree
  package var description: String?
  package var inputs: [Input] = []
  /// Names that `outputs` takes; nil when it takes any set under one name.
  package var arguments: [Argument]?
  package var hasEllipsis = false
  /// The place of `outputs`' function.
  package var outputs: SyntaxTree.NodeID = .none
  /// Names set in `nixConfig`.
  package var configuration: [(name: String, span: SourceSpan)] = []

  package struct Argument: Sendable {
    package let name: String
    package let span: SourceSpan
    package let hasDefault: Bool
  }

  private static let attributes = ["description", "inputs", "nixConfig", "outputs"]

  /// Reads the tree of a `flake.nix`; what breaks Nix's rules comes back as diagnostics.
  package static func read(_ tree: SyntaxTree) -> (FlakeFile?, [Diagnostic]) {
    let root = tree.unwrapped(tree.root)
    guard [.attributeSet, .recursiveSet].contains(tree.kind(root)) else {
      return (
        nil,
        [
          .error(
            "flake-not-a-set", "flake.nix must be an attribute set, written literally",
            at: tree.location(root),
            fix: "write `{ inputs = …; outputs = …; }` without `let` or a function around it"
          )
        ]
      )
    }
    var file = FlakeFile(tree: tree)
    var diagnostics: [Diagnostic] = []
    file.read(root, &diagnostics)
    return (file, diagnostics)
  }

  private init(tree: SyntaxTree) { self.tree = tree }

  private mutating func read(_ root: SyntaxTree.NodeID, _ diagnostics: inout [Diagnostic]) {
    let leaves = AttributeLeaves(root, of: tree) {
      ["description", "inputs", "nixConfig"].contains($0.first)
    }
    // Names at the top are evaluated, so that one of these may be any attribute.
    let topLevel = tree.children(.init(raw: tree[root].a))
    var hasComputedNames = false
    for binding in leaves.computed {
      if tree.kind(binding) == .binding, topLevel.contains(binding) {
        hasComputedNames = true
        continue
      }
      diagnostics.append(
        .error(
          "computed-input", "flake.nix is read without evaluating it: this must be literal",
          at: tree.location(binding), fix: "write the names and values themselves"))
    }
    var reader = FlakeInputReader(tree: tree)
    for leaf in leaves.leaves {
      switch leaf.path[0] {
      case "description": readDescription(leaf, &diagnostics)
      case "inputs": reader.read(leaf)
      case "outputs": readOutputs(leaf, &diagnostics)
      case "nixConfig": readSetting(leaf, &diagnostics)
      default:
        let name = leaf.path[0]
        let near = Suggestion.nearest(to: name, among: Self.attributes)
        diagnostics.append(
          .error(
            "unknown-flake-attribute", "flake.nix has an unsupported attribute '\(name)'",
            at: tree.location(leaf.names[0]),
            fix: near.map { "did you mean `\($0)`?" }
              ?? "remove it: a flake has \(Self.attributes.joined(separator: ", "))"))
      }
    }
    (inputs, diagnostics) = reader.finish(after: diagnostics)
    if !outputs.exists, !hasComputedNames {
      diagnostics.append(
        .error(
          "no-outputs", "flake.nix has no attribute 'outputs'", at: tree.location(root),
          fix: "add `outputs = { self, nixpkgs, ... }: { … };`"))
    }
  }

  // MARK: Description and settings

  private mutating func readDescription(
    _ leaf: AttributeLeaves.Leaf, _ diagnostics: inout [Diagnostic]
  ) {
    let value = leaf.path.count > 1 ? .set : FlakeValue(leaf, of: tree)
    description = value.text
    guard !value.isOf(.string) else { return }
    diagnostics.append(
      .wrongFlakeValue(
        "the description of the flake", value, .string, at: tree.location(leaf.value),
        fix: "write it as one plain string"))
  }

  private mutating func readSetting(
    _ leaf: AttributeLeaves.Leaf, _ diagnostics: inout [Diagnostic]
  ) {
    guard leaf.path.count > 1 else {
      let value = FlakeValue(leaf, of: tree)
      guard !value.isOf(.set) else { return }
      diagnostics.append(
        .wrongFlakeValue(
          "nixConfig", value, .set, at: tree.location(leaf.value),
          fix: "write the settings and values themselves: `nixConfig = { … };`"))
      return
    }
    let name = leaf.path[1]
    configuration.append((name, tree.span(leaf.names[1])))
    let value = leaf.path.count > 2 ? .set : FlakeValue(leaf, of: tree)
    guard value.isOf(.setting) else {
      diagnostics.append(
        .wrongFlakeValue(
          "the setting nixConfig.\(name)", value, .setting, at: tree.location(leaf.value),
          fix: "write its value itself"))
      return
    }
    guard case .list = value else { return }
    for element in tree.children(.init(raw: tree[tree.unwrapped(leaf.value)].a)) {
      let value = FlakeValue(element, of: tree, mayBeName: leaf.isInRecursiveSet)
      guard !value.isOf(.string) else { continue }
      diagnostics.append(
        .wrongFlakeValue(
          "an element of nixConfig.\(name)", value, .string, at: tree.location(element),
          fix: "write it as one plain string"))
    }
  }

  // MARK: Outputs

  private mutating func readOutputs(
    _ leaf: AttributeLeaves.Leaf, _ diagnostics: inout [Diagnostic]
  ) {
    let function = tree.unwrapped(leaf.value)
    let value = leaf.path.count > 1 ? .set : FlakeValue(leaf, of: tree)
    outputs = function
    guard case .function = value else {
      if case .name = value { return }
      // Computed functions too: Nix takes no other than one that is written here.
      diagnostics.append(
        .error(
          "outputs-not-a-function",
          "the outputs of a flake must be a function of its inputs, written here",
          at: tree.location(leaf.value),
          fix: tree.kind(function) == .apply
            ? "write `outputs = inputs: \(tree.shortText(function)) inputs;`"
            : "write `outputs = { self, nixpkgs, ... }: { … };`"))
      return
    }
    guard tree.kind(function) == .patternLambda else { return }
    let formals = SyntaxTree.NodeID(raw: tree[function].b)
    hasEllipsis = tree[formals].flag == .hasEllipsis
    arguments = tree.children(.init(raw: tree[formals].a)).map { formal in
      let name = SyntaxTree.NodeID(raw: tree[formal].a)
      return Argument(
        name: tree.text(name), span: tree.span(name), hasDefault: tree[formal].b != 0)
    }
  }
}
