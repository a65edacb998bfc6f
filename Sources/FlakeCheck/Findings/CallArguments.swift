import NixEval
import NixLanguage
import SourceText

/// Arguments of calls, by their syntax.
extension ValueLocator {
  /// The name of an argument where it is written, in the innermost call around a place that has it, and
  /// the text of the function that is called.
  func argument(
    _ name: String, ofCallAt location: SourceLocation
  ) -> (location: SourceLocation, function: String)? {
    guard let tree = tree(of: location) else { return nil }
    let start = location.span.start
    // Children come before their parents, so that the first one is the innermost.
    for id in tree.nodeIDs {
      let node = tree[id]
      guard node.kind == .apply, Int(node.start) <= start, start < Int(node.end) else { continue }
      for argument in tree.children(.init(raw: node.b)) {
        let set = tree.unwrapped(argument)
        guard [.attributeSet, .recursiveSet].contains(tree.kind(set)) else { continue }
        if let found = Self.names(of: set, tree).first(where: { $0.name == name }) {
          return (tree.location(found.node), tree.text(.init(raw: node.a)))
        }
      }
    }
    return nil
  }

  /// Another name of the set that has one at a place: another argument of the same call.
  func neighbour(_ name: String, ofNameAt place: SourceLocation) -> (SyntaxTree, BoundName)? {
    guard let tree = tree(of: place) else { return nil }
    for id in tree.nodeIDs {
      guard [.attributeSet, .recursiveSet].contains(tree.kind(id)) else { continue }
      let names = Self.names(of: id, tree)
      guard names.contains(where: { tree.span($0.node).start == place.span.start }) else {
        continue
      }
      return names.first { $0.name == name }.map { (tree, $0) }
    }
    return nil
  }

  /// A name that a set binds, and the value if it is written there.
  typealias BoundName = (name: String, node: SyntaxTree.NodeID, value: SyntaxTree.NodeID?)

  /// The first names of the bindings of a set, also of those it inherits.
  static func names(of set: SyntaxTree.NodeID, _ tree: SyntaxTree) -> [BoundName] {
    var names: [BoundName] = []
    var content = StringContent()
    for binding in tree.children(.init(raw: tree[set].a)) {
      let isInherited = tree.kind(binding) != .binding
      let path = tree.children(.init(raw: tree[binding].a))
      for node in isInherited ? Array(path) : Array(path.prefix(1)) {
        guard let text = tree.staticName(node, using: &content) else { continue }
        let value: SyntaxTree.NodeID? =
          isInherited || path.count > 1 ? nil : .init(raw: tree[binding].b)
        names.append((String(decoding: text, as: UTF8.self), node, value))
      }
    }
    return names
  }
}

extension ErrorFinding {
  /// The argument of the call that makes the host from which an option of `nixpkgs` has its value: `pkgs`.
  func argumentOfHost(_ message: String, _ context: Context) -> SourceLocation? {
    guard let option = MessageWords(message).option, option.count == 2, option[0] == "nixpkgs"
    else { return nil }
    return argumentOfHost(named: option[1], context)
  }

  /// An argument of the call that makes the host.
  func argumentOfHost(named name: String, _ context: Context) -> SourceLocation? {
    context.host.flatMap { ValueLocator(sources).neighbour(name, ofNameAt: $0) }
      .map { tree, argument in tree.location(argument.node) }
  }

  /// An argument that a function does not take is told where it is written.
  func placeUnexpectedArgument(_ finding: inout Diagnostic, _ failure: EvaluationFailure) {
    let before = "called with unexpected argument '"
    let parts = failure.message.split(separator: before, maxSplits: 1)
    guard parts.count == 2, let name = parts[1].split(separator: "'").first,
      let call = finding.location,
      let (place, function) = ValueLocator(sources).argument(String(name), ofCallAt: call)
    else { return }
    finding.location = place
    guard !function.hasSuffix("override") else { return }
    finding.code = "unexpected-argument"
    finding.message = "\(function) takes no argument '\(name)'"
    finding.fix = failure.suggestions.first.map { "did you mean `\($0)`?" } ?? finding.fix
  }
}

extension FactsEvaluation {
  /// The system that the call of `nixosSystem` names as plain text.
  func systemOfCall(_ context: ErrorFinding.Context) -> (name: String, location: SourceLocation)? {
    guard let modules = context.host,
      let (tree, argument) = ValueLocator(sources).neighbour("system", ofNameAt: modules),
      let value = argument.value, let text = tree.literalText(tree.unwrapped(value))
    else { return nil }
    return (text, tree.location(value))
  }

  /// Tells of a system that counts for nothing, as a module sets another platform.
  func compare(
    _ system: (name: String, location: SourceLocation),
    withPlatformOf context: ErrorFinding.Context
  ) {
    guard let place = context.platform,
      let (tree, value) = ValueLocator(sources).binding(at: place)
    else { return }
    var node = tree.unwrapped(value)
    // Through `lib.mkDefault "…"`.
    if tree.kind(node) == .apply, let last = tree.children(.init(raw: tree[node].b)).last {
      node = tree.unwrapped(last)
    }
    guard let platform = tree.literalText(node), platform != system.name else { return }
    outcome.findings.append(
      .warning(
        "system-without-effect",
        "`system` has no effect: the modules of the host set nixpkgs.hostPlatform to \(platform)",
        at: system.location,
        notes: [.init("the platform is set here", at: tree.location(node))],
        fix: "remove `system`, or set the platform that is meant"))
  }
}
