import NixEval
import SourceText

/// What `nixosConfigurations` is, and what else the flake calls its outputs.
extension FactsEvaluation {
  /// The hosts, or nil where there are none, which is told.
  func hostSet(_ outputs: SetReader) throws -> Value? {
    guard let entry = outputs.set.find(evaluator.symbols.intern("nixosConfigurations")) else {
      try missingHosts(outputs)
      return nil
    }
    let hosts = try evaluator.force(entry.slot)
    if shapes.isOpen(hosts) {
      unknownHosts()
      return nil
    }
    let place = shapes.place(of: entry)
    guard hosts.isAttributes else {
      outcome.findings.append(
        .error(
          "wrong-output",
          "nixosConfigurations must be an attribute set, but is \(shapes.noun(hosts))",
          at: place.location,
          fix: "write `nixosConfigurations.NAME = nixpkgs.lib.nixosSystem { … };`"))
      return nil
    }
    if SetReader(set: hosts.attributes, evaluator: evaluator).unevaluated("nixwiz") != nil {
      outcome.findings.append(
        .error(
          "not-a-host", "nixosConfigurations is one system, not a set of named ones",
          at: place.location, fix: "write `nixosConfigurations.NAME = …`"))
      return nil
    }
    return hosts
  }

  private var shapes: OutputShapeJudgement {
    OutputShapeJudgement(
      evaluator: evaluator, sources: sources, isFull: false,
      find: { self.outcome.findings.append($0) })
  }

  /// Tells of a flake without hosts, at the output that was to hold them.
  private func missingHosts(_ outputs: SetReader) throws {
    if let own = try outputs.value("outputs"), shapes.isOpen(own) { return unknownHosts() }
    let others = ["packages", "nixosModules", "devShells", "overlays", "lib", "templates"]
    let misspelt = try ownOutputs(outputs).first { Self.isMisspeltHosts($0.name) }
    let isOther = misspelt == nil && others.contains { outputs.unevaluated($0) != nil }
    outcome.findings.append(
      Diagnostic(
        isOther ? .note : .warning, code: "no-hosts",
        "the flake has no nixosConfigurations: no system was checked", at: misspelt?.location,
        fix: misspelt.map { "did you mean `nixosConfigurations` instead of `\($0.name)`?" }))
  }

  /// Hosts that come out of a function of an input, as with a framework for flakes.
  private func unknownHosts() {
    outcome.findings.append(
      Diagnostic(
        .note, code: "no-hosts",
        "nixosConfigurations comes from an input that is not at hand: no system was checked",
        fix: "check with --nixpkgs, and give the input a path with --override-input"))
  }

  private static func isMisspeltHosts(_ name: String) -> Bool {
    OutputNames.finding(name, at: nil) != nil
      && OutputNames.nearest(to: name) == "nixosConfigurations"
  }

  /// The outputs that the flake itself gives, with the places of their names.
  private func ownOutputs(
    _ outputs: SetReader
  ) throws -> [(name: String, location: SourceLocation?)] {
    guard let own = try outputs.value("outputs"), own.isAttributes, !shapes.isOpen(own) else {
      return []
    }
    return try evaluator.sortedByName(own.attributes).map { entry in
      (
        evaluator.symbols.name(entry.symbol).text,
        evaluator.place(of: entry.position).flatMap(sources.location)
      )
    }
  }

  /// Tells of outputs that nobody reads, or that have a new name.
  func names(_ outputs: SetReader) throws {
    let hasHosts = outputs.unevaluated("nixosConfigurations") != nil
    for (name, location) in try ownOutputs(outputs) {
      // Without hosts that was told.
      if !hasHosts, Self.isMisspeltHosts(name) { continue }
      if let finding = OutputNames.finding(name, at: location) {
        outcome.findings.append(finding)
      }
    }
  }

  /// Whether an entry of `nixosConfigurations` is a system, or at least something unknown.
  func isHost(_ value: Value, named name: String, _ entry: AttributeEntry) -> Bool {
    if value.isAttributes {
      let reader = SetReader(set: value.attributes, evaluator: evaluator)
      if ["nixwiz", "config", "__functor"].contains(where: { reader.unevaluated($0) != nil }) {
        return true
      }
    }
    outcome.findings.append(
      .error(
        "not-a-host",
        "nixosConfigurations.\(name) is \(shapes.noun(value)) that nixosSystem did not make",
        at: shapes.place(of: entry).location,
        fix: "call it: `nixpkgs.lib.nixosSystem { modules = [ … ]; }`"))
    return false
  }
}
