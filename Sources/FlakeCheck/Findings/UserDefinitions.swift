import HostModel
import NixLanguage
import SourceText

/// What the user's files define, read from their syntax: the attributes with their paths, as far as these
/// are written out.
///
/// NixOS often names an option or a value and no place. This finds places without evaluating
/// anything, so it may find too many: sets that nobody uses, both branches of a condition. It is asked
/// only where something was refused already.
struct UserDefinitions {
  struct Definition: Equatable {
    /// From the outermost option on: `services`, `nginx`, `enable`.
    let path: [String]
    /// The attribute's name.
    let location: SourceLocation
    /// Strings, numbers and names of files that are the value, or given to a function or in a list that is.
    var texts: [String] = []
  }

  private(set) var all: [Definition] = []

  /// Syntax nested deeper than this is no configuration; the tree allows more than a stack holds.
  private static let depthLimit = 150
  /// Lists of modules: what is in them begins anew.
  private static let moduleLists: Set<String> = ["imports", "modules", "sharedModules"]

  init(_ sources: CheckedSources) {
    for path in sources.tree.paths {
      guard let tree = sources.parsed[path]?.tree else { continue }
      collect(tree.root, tree, below: [], depth: 0)
    }
  }

  private mutating func collect(
    _ id: SyntaxTree.NodeID, _ tree: SyntaxTree, below path: [String], depth: Int
  ) {
    guard depth < Self.depthLimit, id.exists else { return }
    let node = tree[id]
    func each(_ ids: some Sequence<SyntaxTree.NodeID>, below path: [String]) {
      for id in ids { collect(id, tree, below: path, depth: depth + 1) }
    }
    let a = SyntaxTree.NodeID(raw: node.a)
    let b = SyntaxTree.NodeID(raw: node.b)
    let c = SyntaxTree.NodeID(raw: node.c)
    switch node.kind {
    case .parenthesized: each([a], below: path)
    case .attributeSet, .recursiveSet:
      for binding in tree.children(.init(raw: node.a)) {
        collect(binding: binding, tree, below: path, depth)
      }
    case .list:
      let isOfModules = path.last.map(Self.moduleLists.contains) ?? false
      each(tree.children(.init(raw: node.a)), below: isOfModules ? [] : path)
    case .lambda, .patternLambda: each([c], below: path)
    case .letIn:
      for binding in tree.children(.init(raw: node.a)) {
        collect(binding: binding, tree, below: [], depth)
      }
      each([b], below: path)
    case .with, .assert: each([b], below: path)
    case .ifThenElse: each([b, c], below: path)
    // `mkIf condition { … }`: what is given to a function stands for what it makes of it.
    case .apply: each(tree.children(.init(raw: node.b)), below: path)
    case .update, .concatenate: each([a, b], below: path)
    default: break
    }
  }

  private mutating func collect(
    binding: SyntaxTree.NodeID, _ tree: SyntaxTree, below outer: [String], _ depth: Int
  ) {
    let names = tree.children(.init(raw: tree[binding].a))
    var content = StringContent()
    var path = outer
    if tree.kind(binding) != .binding {
      for name in names {
        guard let text = tree.staticName(name, using: &content) else { continue }
        add(outer + [String(decoding: text, as: UTF8.self)], tree.location(name))
      }
      return
    }
    for name in names {
      guard let text = tree.staticName(name, using: &content) else { break }
      path.append(String(decoding: text, as: UTF8.self))
    }
    let value = SyntaxTree.NodeID(raw: tree[binding].b)
    if let first = names.first { add(path, tree.location(first), Self.texts(value, tree)) }
    collect(value, tree, below: path, depth: depth + 1)
  }

  private mutating func add(
    _ path: [String], _ location: SourceLocation, _ texts: [String] = []
  ) {
    let path = path.first == "config" ? Array(path.dropFirst()) : path
    if !path.isEmpty { all.append(Definition(path: path, location: location, texts: texts)) }
  }

  private static func texts(_ value: SyntaxTree.NodeID, _ tree: SyntaxTree) -> [String] {
    let value = tree.unwrapped(value)
    switch tree.kind(value) {
    case .list: return tree.children(.init(raw: tree[value].a)).compactMap { text($0, tree) }
    case .apply: return tree.children(.init(raw: tree[value].b)).compactMap { text($0, tree) }
    default: return [text(value, tree)].compactMap { $0 }
    }
  }

  private static func text(_ value: SyntaxTree.NodeID, _ tree: SyntaxTree) -> String? {
    switch tree.kind(value) {
    case .integer, .float: tree.text(value)
    case .path: tree.text(value).split(separator: "/").last.map(String.init)
    default: tree.literalText(value)
    }
  }

  // MARK: Looking up

  /// The definitions of a path, of what is below it, or of what it is below.
  func related(to path: [String]) -> [Definition] {
    let related = all.filter { definition in
      zip(definition.path, path).allSatisfy { $0 == $1 || $1.hasPrefix("<") }
    }
    // Those that say most of the path: not the set that everything is in.
    let most = related.map { min($0.path.count, path.count) }.max() ?? 0
    return most == 0 || most < min(2, path.count)
      ? [] : related.filter { min($0.path.count, path.count) == most }
  }

  /// The definitions whose path has the longest beginning in common with another one, of two parts at least.
  func nearest(to path: [String]) -> [Definition] {
    func common(_ definition: Definition) -> Int {
      zip(definition.path, path).prefix { $0 == $1 }.count
    }
    let most = all.map(common).max() ?? 0
    guard most >= 2 else { return [] }
    // Of the set in which several are, only these.
    return all.filter { common($0) == most && $0.path.count > most }
  }

  /// The definitions of what an option is within, `sites.a` for `sites.a.port`: the innermost that are written.
  func setting(above path: [String]) -> [Definition] {
    let above = all.filter { $0.path.count > 1 && path.starts(with: $0.path) }
    let most = above.map(\.path.count).max() ?? 0
    return above.filter { $0.path.count == most }
  }

  /// Where an option that nobody sets is likely to be set: beside others of its kind, and where the machine
  /// itself is described.
  func whereBelongs(_ path: [String]) -> [Definition] {
    let machine = ["boot", "fileSystems", "hardware", "nixpkgs"]
    guard let first = path.first else { return [] }
    let beside = all.filter { $0.path.first == first }
    guard beside.isEmpty, machine.contains(first) else { return beside }
    return all.filter { $0.path.first.map(machine.contains) ?? false }
  }

  /// The definitions of an attribute whose name has one of some words in it: `enableACME` that of `acme`.
  func naming(_ words: [String]) -> [Definition] {
    let words = words.filter { $0.utf8.count > 3 }.map { $0.lowercased() }
    return all.filter { definition in
      guard let name = definition.path.last?.lowercased() else { return false }
      return words.contains { name.contains($0) }
    }
  }

  /// The definitions of a path that may begin further inside: of `cudaCapabilities`, say.
  func ending(with path: [String]) -> [Definition] {
    all.filter { $0.path.suffix(path.count).elementsEqual(path) }
  }
}
