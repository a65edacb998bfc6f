import HostModel
import NixEval
import NixFlakes
import NixLanguage
import SourceText

/// Evaluates the hosts against a real nixpkgs to the derivation of the whole system.
struct FullEvaluation {
  let sources: CheckedSources
  let plan: FlakePlan
  let nixpkgs: String
  let options: FlakeChecker.Options

  struct Outcome {
    var findings: [Diagnostic] = []
    var hosts: [CheckReport.Host] = []
  }

  func run(hosts: [String]) -> Outcome {
    var outcome = Outcome()
    for host in hosts { evaluate(host, &outcome) }
    return outcome
  }

  /// One host in an evaluator of its own: values are never freed, so the next one starts afresh.
  private func evaluate(_ host: String, _ outcome: inout Outcome) {
    let messages = MessageCollector()
    var settings = EvaluationSettings()
    settings.timeLimit = max(options.timeLimit, 600)
    settings.memoryLimit = options.memoryLimit
    settings.messageHandler = { messages.add($0) }
    let tree = Dictionary(
      uniqueKeysWithValues: sources.tree.paths.compactMap { path in
        sources.tree[path].map { (path, OverlayIO.Entry.file($0.bytes)) }
      })
    let caller = ["call-flake.nix", "unknown-flake.nix"].compactMap { name in
      StandIn.files[name].map { (name, OverlayIO.Entry.file($0)) }
    }
    let io = OverlayIO(
      tree: tree, at: CheckedSources.path,
      over: OverlayIO(tree: Dictionary(uniqueKeysWithValues: caller), at: StandIn.path))
    let evaluator = Evaluator(settings: settings, io: io)
    var toplevel: String?
    do {
      let root = try evaluator.evaluate(expression(host), name: "call-flake")
      toplevel = try evaluator.onEvaluationStack {
        let value = try evaluator.force(root)
        return value.isString ? value.string.text : nil
      }
    } catch {
      let maker = ErrorFinding(sources: sources, facts: nil)
      outcome.findings.append(maker.finding(for: error, context: .init()))
    }
    for message in messages.warnings(since: 0) {
      outcome.findings.append(.warning("evaluation-warning", sources.shown(message)))
    }
    outcome.hosts.append(CheckReport.Host(name: host, toplevel: toplevel))
  }

  private func expression(_ host: String) -> String {
    let system: String =
      if let graph = plan.graph(nixpkgs: nixpkgs, onDisk: true) {
        """
        (import \(StandIn.path)/call-flake.nix { graph = \(graph.literal.text); facts = { }; })
        .nixosConfigurations.\(NixLiteral.quoted(host))
        """
      } else {
        "import (\(NixLiteral.quoted(nixpkgs)) + \"/nixos\") { configuration = "
          + "\(CheckedSources.path)/configuration.nix; }"
      }
    return "(\(system)).config.system.build.toplevel.drvPath"
  }
}
