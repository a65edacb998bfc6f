import HostModel
import NixEval
import NixLanguage
import SourceText

/// What an output has to be, by its name.
enum OutputShape {
  case derivation
  case app
  case bundler
  case template
  /// Derivations in sets of any depth.
  case jobs
  /// Only that it evaluates.
  case anything

  /// The outputs that go by system, with what each system has there: a set of such members, or one.
  static let bySystem: [(name: String, shape: OutputShape, isSet: Bool)] = [
    ("packages", .derivation, true), ("devShells", .derivation, true),
    ("checks", .derivation, true), ("apps", .app, true), ("formatter", .derivation, false),
    ("legacyPackages", .anything, false), ("bundlers", .bundler, true),
    ("defaultPackage", .derivation, false), ("devShell", .derivation, false),
    ("defaultApp", .app, false), ("defaultBundler", .bundler, false),
  ]
}

/// Compares single outputs with the shapes that Nix wants.
///
/// Against the facts only what is written at the very place is judged: a value that was computed may be
/// another one with the real nixpkgs, and a set that stands for something unknown is not to be refused.
struct OutputShapeJudgement {
  let evaluator: Evaluator
  let sources: CheckedSources
  /// Whether a real nixpkgs gave the values.
  let isFull: Bool
  let find: (Diagnostic) -> Void

  /// Where something is written and what it is there, if that is in the user's files.
  func place(of entry: AttributeEntry) -> (location: SourceLocation?, syntax: SyntaxKind?) {
    guard let name = evaluator.place(of: entry.position).flatMap(sources.location) else {
      return (nil, nil)
    }
    guard let (tree, value) = ValueLocator(sources).binding(at: name) else { return (name, nil) }
    let body = tree.unwrapped(value)
    return (tree.location(value), kind(of: body, tree))
  }

  /// The kind of an expression that is plain: a literal, or the import of a file.
  private func kind(of node: SyntaxTree.NodeID, _ tree: SyntaxTree) -> SyntaxKind? {
    let kind = tree.kind(node)
    switch kind {
    case .string, .indentedString, .integer, .float, .list, .path, .attributeSet, .recursiveSet,
      .lambda, .patternLambda:
      return kind
    case .identifier: return ["true", "false", "null"].contains(tree.text(node)) ? kind : nil
    case .apply:
      let arguments = tree.children(.init(raw: tree[node].b))
      let isImport =
        tree.text(.init(raw: tree[node].a)) == "import" && arguments.count == 1
        && tree.kind(tree.unwrapped(arguments[0])) == .path
      return isImport ? kind : nil
    default: return nil
    }
  }

  /// Whether an entry is to be evaluated, and a fault of its value to be told.
  func isJudged(_ entry: AttributeEntry) -> Bool { isFull || place(of: entry).syntax != nil }

  /// A set that accepts every use, as the stand-in for something unknown does.
  func isOpen(_ value: Value) -> Bool {
    value.isAttributes && value.attributes.find(evaluator.symbols.intern("__functor")) != nil
  }

  private func has(_ name: String, _ value: Value) -> Bool {
    value.attributes.find(evaluator.symbols.intern(name)) != nil
  }

  // MARK: Shapes

  /// A set of outputs, such as `packages.x86_64-linux`; false when it is none, which is told.
  func isSet(_ value: Value, of entry: AttributeEntry, named path: String) -> Bool {
    if value.isAttributes { return true }
    refuse(
      entry, "\(path) must be an attribute set, but is \(noun(value))",
      fix: "write `\(path) = { … };`")
    return false
  }

  func judge(
    _ value: Value, of entry: AttributeEntry, named path: String, as shape: OutputShape
  ) throws {
    guard !isOpen(value) else { return }
    switch shape {
    case .anything: break
    case .derivation:
      guard try !evaluator.isDerivation(value) else { return }
      refuse(
        entry, "\(path) is not a derivation, but \(noun(value))",
        fix: value.isFunction ? "call it: `pkgs.callPackage (…) { }`" : "give a package there")
    case .bundler:
      guard !value.isFunction else { return }
      refuse(
        entry, "\(path) is not a function, but \(noun(value))",
        fix: "write a function from a package to a package")
    case .app: try app(value, entry, path)
    case .template: try template(value, entry, path)
    case .jobs: try jobs(value, entry, path, depth: 0)
    }
  }

  private func app(_ value: Value, _ entry: AttributeEntry, _ path: String) throws {
    let example = "`\(path) = { type = \"app\"; program = \"${package}/bin/name\"; };`"
    guard value.isAttributes else {
      return refuse(
        entry, "the app \(path) must be an attribute set, but is \(noun(value))",
        fix: "write \(example)")
    }
    for name in ["type", "program"] where !has(name, value) {
      return refuse(entry, "the app \(path) lacks the attribute '\(name)'", fix: "write \(example)")
    }
    unknownAttributes(value, of: "the app \(path)", known: ["type", "program", "meta"])
    try string(
      "program", of: value, "the program of the app \(path)",
      fix: "write the path of the program: \"${package}/bin/name\"")
  }

  /// An attribute that has to be a string.
  private func string(_ name: String, of value: Value, _ subject: String, fix: String) throws {
    guard let entry = value.attributes.find(evaluator.symbols.intern(name)), isJudged(entry) else {
      return
    }
    let text = try evaluator.force(entry.slot)
    guard !text.isString else { return }
    refuse(entry, "\(subject) must be a string, but is \(noun(text))", fix: fix)
  }

  private func template(_ value: Value, _ entry: AttributeEntry, _ path: String) throws {
    let example = "`\(path) = { path = ./folder; description = \"…\"; };`"
    guard value.isAttributes else {
      return refuse(
        entry, "the template \(path) must be an attribute set, but is \(noun(value))",
        fix: "write \(example)")
    }
    for name in ["path", "description"] where !has(name, value) {
      return refuse(
        entry, "the template \(path) lacks the attribute '\(name)'", fix: "write \(example)")
    }
    unknownAttributes(
      value, of: "the template \(path)", known: ["path", "description", "welcomeText"])
    try string(
      "description", of: value, "the description of the template \(path)",
      fix: "write it as a string")
    guard let folder = value.attributes.find(evaluator.symbols.intern("path")), isJudged(folder)
    else { return }
    let source = try evaluator.force(folder.slot)
    guard source.isPath, source.pathString.text.hasPrefix(CheckedSources.path + "/") else { return }
    let relative = String(source.pathString.text.dropFirst(CheckedSources.path.utf8.count + 1))
    let isThere = sources.tree.paths.contains { $0 == relative || $0.hasPrefix(relative + "/") }
    if !isThere {
      refuse(
        folder, "the template \(path) is to be at \(relative), which is not in the tree",
        fix: "give a folder that is there")
    }
  }

  private func unknownAttributes(_ value: Value, of subject: String, known: [String]) {
    for entry in value.attributes {
      let name = evaluator.symbols.name(entry.symbol).text
      guard !known.contains(name) else { continue }
      let location = evaluator.place(of: entry.position).flatMap(sources.location)
      find(
        .error(
          "wrong-output", "\(subject) has an unsupported attribute '\(name)'", at: location,
          fix: Suggestion.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
            ?? "remove it"))
    }
  }

  /// Sets of jobs within sets are followed so far.
  private static let depthLimit = 8

  private func jobs(
    _ value: Value, _ entry: AttributeEntry, _ path: String, depth: Int
  ) throws {
    guard value.isAttributes else {
      return refuse(
        entry, "\(path) must be a derivation or a set of them, but is \(noun(value))",
        fix: "give a package there")
    }
    guard depth < Self.depthLimit, !isOpen(value), try !evaluator.isDerivation(value) else {
      return
    }
    for inner in try evaluator.sortedByName(value.attributes) where isJudged(inner) {
      let name = evaluator.symbols.name(inner.symbol).text
      try jobs(try evaluator.force(inner.slot), inner, "\(path).\(name)", depth: depth + 1)
    }
  }

  // MARK: Overlays

  /// The name of the first argument of a function that is written at a place; nil for others.
  private func firstArgument(of entry: AttributeEntry) -> (name: String, location: SourceLocation)?
  {
    guard let name = evaluator.place(of: entry.position).flatMap(sources.location),
      let (tree, value) = ValueLocator(sources).binding(at: name)
    else { return nil }
    let function = tree.unwrapped(value)
    guard tree.kind(function) == .lambda else { return nil }
    let argument = SyntaxTree.NodeID(raw: tree[function].a)
    return (tree.text(argument), tree.location(argument))
  }

  /// Tells of an overlay that works, but that `nix flake check` refuses for the names it gives.
  func argumentNames(ofOverlay entry: AttributeEntry, named path: String) {
    guard let (name, location) = firstArgument(of: entry), !["final", "_", "_final"].contains(name)
    else { return }
    find(
      .warning(
        "overlay-arguments",
        "nix flake check refuses \(path): the first argument of an overlay must be called 'final'",
        at: location, fix: "write `final: prev:`"))
  }

  // MARK: Findings

  private func refuse(_ entry: AttributeEntry, _ message: String, fix: String) {
    let place = place(of: entry)
    guard isFull || place.syntax != nil else { return }
    find(.error("wrong-output", message, at: place.location, fix: fix))
  }

  /// What a value is, in words.
  func noun(_ value: Value) -> String {
    switch value.kind {
    case .thunk: "something else"
    case .integer: "an integer"
    case .float: "a float"
    case .boolean: "a Boolean"
    case .string: "a string"
    case .path: "a path"
    case .null: "null"
    case .attributes: "an attribute set"
    case .list: "a list"
    case .function: "a function"
    }
  }
}
