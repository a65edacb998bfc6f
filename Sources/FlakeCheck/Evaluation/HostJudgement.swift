import HostModel
import NixEval
import SourceText

/// The judgement of one host: each option, assertion, warning and demand on its own.
extension FactsEvaluation {
  func judge(_ checks: SetReader) throws {
    var context = ErrorFinding.Context()
    context.isProvisional = options.nixpkgs != nil
    context.arguments = try location(checks.value("argumentsPlace"))
    context.host = try location(checks.value("place"))
    try specialArguments(checks)
    var entries: [Value] = []
    do {
      entries = try checks.elements("entries")
    } catch {
      // No module list, no options: everything else would fail the same way.
      add(evaluator.export(error), context: context)
      return
    }
    let system = systemOfCall(context)
    if !standIn.tree.isExchanged || system != nil { try landmarks(entries, &context) }
    if let system { compare(system, withPlatformOf: context) }
    for entry in entries {
      try evaluator.visit(entry) { try judge(entry: entry, context, depth: 0) }
    }
    for name in ["assertions", "warnings", "demands"] {
      var list: [Value] = []
      do { list = try checks.elements(name) } catch {
        add(evaluator.export(error), context: context)
      }
      for value in list {
        do {
          try evaluator.visit(value) {
            try judge(remark: value, isAssertion: name == "assertions", context)
          }
        } catch {
          add(evaluator.export(error), context: context)
        }
      }
    }
  }

  /// Places that explain findings elsewhere.
  private func landmarks(_ entries: [Value], _ context: inout ErrorFinding.Context) throws {
    for entry in entries {
      guard let entry = try? evaluator.force(entry), entry.isAttributes else { continue }
      let reader = SetReader(set: entry.attributes, evaluator: evaluator)
      guard let name = try? reader.text("name") else { continue }
      let isLandmark =
        ["fileSystems", "nixpkgs.config", "nixpkgs.hostPlatform", "nixpkgs.overlays"].contains(name)
      guard isLandmark, let place = (try? locations(reader.elements("places")))?.first else {
        continue
      }
      switch name {
      case "fileSystems": context.machine = place
      case "nixpkgs.config": context.configuration = place
      case "nixpkgs.hostPlatform": context.platform = place
      default: context.overlays = place
      }
    }
  }

  /// `specialArgs.pkgs` takes the place of the set made from nixpkgs.*.
  private func specialArguments(_ checks: SetReader) throws {
    guard let place = try location(checks.value("pkgsPlace")) else { return }
    outcome.findings.append(
      .warning(
        "specialargs-pkgs",
        "`pkgs` in specialArgs replaces the host's own: nixpkgs.config and nixpkgs.overlays have "
          + "no effect", at: place, fix: "give the set another name, or set nixpkgs.pkgs"))
  }

  private func location(_ value: Value?) throws -> SourceLocation? {
    try value.flatMap { try NixPlace($0, evaluator) }.flatMap(sources.location)
  }

  private func locations(_ list: [Value]) throws -> [SourceLocation] {
    try list.compactMap { try location(evaluator.force($0)) }
  }

  // MARK: Options

  /// Submodules within submodules: a layout of disko has seven between a disk and a subvolume.
  private static let depthLimit = 10

  private func judge(entry: Value, _ outer: ErrorFinding.Context, depth: Int) throws {
    var context = outer
    do {
      let entry = try evaluator.force(entry)
      guard entry.isAttributes else { return }
      let reader = SetReader(set: entry.attributes, evaluator: evaluator)
      context.option = try reader.text("name")
      context.definitions = try locations(reader.elements("places"))
      // What only the stand-in's own modules define is not the user's.
      guard !context.definitions.isEmpty else { return }
      switch try reader.text("kind") {
      case "unknown":
        return outcome.findings.append(unknownOption(context, try path(reader)))
      case "free": misspelt(context, try path(reader))
      case "element": context.definitions = element(try path(reader), context.definitions)
      case "removed" where wasKnown(context.option), "renamed" where wasKnown(context.option):
        return
      case "removed":
        return outcome.findings.append(
          .error(
            "removed-option",
            "the option definition `\(context.option ?? "")' no longer has any effect; please "
              + "remove it", at: context.definitions.first,
            fix: RemovedOptions.advice[context.option ?? ""]))
      case "renamed":
        outcome.findings.append(
          .warning(
            "renamed-option",
            "the option `\(context.option ?? "")' has been renamed to "
              + "`\(try reader.text("target") ?? "")'", at: context.definitions.first,
            fix: try reader.text("target").map { "write \($0)" }))
      default: break
      }
      context.isDemanded = try reader.boolean("demanded") ?? true
      let before = messages.count
      do {
        _ = try reader.value("value")
        if context.isDemanded, let path = try reader.text("missing") {
          missingFile(path, context)
        }
      } catch {
        add(evaluator.export(error), context: context)
      }
      warn(since: before, context)
      guard depth < Self.depthLimit else { return }
      for inner in try reader.elements("inner") {
        try evaluator.visit(inner) { try judge(entry: inner, outer, depth: depth + 1) }
      }
    } catch {
      add(evaluator.export(error), context: context)
    }
  }

  /// Whether an option is one in the release that the flake follows, which the next tree may change.
  private func wasKnown(_ option: String?) -> Bool {
    evaluator.noteOutside()
    return OlderOptions.has(option ?? "", in: release)
  }

  /// What nixpkgs or the user warned of while something was evaluated.
  private func warn(since count: Int, _ context: ErrorFinding.Context) {
    for message in messages.warnings(since: count) {
      outcome.findings.append(
        .warning(
          "evaluation-warning", sources.shown(message), at: context.definitions.first))
    }
  }

  /// The element of a list that the last part of a path names.
  private func element(_ path: [String], _ definitions: [SourceLocation]) -> [SourceLocation] {
    guard let name = path.last, let index = ElementIndex(name), let definition = definitions.first,
      let place = ValueLocator(sources).element(index.entry - 1, ofDefinitionAt: definition)
    else { return definitions }
    return [place]
  }

  private func path(_ reader: SetReader) throws -> [String] {
    try reader.elements("loc").map {
      let part = try evaluator.force($0)
      return part.isString ? part.string.text : ""
    }
  }

  /// A file of the tree that an option names, and the system copies, but that is not there.
  private func missingFile(_ path: String, _ context: ErrorFinding.Context) {
    guard path.hasPrefix(CheckedSources.path + "/") else { return }
    let shown = sources.shown(path)
    outcome.findings.append(
      .error(
        "missing-file", "path '\(shown)' does not exist",
        at: ValueLocator(sources).anyPath(shown) ?? context.definitions.first))
  }

  private func unknownOption(_ context: ErrorFinding.Context, _ path: [String]) -> Diagnostic {
    let option = context.option ?? path.joined(separator: ".")
    var notes: [Diagnostic.Note] = []
    for other in context.definitions.dropFirst() { notes.append(.init("also set here", at: other)) }
    let isAccepted = remarks.all.contains { $0.code == "unknown-module" }
    if isAccepted {
      return Diagnostic(
        .note, code: "unknown-option",
        "the option `\(option)' is not known; a module that is not at hand may declare it",
        at: context.definitions.first)
    }
    return .error(
      "unknown-option", "The option `\(option)' does not exist", at: context.definitions.first,
      notes: notes, fix: OptionSuggestion(facts: facts).fix(for: path))
  }

  /// A key of a free set of settings that is nearly a known one.
  private func misspelt(_ context: ErrorFinding.Context, _ path: [String]) {
    guard let key = path.last, key.utf8.count > 4 else { return }
    let known = facts.children(of: path.dropLast().joined(separator: "."), in: .options)
    guard !known.contains(key),
      let near = known.first(where: {
        $0.lowercased() == key.lowercased()
          || Suggestion.distance(Array($0.utf8), Array(key.utf8), limit: 2) != nil
      })
    else { return }
    outcome.findings.append(
      .warning(
        "misspelt-setting",
        "`\(key)` is written as it stands, but looks like the setting `\(near)`",
        at: context.definitions.first, fix: "did you mean `\(near)`?"))
  }

  // MARK: Assertions, warnings, demands

  private func judge(
    remark value: Value, isAssertion: Bool, _ outer: ErrorFinding.Context
  ) throws {
    let value = try evaluator.force(value)
    guard value.isAttributes else { return }
    let reader = SetReader(set: value.attributes, evaluator: evaluator)
    var context = outer
    context.fix = try reader.text("fix")
    context.code = try reader.text("code")
    // Where these are options of their own, they were judged as such.
    if context.code == "settings-value", wasKnown("services.llama-cpp.model") { return }
    if let demand = reader.unevaluated("value") {
      // Places are asked for first: afterwards the error may be the same one.
      context.definitions = (try? locations(reader.elements("places"))) ?? []
      do { _ = try evaluator.force(demand) } catch {
        add(evaluator.export(error), context: context)
      }
      return
    }
    if isAssertion, try reader.boolean("holds") == true { return }
    let message = try reader.text("message") ?? ""
    let places = try locations(reader.elements("places"))
    let severity =
      try reader.text("severity").flatMap(Diagnostic.Severity.init(rawValue:))
      ?? (isAssertion ? .error : .warning)
    var notes = places.dropFirst().prefix(3).map { Diagnostic.Note("defined here", at: $0) }
    // An assertion of the user's own has no code, and others may be to blame for it.
    if context.code == nil, let place = places.first {
      notes += UserDefinitions(sources).deciding(at: place, sources).map {
        .init("this has to do with it", at: $0)
      }
    }
    outcome.findings.append(
      Diagnostic(
        severity, code: context.code ?? (isAssertion ? "failed-assertion" : "evaluation-warning"),
        sources.shown(message), at: places.first ?? outer.machine ?? outer.host, notes: notes,
        fix: context.fix))
  }
}
