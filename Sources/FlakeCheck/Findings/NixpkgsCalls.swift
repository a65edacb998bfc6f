import HostModel
import NixLanguage
import SourceText

/// The calls `import nixpkgs { … }` of a tree: nixpkgs passes over what it does not know.
struct NixpkgsCalls {
  private let sources: CheckedSources

  private static let arguments = [
    "config", "crossOverlays", "crossSystem", "localSystem", "overlays", "platform", "stdenvStages",
    "system",
  ]
  /// Keys of `config` that are often written beside it.
  private static let configuration: Set<String> = [
    "allowAliases", "allowBroken", "allowInsecure", "allowUnfree", "allowUnfreePredicate",
    "allowUnsupportedSystem", "cudaCapabilities", "cudaSupport", "packageOverrides",
    "permittedInsecurePackages", "rocmSupport",
  ]

  init(_ sources: CheckedSources) { self.sources = sources }

  func diagnostics() -> [Diagnostic] {
    arguments.flatMap { tree, names in
      names.filter { !Self.arguments.contains($0.name) }.map { name, node, _ in
        .warning(
          "unknown-nixpkgs-argument",
          "nixpkgs has no argument '\(name)', and passes over it", at: tree.location(node),
          fix: Self.configuration.contains(name)
            ? "write `config.\(name)`"
            : Suggestion.nearest(to: name, among: Self.arguments)
              .map { "did you mean `\($0)`?" }
              ?? "nixpkgs takes \(Self.arguments.joined(separator: ", "))")
      }
    }
  }

  /// Where each call says how its package set is configured, or where one that says nothing has its arguments.
  var configurations: [SourceLocation] {
    arguments.compactMap { tree, names in
      (names.first { $0.name == "config" } ?? names.first).map { tree.location($0.node) }
    }
  }

  /// What each call is given.
  private var arguments: [(SyntaxTree, [ValueLocator.BoundName])] {
    sources.tree.paths.flatMap { path in
      sources.parsed[path].map { parsed in calls(in: parsed.tree).map { (parsed.tree, $0) } } ?? []
    }
  }

  private func calls(in tree: SyntaxTree) -> [[ValueLocator.BoundName]] {
    var found: [[ValueLocator.BoundName]] = []
    for id in tree.nodeIDs {
      guard tree.kind(id) == .apply,
        tree.source(.init(raw: tree[id].a)).elementsEqual("import".utf8)
      else { continue }
      let arguments = tree.children(.init(raw: tree[id].b))
      guard arguments.count == 2, isNixpkgs(tree.unwrapped(arguments[0]), tree) else { continue }
      let set = tree.unwrapped(arguments[1])
      guard [.attributeSet, .recursiveSet].contains(tree.kind(set)) else { continue }
      found.append(ValueLocator.names(of: set, tree))
    }
    return found
  }

  /// Whether an expression is `nixpkgs`, `inputs.nixpkgs` or one of several, as `nixpkgs-unstable`.
  private func isNixpkgs(_ node: SyntaxTree.NodeID, _ tree: SyntaxTree) -> Bool {
    let name: SyntaxTree.NodeID
    switch tree.kind(node) {
    case .identifier: name = node
    case .select:
      guard let last = tree.children(.init(raw: tree[node].b)).last else { return false }
      name = last
    default: return false
    }
    let text = tree.text(name)
    return text == "nixpkgs" || text.hasPrefix("nixpkgs-")
  }
}
