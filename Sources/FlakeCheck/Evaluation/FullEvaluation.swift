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

  /// `warm` is the evaluator of the last host, to be used again while it has room.
  func run(hosts: [String], in warm: inout NixpkgsEvaluator?) -> Outcome {
    var outcome = Outcome()
    for (index, host) in hosts.enumerated() {
      let current: NixpkgsEvaluator
      if let known = warm, known.isReusable(for: options) {
        current = known
      } else {
        // Before the next is made: two would need the memory of two.
        warm = nil
        current = NixpkgsEvaluator(options: options)
        warm = current
      }
      current.prepare(for: sources, watch: options.watch)
      let interruption = current.evaluator.interruption
      options.watch?.enter(.host(host, number: index + 1, of: hosts.count)) {
        interruption.cancel()
      }
      if interruption.raised == .cancelled { return outcome }
      evaluate(host, current, &outcome)
    }
    return outcome
  }

  private func evaluate(_ host: String, _ warm: NixpkgsEvaluator, _ outcome: inout Outcome) {
    let evaluator = warm.evaluator
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
    for message in warm.messages.warnings(since: 0) {
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
