import HostModel
import NixEval
import NixFlakes
import NixLanguage
import SourceText
import Synchronization

/// Evaluates a flake against the stand-in for nixpkgs and collects everything that is wrong with it,
/// not only the first error: each option, assertion and output is forced on its own.
final class FactsEvaluation {
  struct Outcome {
    var findings: [Diagnostic] = []
    var hosts: [String] = []
  }

  private let sources: CheckedSources
  private let layout: FlakePlan.Layout
  private let options: FlakeChecker.Options
  private let facts: PackedFacts
  private let remarks = RemarkCollector()
  private let messages = MessageCollector()
  private let evaluator: Evaluator
  private let maker: ErrorFinding
  private var outcome = Outcome()

  init(
    sources: CheckedSources, facts: PackedFacts, layout: FlakePlan.Layout,
    options: FlakeChecker.Options
  ) {
    self.sources = sources
    self.layout = layout
    self.options = options
    self.facts = facts
    maker = ErrorFinding(sources: sources, facts: facts)
    var settings = EvaluationSettings()
    settings.isPure = true
    settings.timeLimit = options.timeLimit
    settings.memoryLimit = options.memoryLimit
    settings.messageHandler = { [messages] in messages.add($0) }
    let tree = Dictionary(
      uniqueKeysWithValues: sources.tree.paths.compactMap { path in
        sources.tree[path].map { (path, OverlayIO.Entry.file($0.bytes)) }
      })
    let builtins = FactBuiltins(facts: facts, mentioned: sources.mentionedNames, remarks: remarks)
    evaluator = Evaluator(
      settings: settings,
      io: OverlayIO(
        tree: tree, at: CheckedSources.path, over: StandIn.mounted(over: NoFilesIO(), facts: facts)),
      extraBuiltins: builtins.table)
  }

  func run() -> Outcome {
    do {
      try evaluator.onEvaluationStack { try evaluate() }
    } catch {
      add(error)
    }
    for remark in remarks.all {
      let location = remark.place.flatMap(sources.location)
      outcome.findings.append(
        Diagnostic(
          remark.severity, code: remark.code, sources.shown(remark.message), at: location,
          fix: remark.fix))
    }
    return outcome
  }

  /// Findings whose message names the cause, wherever it shows.
  private static let saysItAll: Set<String> = [
    "broken-package", "conflicting-definitions", "cuda-capability", "infinite-recursion",
    "insecure-package", "licence-not-accepted", "missing-module-argument", "missing-value",
    "no-platform", "read-only-option", "removed-package", "renamed-package", "unfree-not-allowed",
    "unknown-option", "unknown-package", "wrong-platform", "wrong-type",
  ]

  // MARK: Outputs

  private func evaluate() throws {
    let root = try evaluator.evaluate(expression, name: "call-flake")
    let value = try evaluator.force(root)
    guard value.isAttributes else { throw evaluator.failure("the outputs are no attribute set") }
    let outputs = SetReader(set: value.attributes, evaluator: evaluator)
    try outputsBySystem(outputs)
    try hosts(outputs)
    try overlays(outputs)
  }

  private var expression: String {
    switch layout {
    case .flake(let graph):
      "import \(StandIn.path)/call-flake.nix { graph = \(graph.literal.text); }"
    case .configuration(let path):
      """
      { nixosConfigurations.default = (import \(StandIn.path)/flake.nix).outputs { self = { }; }
      |> (nixpkgs: nixpkgs.lib.nixosSystem { modules = [ \(CheckedSources.path)/\(path)
      { nixpkgs.hostPlatform = nixpkgs.lib.mkDefault "x86_64-linux"; } ]; }); }
      """
    }
  }

  /// Forces something that stands on its own; an error becomes a finding.
  private func attempt(_ body: () throws -> Void) {
    do { try body() } catch { add(evaluator.export(error)) }
  }

  private func add(
    _ failure: EvaluationFailure, context: ErrorFinding.Context = .init()
  ) {
    let finding = maker.finding(for: failure, context: context)
    // One cause can fail several values; it is told once, where the option itself is judged.
    let known = outcome.findings.firstIndex {
      $0.code == finding.code && $0.message == finding.message
        && ($0.location == finding.location || Self.saysItAll.contains(finding.code))
    }
    guard let known else { return outcome.findings.append(finding) }
    if let option = context.option, finding.message.contains("`\(option)'") {
      outcome.findings[known] = finding
    }
  }

  /// The outputs that go by system, and what they are made of.
  private func outputsBySystem(_ outputs: SetReader) throws {
    for name in ["packages", "devShells", "checks", "apps", "formatter", "legacyPackages"] {
      var found: Value?
      attempt { found = try outputs.value(name) }
      guard let found, found.isAttributes else { continue }
      for entry in found.attributes {
        let system = evaluator.symbols.name(entry.symbol).text
        guard Self.isSystem(system) else {
          let location = evaluator.place(of: entry.position).flatMap(sources.location)
          outcome.findings.append(
            .error(
              "not-a-system", "'\(system)' is not a valid system type, in the output \(name)",
              at: location, fix: "write \(name).x86_64-linux.\(system)"))
          continue
        }
        guard name == "packages" || name == "devShells", system.hasSuffix("-linux") else {
          continue
        }
        attempt {
          let members = try evaluator.force(entry.slot)
          guard members.isAttributes else { return }
          for member in members.attributes {
            let value = try evaluator.force(member.slot)
            guard value.isAttributes else { continue }
            _ = try SetReader(set: value.attributes, evaluator: evaluator).value("drvPath")
          }
        }
      }
    }
  }

  /// Whether a name is an architecture and a kernel.
  private static func isSystem(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2
      && ["linux", "darwin", "freebsd", "netbsd", "openbsd", "windows", "cygwin", "none", "wasi"]
        .contains(parts[1])
  }

  private func overlays(_ outputs: SetReader) throws {
    var overlays: Value?
    attempt { overlays = try outputs.value("overlays") }
    guard let overlays, overlays.isAttributes else { return }
    for entry in overlays.attributes {
      attempt {
        let value = try evaluator.force(entry.slot)
        guard !value.isFunction, !value.isAttributes else { return }
        throw evaluator.typeError(expected: "a function", found: value, at: entry.position)
      }
    }
  }

  // MARK: Hosts

  private func hosts(_ outputs: SetReader) throws {
    guard let hosts = try outputs.value("nixosConfigurations"), hosts.isAttributes else {
      let others = ["packages", "nixosModules", "devShells", "overlays", "lib", "templates"]
      let isOther = try others.contains { try outputs.value($0) != nil }
      outcome.findings.append(
        Diagnostic(
          isOther ? .note : .warning, code: "no-hosts",
          "the flake has no nixosConfigurations: no system was checked"))
      return
    }
    for entry in hosts.attributes {
      let name = evaluator.symbols.name(entry.symbol).text
      guard options.hosts.isEmpty || options.hosts.contains(name) else { continue }
      outcome.hosts.append(name)
      attempt {
        let system = try evaluator.force(entry.slot)
        guard system.isAttributes else {
          throw evaluator.typeError(expected: "a set", found: system, at: entry.position)
        }
        let reader = SetReader(set: system.attributes, evaluator: evaluator)
        guard let checks = try reader.value("nixwiz"), checks.isAttributes else { return }
        try judge(SetReader(set: checks.attributes, evaluator: evaluator))
      }
    }
  }

  private func judge(_ checks: SetReader) throws {
    var context = ErrorFinding.Context()
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
    try landmarks(entries, &context)
    for entry in entries {
      try judge(entry: entry, context, depth: 0)
    }
    for name in ["assertions", "warnings", "demands"] {
      var list: [Value] = []
      do { list = try checks.elements(name) } catch {
        add(evaluator.export(error), context: context)
      }
      for value in list {
        do {
          try judge(remark: value, isAssertion: name == "assertions", context)
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
      do { _ = try reader.value("value") } catch {
        add(evaluator.export(error), context: context)
      }
      warn(since: before, context)
      guard depth < 3 else { return }
      for inner in try reader.elements("inner") {
        try judge(entry: inner, outer, depth: depth + 1)
      }
    } catch {
      add(evaluator.export(error), context: context)
    }
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
    outcome.findings.append(
      Diagnostic(
        severity, code: context.code ?? (isAssertion ? "failed-assertion" : "evaluation-warning"),
        sources.shown(message), at: places.first ?? outer.machine ?? outer.host,
        notes: places.dropFirst().prefix(3).map { .init("defined here", at: $0) },
        fix: context.fix))
  }
}

/// Warnings and traces of one evaluation.
final class MessageCollector: Sendable {
  private let list = Mutex<[EvaluationMessage]>([])

  func add(_ message: EvaluationMessage) { list.withLock { $0.append(message) } }
  var count: Int { list.withLock { $0.count } }

  func warnings(since count: Int) -> [String] {
    list.withLock { $0.dropFirst(count).filter { $0.kind == .warning }.map(\.text) }
  }
}
