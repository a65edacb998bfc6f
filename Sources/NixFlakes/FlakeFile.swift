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
    /// `github`, `path`, `indirect` … when written as attributes.
    package var type: String?
    package var owner: String?
    package var repo: String?
    /// The input this one is: `inputs.x.follows = "y"`.
    package var follows: String?
    package var followsSpan: SourceSpan?
    package var isFlake = true
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

  private static let attributes = ["description", "edition", "inputs", "nixConfig", "outputs"]

  /// Reads the tree of a `flake.nix`; what breaks Nix's rules comes back as diagnostics.
  package static func read(_ tree: SyntaxTree) -> (FlakeFile?, [Diagnostic]) {
    let root = tree.unwrapped(tree.root)
    guard tree.kind(root) == .attributeSet else {
      return (
        nil,
        [
          .error(
            "flake-not-a-set", "flake.nix must be an attribute set, written literally",
            at: tree.location(root),
            fix: "write `{ inputs = …; outputs = …; }` without `let`, `rec` or a function around it"
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
    let leaves = AttributeLeaves(root, of: tree) { $0.first == "inputs" || $0.first == "nixConfig" }
    for binding in leaves.computed {
      diagnostics.append(
        .error(
          "computed-input", "flake.nix is read without evaluating it: this must be literal",
          at: tree.location(binding), fix: "write the names and values themselves"))
    }
    for leaf in leaves.leaves {
      switch leaf.path[0] {
      case "description": description = tree.literalText(leaf.value)
      case "inputs": readInput(leaf, &diagnostics)
      case "outputs": readOutputs(leaf, &diagnostics)
      case "nixConfig":
        if leaf.path.count > 1 {
          configuration.append((leaf.path[1], tree.span(leaf.names[1])))
        }
      case "edition": break
      default:
        let name = leaf.path[0]
        diagnostics.append(
          .error(
            "unknown-flake-attribute", "flake.nix has an unsupported attribute '\(name)'",
            at: tree.location(leaf.names[0]),
            fix: Suggestion.nearest(to: name, among: Self.attributes)
              .map { "did you mean `\($0)`?" }))
      }
    }
    if !outputs.exists {
      diagnostics.append(
        .error(
          "no-outputs", "flake.nix has no attribute 'outputs'", at: tree.location(root),
          fix: "add `outputs = { self, nixpkgs, ... }: { … };`"))
    }
  }

  // MARK: Inputs

  private mutating func readInput(_ leaf: AttributeLeaves.Leaf, _ diagnostics: inout [Diagnostic]) {
    guard leaf.path.count > 1 else {
      if tree.kind(leaf.value) != .attributeSet {
        diagnostics.append(
          .error(
            "computed-input", "the inputs of a flake must be a literal attribute set",
            at: tree.location(leaf.value)))
      }
      return
    }
    Self.store(leaf, from: 1, in: &inputs, tree, &diagnostics)
  }

  /// Sets what `inputs.NAME.…` says, below any number of `inputs`.
  private static func store(
    _ leaf: AttributeLeaves.Leaf, from index: Int, in inputs: inout [Input], _ tree: SyntaxTree,
    _ diagnostics: inout [Diagnostic]
  ) {
    let name = leaf.path[index]
    let position: Int
    if let found = inputs.firstIndex(where: { $0.name == name }) {
      position = found
    } else {
      inputs.append(Input(name: name, nameSpan: tree.span(leaf.names[index])))
      position = inputs.count - 1
    }
    guard index + 1 < leaf.path.count else { return }
    let attribute = leaf.path[index + 1]
    if attribute == "inputs" {
      guard index + 2 < leaf.path.count else { return }
      store(leaf, from: index + 2, in: &inputs[position].inputs, tree, &diagnostics)
      return
    }
    let value = tree.unwrapped(leaf.value)
    if attribute == "flake" {
      inputs[position].isFlake = tree.text(value) != "false"
      return
    }
    let text = tree.literalText(value)
    let isLiteral =
      text != nil || tree.kind(value) == .integer
      || ["true", "false"].contains(tree.kind(value) == .identifier ? tree.text(value) : "")
    guard isLiteral else {
      diagnostics.append(
        .error(
          "computed-input",
          "the input '\(name)' is computed: Nix reads the inputs without evaluating anything",
          at: tree.location(leaf.value), fix: "write the \(attribute) as one plain string"))
      return
    }
    switch attribute {
    case "url", "path": inputs[position].url = text
    case "type": inputs[position].type = text
    case "owner": inputs[position].owner = text
    case "repo", "id": inputs[position].repo = text
    case "follows":
      inputs[position].follows = text
      inputs[position].followsSpan = tree.span(value)
    default: break
    }
  }

  // MARK: Outputs

  private mutating func readOutputs(
    _ leaf: AttributeLeaves.Leaf, _ diagnostics: inout [Diagnostic]
  ) {
    let function = tree.unwrapped(leaf.value)
    guard leaf.path.count == 1, [.lambda, .patternLambda].contains(tree.kind(function)) else {
      // `import ./outputs.nix` and other computed functions are judged when they are called.
      let isSet = [.attributeSet, .recursiveSet, .list, .string].contains(tree.kind(function))
      if leaf.path.count > 1 || isSet {
        diagnostics.append(
          .error(
            "outputs-not-a-function", "the outputs of a flake must be a function of its inputs",
            at: tree.location(leaf.value), fix: "write `outputs = { self, nixpkgs, ... }: { … };`"))
      }
      outputs = function
      return
    }
    outputs = function
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
