import NixLanguage
package import SourceText

/// Rules between the parts of a `flake.nix`: what `outputs` takes, what inputs follow.
package struct FlakeRules {
  private let file: FlakeFile
  /// Flakes of inputs that lie in the same tree, by input.
  private let siblings: [String: FlakeFile]

  package init(_ file: FlakeFile, siblings: [String: FlakeFile] = [:]) {
    self.file = file
    self.siblings = siblings
  }

  package func diagnostics() -> [Diagnostic] {
    arguments() + follows() + followCycles() + missingFollows() + configuration()
  }

  private func location(_ span: SourceSpan) -> SourceLocation {
    SourceLocation(file: file.tree.file, span: span)
  }

  private var inputNames: [String] { file.inputs.map(\.name) }

  /// What `outputs` takes against what it gets.
  private func arguments() -> [Diagnostic] {
    guard let arguments = file.arguments else { return [] }
    var found: [Diagnostic] = []
    for argument in arguments where !argument.hasDefault {
      let name = argument.name
      if name == "self" || inputNames.contains(name) { continue }
      let near = Suggestion.nearest(to: name, among: inputNames + ["self"])
      // An undeclared input is looked up in the registry, where these stand.
      if near == nil, KnownInput.registry.contains(name) { continue }
      found.append(
        .error(
          "undeclared-input",
          "function 'outputs' called without required argument '\(name)': no input has this name",
          at: location(argument.span),
          fix: near.map { "did you mean `\($0)`?" } ?? "declare `inputs.\(name).url`"))
    }
    guard !file.hasEllipsis else { return found }
    let taken = Set(arguments.map(\.name))
    for input in file.inputs where !taken.contains(input.name) {
      found.append(
        .error(
          "unexpected-input",
          "function 'outputs' called with unexpected argument '\(input.name)'",
          at: location(file.tree.span(file.outputs)).firstByte,
          notes: [.init("the input is declared here", at: location(input.nameSpan))],
          fix: "name `\(input.name)` in the arguments of outputs, or end them with `...`"))
    }
    if !taken.contains("self") {
      found.append(
        .error(
          "unexpected-input", "function 'outputs' called with unexpected argument 'self'",
          at: location(file.tree.span(file.outputs)).firstByte,
          fix: "name `self` in the arguments of outputs, or end them with `...`"))
    }
    return found
  }

  /// Each `follows` names an input that exists.
  private func follows() -> [Diagnostic] {
    var found: [Diagnostic] = []
    func check(_ input: FlakeFile.Input, path: String) {
      if let target = input.follows, let span = input.followsSpan, !target.isEmpty {
        if let (missing, others) = missing(target.split(separator: "/").map(String.init)) {
          found.append(
            .error(
              "follows-missing-input",
              "input '\(path)' follows a non-existent input '\(target)'", at: location(span),
              fix: Suggestion.nearest(to: missing, among: others).map { "did you mean `\($0)`?" }
                ?? (others.isEmpty
                  ? "follow \"\(target.split(separator: "/")[0])\" itself, which has no inputs"
                  : "declare the input, or follow one of: \(others.joined(separator: ", "))")))
        }
      }
      for inner in input.inputs { check(inner, path: "\(path)/\(inner.name)") }
    }
    for input in file.inputs { check(input, path: input.name) }
    return found
  }

  /// The first name of a path of inputs that there is no input for, and those that there are instead. Only of
  /// nixpkgs, which has none, and of flakes in the same tree it is known what inputs they have.
  private func missing(_ path: [String]) -> (name: String, others: [String])? {
    guard let first = path.first else { return nil }
    guard let input = file.inputs.first(where: { $0.name == first }) else {
      return (first, inputNames)
    }
    guard path.count > 1, input.follows == nil else { return nil }
    let inner: [String]
    if let sibling = siblings[first] {
      inner = sibling.inputs.map(\.name) + (sibling.arguments ?? []).map(\.name)
    } else if input.isFlake, KnownInput(input)?.isNixpkgs == true {
      inner = []
    } else {
      return nil
    }
    return inner.contains(path[1]) || input.inputs.contains { $0.name == path[1] }
      ? nil : (path[1], inner)
  }

  /// Inputs that follow themselves, by way of others or at once; each circle is told once.
  private func followCycles() -> [Diagnostic] {
    var targets: [String: (path: String, span: SourceSpan)] = [:]
    func collect(_ input: FlakeFile.Input, path: String) {
      if let target = input.follows, let span = input.followsSpan {
        targets[path] = (target.split(separator: "/").joined(separator: "/"), span)
      }
      for inner in input.inputs { collect(inner, path: "\(path)/\(inner.name)") }
    }
    for input in file.inputs { collect(input, path: input.name) }
    /// Where the input at a path is to be found instead: it, or one that it is below, follows another.
    func next(_ path: String) -> String? {
      var head = path[...]
      while true {
        if let target = targets[String(head)] { return target.path + path[head.endIndex...] }
        guard let slash = head.lastIndex(of: "/") else { return nil }
        head = head[..<slash]
      }
    }
    var told: Set<String> = []
    var found: [Diagnostic] = []
    for (start, target) in targets.sorted(by: { $0.value.span.start < $1.value.span.start }) {
      var chain = [start]
      while chain.count <= targets.count + 1, let path = next(chain[chain.count - 1]) {
        chain.append(path)
        if path == start { break }
      }
      guard chain.count > 1, chain.last == start, told.isDisjoint(with: chain) else { continue }
      told.formUnion(chain)
      found.append(
        .error(
          "follows-cycle",
          "the input '\(start)' follows itself: \(chain.joined(separator: " -> "))",
          at: location(target.span),
          fix: start.contains("/") && inputNames.contains("nixpkgs") && start.hasSuffix("/nixpkgs")
            ? "follow \"nixpkgs\"" : "follow another input, or give it a url"))
    }
    return found
  }

  /// Inputs that bring a nixpkgs of their own.
  private func missingFollows() -> [Diagnostic] {
    guard inputNames.contains("nixpkgs") else { return [] }
    return file.inputs.compactMap { input in
      guard input.name != "nixpkgs", input.isFlake, input.follows == nil,
        !input.inputs.contains(where: { $0.name == "nixpkgs" })
      else { return nil }
      let brings: Bool =
        if let sibling = siblings[input.name] {
          sibling.inputs.contains { $0.name == "nixpkgs" }
        } else { KnownInput(input)?.hasNixpkgs == true }
      guard brings else { return nil }
      return .warning(
        "missing-follows",
        "the input '\(input.name)' brings its own nixpkgs: a second one is fetched and evaluated",
        at: location(input.nameSpan),
        fix: "add inputs.\(input.name).inputs.nixpkgs.follows = \"nixpkgs\"")
    }
  }

  private func configuration() -> [Diagnostic] {
    file.configuration.filter {
      $0.name.contains("substituters") || $0.name.contains("public-keys")
    }
    .prefix(1).map { setting in
      .warning(
        "nix-config",
        "`nixConfig.\(setting.name)` counts only for users whom Nix trusts, after a question",
        at: location(setting.span), fix: "set it in nix.settings of the host")
    }
  }
}

extension SourceLocation {
  /// The place without its extent.
  var firstByte: SourceLocation { SourceLocation(file: file, span: SourceSpan(at: span.start)) }
}
