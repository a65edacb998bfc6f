import NixLanguage
import SourceText

/// Reads what `flake.nix` declares of its inputs, and tells what Nix would not take there.
struct FlakeInputReader {
  let tree: SyntaxTree
  private var inputs: [FlakeFile.Input] = []
  private var problems: [Diagnostic] = []

  /// What may be written of an input that names its source by a URL.
  private static let attributes = ["url", "flake", "follows", "inputs"]
  /// What may be written besides where the source is given by attributes.
  private static let sourceAttributes = [
    "type", "owner", "repo", "ref", "rev", "path", "id", "dir", "host", "narHash", "lastModified",
    "revCount", "shallow", "submodules", "allRefs", "lfs", "exportIgnore", "name", "unpack",
    "verifyCommit", "keytype", "publicKey", "publicKeys", "treeHash", "dirtyRev", "dirtyShortRev",
  ]
  /// Kinds of sources, with the attributes that they cannot do without.
  private static let types: [String: [String]] = [
    "github": ["owner", "repo"], "gitlab": ["owner", "repo"], "sourcehut": ["owner", "repo"],
    "git": ["url"], "hg": ["url"], "tarball": ["url"], "file": ["url"], "path": ["path"],
    "indirect": ["id"],
  ]
  /// What a flake may ask of its own source under the name `self`.
  private static let selfAttributes = ["submodules", "lfs"]

  init(tree: SyntaxTree) { self.tree = tree }

  /// The inputs, without `self`, which is none; what is wrong with them comes behind `earlier`.
  consuming func finish(after earlier: [Diagnostic]) -> ([FlakeFile.Input], [Diagnostic]) {
    for input in inputs { judge(input, path: input.name) }
    return (inputs.filter { $0.name != "self" }, earlier + problems)
  }

  mutating func read(_ leaf: AttributeLeaves.Leaf) {
    guard leaf.path.count > 1 else {
      let value = FlakeValue(leaf, of: tree)
      guard !value.isOf(.set) else { return }
      problems.append(
        .wrongFlakeValue(
          "the value of inputs", value, .set, at: tree.location(leaf.value),
          fix: "write the names and values themselves: `inputs = { … };`"))
      return
    }
    var inputs = inputs
    store(leaf, from: 1, in: &inputs)
    self.inputs = inputs
  }

  /// Sets what `inputs.NAME.…` says, below any number of `inputs`.
  private mutating func store(
    _ leaf: AttributeLeaves.Leaf, from index: Int, in inputs: inout [FlakeFile.Input]
  ) {
    let name = leaf.path[index]
    let position: Int
    if let found = inputs.firstIndex(where: { $0.name == name }) {
      position = found
    } else {
      inputs.append(.init(name: name, nameSpan: tree.span(leaf.names[index])))
      position = inputs.count - 1
    }
    guard index + 1 < leaf.path.count else {
      let value = FlakeValue(leaf, of: tree)
      // Below an input stands what it is to follow, unless it is a URL.
      let text = value.text ?? "…"
      let attribute = index > 1 && !text.contains(":") ? "follows" : "url"
      return expect(
        .set, value, of: "the input '\(name)'", at: leaf.value,
        fix: "write `\(leaf.path.joined(separator: ".")).\(attribute) = \"\(text)\";`")
    }
    let attribute = leaf.path[index + 1]
    if attribute == "inputs" {
      guard index + 2 < leaf.path.count else {
        return expect(
          .set, FlakeValue(leaf, of: tree), of: "the inputs of the input '\(name)'",
          at: leaf.value, fix: "write `inputs.\(name).inputs.OTHER.follows = \"…\";`")
      }
      return store(leaf, from: index + 2, in: &inputs[position].inputs)
    }
    inputs[position].attributes.append((attribute, tree.span(leaf.names[index + 1])))
    let value = leaf.path.count > index + 2 ? .set : FlakeValue(leaf, of: tree)
    set(attribute, value, leaf.value, of: &inputs[position])
  }

  private mutating func set(
    _ attribute: String, _ value: FlakeValue, _ node: SyntaxTree.NodeID,
    of input: inout FlakeFile.Input
  ) {
    let kind: FlakeValue.Kind =
      switch attribute {
      case "url": .stringOrPath
      case "follows", "type", "owner", "repo", "ref", "rev", "path", "id", "dir", "host", "narHash":
        .string
      case "flake": .boolean
      default: .plain
      }
    var fix = "write `\(attribute)` as one plain string"
    if attribute == "flake" { fix = "write `flake = false;`, without quotes" }
    expect(kind, value, of: "\(attribute) of the input '\(input.name)'", at: node, fix: fix)
    switch attribute {
    case "url", "path":
      input.url = value.text
      if attribute == "url" { input.urlSpan = tree.span(node) }
    case "flake": if case .boolean(let isFlake) = value { input.isFlake = isFlake }
    case "type": input.type = value.text
    case "owner": input.owner = value.text
    case "repo", "id": input.repo = value.text
    case "follows":
      input.follows = value.text
      input.followsSpan = tree.span(tree.unwrapped(node))
    default: break
    }
  }

  private mutating func expect(
    _ kind: FlakeValue.Kind, _ value: FlakeValue, of subject: String, at node: SyntaxTree.NodeID,
    fix: String
  ) {
    guard !value.isOf(kind) else { return }
    problems.append(
      .wrongFlakeValue(subject, value, kind, at: tree.location(node), fix: fix))
  }

  // MARK: What is written together

  private mutating func judge(_ input: FlakeFile.Input, path: String) {
    for inner in input.inputs { judge(inner, path: "\(path)/\(inner.name)") }
    func has(_ name: String) -> Bool { input.attributes.contains { $0.name == name } }
    func error(_ code: String, _ message: String, at span: SourceSpan, fix: String) {
      problems.append(
        .error(code, message, at: SourceLocation(file: tree.file, span: span), fix: fix))
    }
    var known = Self.attributes
    if path == "self" {
      known = Self.selfAttributes
    } else if has("type") {
      known += Self.sourceAttributes
    }
    for (name, span) in input.attributes where !known.contains(name) {
      let near = Suggestion.nearest(to: name, among: known + ["type"])
      var fix = near.map { "did you mean `\($0)`?" } ?? "remove it"
      if near == nil, Self.sourceAttributes.contains(name) {
        fix = "write it as a part of the url, or give the source by attributes with a `type`"
      }
      error(
        "unknown-input-attribute", "the input '\(path)' has an unexpected attribute '\(name)'",
        at: span, fix: fix)
    }
    if has("follows"),
      let other = input.attributes.first(where: { ["url", "type"].contains($0.name) })
    {
      error(
        "follows-with-source", "the input '\(path)' has a source and follows another input",
        at: other.span, fix: "remove `\(other.name)` or `follows`")
    }
    if let problem = input.type.flatMap({ type in typeProblem(type, has) }) {
      let span = input.attributes.first { $0.name == "type" }?.span ?? input.nameSpan
      error(
        "unsupported-source", "\(problem.message), for the input '\(path)'", at: span,
        fix: problem.fix)
    } else if !has("type"), let url = input.url, let span = input.urlSpan,
      let problem = InputURL.problem(url)
    {
      error(
        "unsupported-source", "\(problem.message), for the input '\(path)'", at: span,
        fix: problem.fix)
    }
  }

  /// What is wrong with a source that is given by attributes.
  private func typeProblem(
    _ type: String, _ has: (String) -> Bool
  ) -> (message: String, fix: String)? {
    guard let needed = Self.types[type] else {
      let near = Suggestion.nearest(to: type, among: Self.types.keys.sorted())
      return (
        "'\(type)' is no type of source",
        near.map { "did you mean `\($0)`?" }
          ?? "write one of \(Self.types.keys.sorted().joined(separator: ", "))"
      )
    }
    guard let missing = needed.first(where: { !has($0) }) else { return nil }
    return ("a source of type '\(type)' lacks the attribute '\(missing)'", "add `\(missing)`")
  }
}
