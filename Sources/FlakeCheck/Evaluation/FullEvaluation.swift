import HostModel
import NixEval
import NixFlakes
import NixLanguage
import SourceText

/// Evaluates the hosts against a real nixpkgs to the derivation of the whole system.
struct FullEvaluation {
  private(set) var sources: CheckedSources
  let nixpkgs: String
  let options: FlakeChecker.Options

  /// The flake and its inputs; nil for a configuration without a flake.
  private let graph: InputGraph?
  /// What pure evaluation may read; nil where evaluation is not pure, as without a flake.
  private let readable: [String]?

  init(
    sources: CheckedSources, plan: FlakePlan, nixpkgs: String, options: FlakeChecker.Options
  ) {
    self.sources = sources
    self.nixpkgs = nixpkgs
    self.options = options
    graph = plan.graph(nixpkgs: nixpkgs, onDisk: true)
    readable = graph.map { graph in
      let sources = graph.outside.map(\.path)
      let targets = sources.compactMap { try? DiskIO().resolveSymlinks($0) }
      return [CheckedSources.path, StandIn.path] + sources + targets
    }
  }

  struct Outcome {
    var findings: [Diagnostic] = []
    var hosts: [CheckReport.Host] = []

    fileprivate mutating func add(_ other: Outcome) {
      findings += other.findings
      hosts += other.hosts
    }
  }

  /// `warm` has the evaluator of the last host, to be used again while it has room.
  func run(hosts: [String], in warm: inout FlakeChecker.WarmEvaluators) -> Outcome {
    var outcome = Outcome()
    for (index, host) in hosts.enumerated() {
      let current = prepared(&warm)
      let interruption = current.evaluator.interruption
      options.watch?.enter(.host(host, number: index + 1, of: hosts.count)) {
        interruption.cancel()
      }
      if interruption.raised == .cancelled { return outcome }
      var result = evaluate(host, current)
      place(&result.findings, of: host, in: &warm)
      outcome.add(result)
    }
    if graph != nil, options.watch?.isStopped != true { outcome.add(outputs(prepared(&warm))) }
    return outcome
  }

  /// Gives what a host was refused for a place in the user's files if it has none.
  private func place(
    _ findings: inout [Diagnostic], of host: String, in warm: inout FlakeChecker.WarmEvaluators
  ) {
    let unplaced = findings.indices.filter {
      findings[$0].severity == .error && findings[$0].location == nil
    }
    if unplaced.count == 1, findings[unplaced[0]].code != "evaluation-limit" {
      findings[unplaced[0]].location = culprit(of: host, in: &warm)
    }
    for index in unplaced {
      let guess = findings[index].notes.lazy.compactMap(\.location).first
      findings[index].location =
        findings[index].location ?? guess ?? sources.flakePlace(ofHost: host)
      let place = findings[index].location
      findings[index].notes.removeAll { $0.location != nil && $0.location == place }
    }
  }

  /// The definition without which a host is accepted.
  private func culprit(
    of host: String, in warm: inout FlakeChecker.WarmEvaluators
  ) -> SourceLocation? {
    var evaluators = warm
    var trial = OmissionTrial(sources) { other in
      var evaluation = self
      evaluation.sources = other
      let current = evaluation.prepared(&evaluators)
      guard current.evaluator.interruption.raised != .cancelled else { return false }
      return evaluation.isAccepted(host, current)
    }
    let place = trial.culprit()
    warm = evaluators
    return place
  }

  /// Whether a host evaluates, and nothing else.
  private func isAccepted(_ host: String, _ warm: NixpkgsEvaluator) -> Bool {
    let outcome = completely(warm) {
      var outcome = Outcome()
      do {
        let toplevel = try answers(of: host, warm) { try $0.text("toplevel") }
        outcome.hosts = [CheckReport.Host(name: host, toplevel: toplevel)]
      } catch {
        // Only that it failed counts, and that what it left is not taken for a value.
        outcome.findings = [.error("refused", "refused", at: nil)]
      }
      return outcome
    }
    return outcome.findings.isEmpty
  }

  /// The evaluator of the last host while it has room, else a new one.
  private func prepared(_ warm: inout FlakeChecker.WarmEvaluators) -> NixpkgsEvaluator {
    let current: NixpkgsEvaluator
    if let known = warm.nixpkgs, known.isReusable(for: options, readable: readable) {
      current = known
    } else {
      // Before the next is made: two would need the memory of two.
      warm.nixpkgs = nil
      current = NixpkgsEvaluator(options: options, readable: readable, isKept: warm.areKept)
      warm.nixpkgs = current
    }
    current.prepare(for: sources, watch: options.watch)
    return current
  }

  /// The other outputs, which this nixpkgs may refuse too.
  private func outputs(_ warm: NixpkgsEvaluator) -> Outcome {
    completely(warm) { evaluateOutputs(warm) }
  }

  /// What an evaluation of the tree gives.
  private func completely(_ warm: NixpkgsEvaluator, _ evaluate: () -> Outcome) -> Outcome {
    var outcome = Outcome()
    warm.tree.evaluate({ outcome = evaluate() }) {
      outcome.findings.isEmpty && warm.messages.count == 0
    } reset: {
      warm.messages.removeAll()
    }
    return outcome
  }

  private func evaluateOutputs(_ warm: NixpkgsEvaluator) -> Outcome {
    let evaluator = warm.evaluator
    let maker = ErrorFinding(sources: sources, facts: nil)
    var findings: [Diagnostic] = []
    func add(_ failure: EvaluationFailure) {
      var finding = maker.finding(for: failure, context: .init())
      finding.location = finding.location ?? sources.flakePlace()
      findings.append(finding)
    }
    do {
      let root = try warm.tree.root(try flake(evaluator), name: "call-flake")
      try evaluator.onEvaluationStack {
        let value = try evaluator.force(root)
        guard value.isAttributes else { return }
        let outputs = SetReader(set: value.attributes, evaluator: evaluator)
        let judgement = OutputsJudgement(
          evaluator: evaluator, sources: sources, isFull: true, fail: add,
          find: { findings.append($0) })
        judgement.outputsBySystem(outputs)
        judgement.overlays(outputs)
        judgement.otherOutputs(outputs)
      }
    } catch { add(error) }
    return Outcome(findings: findings)
  }

  private func evaluate(_ host: String, _ warm: NixpkgsEvaluator) -> Outcome {
    completely(warm) { evaluateSystem(of: host, warm) }
  }

  private func evaluateSystem(of host: String, _ warm: NixpkgsEvaluator) -> Outcome {
    var outcome = Outcome()
    let evaluator = warm.evaluator
    var toplevel: String?
    var answers: SetReader?
    var system: Value?
    do {
      toplevel = try self.answers(of: host, warm) { parts in
        answers = parts
        system = parts.unevaluated("system")
        return try parts.text("toplevel")
      }
    } catch {
      outcome.findings += findings(for: error, system, evaluator)
    }
    let messages = warm.messages.warnings(since: 0).map(sources.shown)
    var warnings = messages.map {
      ErrorFinding.diagnostic(.warning, code: "evaluation-warning", $0)
    }
    if !messages.isEmpty {
      investigate(system, evaluator) { investigation in
        for (index, message) in messages.enumerated() {
          investigation.place(&warnings[index], message: message)
        }
      }
    }
    outcome.findings += warnings
    var checked = CheckReport.Host(name: host, toplevel: toplevel)
    if let toplevel, let answers {
      checked.cost = CostEstimate(warm: warm).cost(answers, ofSystem: toplevel)
    }
    outcome.hosts.append(checked)
    return outcome
  }

  /// Reads what `question` asks of a host.
  private func answers<Answer>(
    of host: String, _ warm: NixpkgsEvaluator, _ read: (SetReader) throws -> Answer
  ) throws(EvaluationFailure) -> Answer {
    let evaluator = warm.evaluator
    let outputs = try warm.tree.root(try flake(evaluator), name: "call-flake")
    let question = try warm.tree.root(question(host), name: "host")
    return try evaluator.onEvaluationStack {
      let answers = try evaluator.call(try evaluator.force(question), outputs)
      return try read(SetReader(set: answers.attributes, evaluator: evaluator))
    }
  }

  /// What a system was refused for.
  private func findings(
    for failure: EvaluationFailure, _ system: Value?, _ evaluator: Evaluator
  ) -> [Diagnostic] {
    var finding = ErrorFinding(sources: sources, facts: nil).finding(for: failure, context: .init())
    if case .interrupted = failure.kind { return [finding] }
    var assertions: [Diagnostic] = []
    investigate(system, evaluator) {
      if failure.message.contains("Failed assertions:") { assertions = try $0.failedAssertions() }
      $0.place(
        &finding, message: sources.shown(failure.message), trace: failure.trace.map(\.message))
    }
    return assertions.isEmpty ? [finding] : assertions
  }

  /// Looks through a system; what fails there was told already.
  private func investigate(
    _ system: Value?, _ evaluator: Evaluator, _ look: (SystemInvestigation) throws -> Void
  ) {
    guard let system else { return }
    try? evaluator.onEvaluationStack {
      let system = try evaluator.force(system)
      guard system.isAttributes else { return }
      try look(SystemInvestigation(evaluator: evaluator, sources: sources, system: system))
    }
  }

  /// What is asked of a host, as a function of the outputs. These are a text of their own, which is the
  /// same for all hosts, so that calling the inputs is remembered.
  private func question(_ host: String) -> String {
    let system =
      if graph != nil {
        "outputs.nixosConfigurations.\(NixLiteral.quoted(host))"
      } else {
        "import (\(NixLiteral.quoted(nixpkgs)) + \"/nixos\") { configuration = "
          + "\(CheckedSources.path)/configuration.nix; }"
      }
    return """
      outputs: let system = \(system); in {
        inherit system;
        toplevel = system.config.system.build.toplevel.drvPath;
        cost = import \(StandIn.path)/cost.nix system;
        nixpkgs = toString system.pkgs.path;
        platform = system.pkgs.stdenv.hostPlatform.system;
      }
      """
  }

  /// The outputs of the flake, with the sources of its inputs where Nix would have copied them.
  private func flake(_ evaluator: Evaluator) throws(EvaluationFailure) -> String {
    guard let graph else { return "{ }" }
    var sources: [String: InputGraph.SourceInfo] = [:]
    for source in graph.outside {
      let tree = try evaluator.sourceTree(at: source.path)
      let lastModified = source.lastModified ?? tree.lastModified
      sources[source.path] = .init(
        storePath: tree.storePath, narHash: tree.narHash, lastModified: lastModified,
        lastModifiedDate: DateText.compact(lastModified), revision: source.revision)
    }
    return """
      import \(StandIn.path)/call-flake.nix {
        graph = \(graph.literal(sources: sources).text);
        facts = { };
      }
      """
  }
}
