import NixLanguage
import SourceText

/// The options that the user's own modules read to decide something, from their syntax: `config.a.b`, and
/// `cfg.b` where `cfg` is `config.a`.
struct OptionReads {
  private let tree: SyntaxTree
  /// Names that stand for a part of the configuration, with its path.
  private let aliases: [String: [String]]

  init(_ tree: SyntaxTree) {
    self.tree = tree
    var aliases: [String: [String]] = ["config": []]
    for id in tree.nodeIDs {
      guard tree.kind(id) == .letIn else { continue }
      for binding in tree.children(.init(raw: tree[id].a)) where tree.kind(binding) == .binding {
        let names = tree.children(.init(raw: tree[binding].a))
        guard names.count == 1, let name = names.first,
          let path = Self.path(
            of: tree.unwrapped(.init(raw: tree[binding].b)), tree, ["config": []])
        else { continue }
        aliases[tree.text(name)] = path
      }
    }
    self.aliases = aliases
  }

  /// What is read by the set around a place, and by the conditions that the set stands under.
  func paths(around place: SourceLocation) -> [[String]] {
    var stretches: [SourceSpan] = []
    func contains(_ id: SyntaxTree.NodeID) -> Bool {
      let span = tree.span(id)
      return span.start <= place.span.start && place.span.start < span.end
    }
    // Children come before their parents, so that the first set is the innermost.
    for id in tree.nodeIDs {
      guard contains(id) else { continue }
      switch tree.kind(id) {
      case .attributeSet where stretches.isEmpty: stretches.append(tree.span(id))
      case .apply:
        stretches += tree.children(.init(raw: tree[id].b)).filter { !contains($0) }.map(tree.span)
      case .ifThenElse:
        let condition = SyntaxTree.NodeID(raw: tree[id].a)
        if !contains(condition) { stretches.append(tree.span(condition)) }
      default: break
      }
    }
    return stretches.flatMap(paths)
  }

  private func paths(in stretch: SourceSpan) -> [[String]] {
    tree.nodeIDs.compactMap { id in
      let span = tree.span(id)
      guard tree.kind(id) == .select, span.start >= stretch.start, span.end <= stretch.end else {
        return nil
      }
      return Self.path(of: id, tree, aliases)
    }
  }

  /// The path of an option that an expression selects.
  private static func path(
    of id: SyntaxTree.NodeID, _ tree: SyntaxTree, _ aliases: [String: [String]]
  ) -> [String]? {
    guard tree.kind(id) == .select, let start = aliases[tree.text(.init(raw: tree[id].a))] else {
      return nil
    }
    var content = StringContent()
    var path = start
    for name in tree.children(.init(raw: tree[id].b)) {
      guard let text = tree.staticName(name, using: &content) else { break }
      path.append(String(decoding: text, as: UTF8.self))
    }
    return path.isEmpty ? nil : path
  }
}

extension UserDefinitions {
  /// The definitions in other files of the options that decide about what stands at a place.
  func deciding(at place: SourceLocation, _ sources: CheckedSources) -> [SourceLocation] {
    guard let tree = sources.parsed[place.file.name]?.tree else { return [] }
    let paths = Set(OptionReads(tree).paths(around: place))
    return all.filter { $0.location.file != place.file && paths.contains($0.path) }
      .prefix(3).map(\.location)
  }
}
