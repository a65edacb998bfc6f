import HostModel
import NixLanguage
import SourceText

/// Finds syntax by places: the value behind an attribute name, an element of a list.
struct ValueLocator {
  private let sources: CheckedSources

  init(_ sources: CheckedSources) { self.sources = sources }

  func tree(of location: SourceLocation) -> SyntaxTree? {
    sources.parsed[location.file.name]?.tree
  }

  /// The value of the binding whose name is written at a place.
  func value(ofDefinitionAt location: SourceLocation) -> SourceLocation? {
    guard let (tree, value) = binding(at: location) else { return nil }
    return tree.location(value)
  }

  /// An element of the list that is the value of the binding named at a place.
  func element(_ index: Int, ofDefinitionAt location: SourceLocation) -> SourceLocation? {
    guard let (tree, value) = binding(at: location) else { return nil }
    var node = value
    // Through `with pkgs;` and parentheses.
    while true {
      switch tree.kind(node) {
      case .parenthesized: node = .init(raw: tree[node].a)
      case .with: node = .init(raw: tree[node].b)
      case .list:
        let elements = tree.children(.init(raw: tree[node].a))
        return elements.indices.contains(index) ? tree.location(elements[index]) : nil
      default: return nil
      }
    }
  }

  /// A binding of a name, or of something below it, anywhere in a file.
  func binding(named name: String, in tree: SyntaxTree) -> SourceLocation? {
    var content = StringContent()
    for id in tree.nodeIDs {
      guard tree.kind(id) == .binding else { continue }
      let names = tree.children(.init(raw: tree[id].a))
      guard let first = names.first, let text = tree.staticName(first, using: &content),
        text.elementsEqual(name.utf8)
      else { continue }
      return tree.location(first)
    }
    return nil
  }

  /// A formal argument of the function a file consists of.
  func formal(_ name: String, in path: String) -> SourceLocation? {
    guard let tree = sources.parsed[path]?.tree, tree.kind(tree.root) == .patternLambda else {
      return nil
    }
    let formals = SyntaxTree.NodeID(raw: tree[tree.root].b)
    for formal in tree.children(.init(raw: tree[formals].a)) {
      let id = SyntaxTree.NodeID(raw: tree[formal].a)
      if tree.text(id) == name { return tree.location(id) }
    }
    return nil
  }

  /// A name or a string inside the value of the binding named at a place.
  func word(_ text: String, inDefinitionAt location: SourceLocation) -> SourceLocation? {
    guard let (tree, value) = binding(at: location) else { return nil }
    return word(text, inside: tree.location(value))
  }

  /// A name or a string inside a stretch of a file.
  func word(_ text: String, inside location: SourceLocation) -> SourceLocation? {
    guard let tree = sources.parsed[location.file.name]?.tree else { return nil }
    let span = location.span
    return find(in: tree) { id in
      let node = tree[id]
      guard Int(node.start) >= span.start, Int(node.end) <= span.end else { return false }
      switch node.kind {
      case .identifier: return tree.source(id).elementsEqual(text.utf8)
      case .string: return tree.source(id).dropFirst().dropLast().elementsEqual(text.utf8)
      default: return false
      }
    }
  }

  /// A name or a string in any file.
  func word(_ text: String) -> SourceLocation? {
    inAnyFile { _, tree in word(text, inside: tree.location(tree.root)) }
  }

  /// A string with a text, anywhere in a file.
  func string(_ text: String, in tree: SyntaxTree) -> SourceLocation? {
    find(in: tree) { id in
      tree.kind(id) == .string && tree.source(id).dropFirst().dropLast().elementsEqual(text.utf8)
    }
  }

  /// What a search finds in the first file that has it; told are the file's path and what is in it.
  func inAnyFile(_ search: (String, SyntaxTree) -> SourceLocation?) -> SourceLocation? {
    for path in sources.tree.paths {
      if let tree = sources.parsed[path]?.tree, let found = search(path, tree) { return found }
    }
    return nil
  }

  /// The first node that satisfies a condition.
  func find(
    in tree: SyntaxTree, where condition: (SyntaxTree.NodeID) -> Bool
  ) -> SourceLocation? {
    for id in tree.nodeIDs {
      if condition(id) { return tree.location(id) }
    }
    return nil
  }

  /// The argument pattern of the function a file consists of.
  func formals(of path: String) -> SourceLocation? {
    guard let tree = sources.parsed[path]?.tree, tree.kind(tree.root) == .patternLambda else {
      return nil
    }
    return tree.location(.init(raw: tree[tree.root].b))
  }

  /// The value of the binding whose name is written at a place, as syntax.
  func binding(at location: SourceLocation) -> (SyntaxTree, SyntaxTree.NodeID)? {
    guard let tree = sources.parsed[location.file.name]?.tree else { return nil }
    for id in tree.nodeIDs {
      guard tree.kind(id) == .binding else { continue }
      for name in tree.children(.init(raw: tree[id].a))
      where Int(tree[name].start) == location.span.start {
        return (tree, SyntaxTree.NodeID(raw: tree[id].b))
      }
    }
    return nil
  }
}
