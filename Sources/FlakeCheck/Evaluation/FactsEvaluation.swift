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

  let sources: CheckedSources
  private let layout: FlakePlan.Layout
  /// The release that the flake follows; nil for the one of the facts.
  let release: String?
  let options: FlakeChecker.Options
  let facts: PackedFacts
  let remarks: RemarkCollector
  let messages: MessageCollector
  let evaluator: Evaluator
  let standIn: StandInEvaluator
  private let maker: ErrorFinding
  var outcome = Outcome()

  /// `standIn` is used by this check alone until it is over.
  init(
    sources: CheckedSources, facts: PackedFacts, layout: FlakePlan.Layout, release: String?,
    options: FlakeChecker.Options, standIn: StandInEvaluator
  ) {
    self.sources = sources
    self.layout = layout
    self.release = release
    self.options = options
    self.facts = facts
    maker = ErrorFinding(sources: sources, facts: facts)
    remarks = standIn.remarks
    messages = standIn.messages
    evaluator = standIn.evaluator
    self.standIn = standIn
  }

  func run() -> Outcome {
    do {
      // A thread and its stack take as long as many an evaluation after another answer: one for all.
      try evaluator.onEvaluationStack {
        standIn.prepare(for: sources, release: release, reach: reachHosts)
        evaluateTree()
      }
    } catch { add(error) }
    for remark in remarks.all {
      let location = remark.place.flatMap(sources.location)
      outcome.findings.append(
        Diagnostic(
          remark.severity, code: remark.code, sources.shown(remark.message), at: location,
          fix: remark.fix))
    }
    return outcome
  }

  private func evaluateTree() {
    standIn.tree.evaluate {
      do { try evaluate() } catch { add(evaluator.export(error)) }
    } isSilent: {
      outcome.findings.isEmpty && remarks.all.isEmpty && messages.count == 0
    } reset: {
      outcome = Outcome()
      remarks.removeAll()
      messages.removeAll()
    }
  }

  /// Findings whose message names the cause, wherever it shows.
  private static let saysItAll: Set<String> = [
    "broken-package", "conflicting-definitions", "cuda-capability", "infinite-recursion",
    "insecure-package", "licence-not-accepted", "missing-module-argument", "missing-value",
    "no-platform", "read-only-option", "removed-package", "renamed-package", "unfree-not-allowed",
    "unknown-option", "unknown-package", "wrong-platform", "wrong-type",
  ]

  // MARK: Outputs

  private func outputs() throws -> SetReader {
    let root = try standIn.tree.root(expression, name: "call-flake")
    let value = try evaluator.force(root)
    guard value.isAttributes else { throw evaluator.failure("the outputs are no attribute set") }
    return SetReader(set: value.attributes, evaluator: evaluator)
  }

  /// Forces what calls `nixosSystem`.
  private func reachHosts() throws {
    guard let hosts = try outputs().value("nixosConfigurations"), hosts.isAttributes else { return }
    for entry in try evaluator.sortedByName(hosts.attributes) {
      _ = try evaluator.force(entry.slot)
    }
  }

  private func evaluate() throws {
    let outputs = try outputs()
    let judgement = OutputsJudgement(
      evaluator: evaluator, sources: sources, isFull: false, fail: { self.add($0) },
      find: { self.outcome.findings.append($0) })
    judgement.outputsBySystem(outputs)
    try hosts(outputs)
    judgement.overlays(outputs)
    judgement.otherOutputs(outputs)
    try names(outputs)
  }

  private var expression: String {
    switch layout {
    case .flake(let graph):
      "import \(StandIn.path)/call-flake.nix { graph = \(graph.literal().text); }"
    case .configuration(let path):
      """
      let nixpkgs = (import \(StandIn.path)/flake.nix).outputs { self = { }; }; in {
        nixosConfigurations.default = nixpkgs.lib.nixosSystem { modules = [
          \(CheckedSources.path)/\(path)
          { nixpkgs.hostPlatform = nixpkgs.lib.mkDefault "x86_64-linux"; }
        ]; };
      }
      """
    }
  }

  /// Forces something that stands on its own; an error becomes a finding.
  private func attempt(_ body: () throws -> Void) {
    do { try body() } catch { add(evaluator.export(error)) }
  }

  func add(
    _ failure: EvaluationFailure, context: ErrorFinding.Context = .init()
  ) {
    let finding = maker.finding(for: failure, context: context)
    // The same may fail an option that nothing needs, and one that something does.
    let same = outcome.findings.firstIndex {
      $0.message == finding.message && $0.location == finding.location
        && ($0.code == "unused-error") != (finding.code == "unused-error")
    }
    if let same {
      let isUnused = finding.code == "unused-error"
      let other = outcome.findings[same]
      let unused = isUnused ? finding : other
      if !isUnused { outcome.findings[same] = finding }
      let told = Set(outcome.findings[same].notes.compactMap(\.location))
      outcome.findings[same].notes += unused.notes.filter {
        $0.location.map { !told.contains($0) } ?? false
      }
      return
    }
    // One cause can fail several values; it is told once, where the option itself is judged.
    // Where an unknown option is met again, its definitions follow the same words.
    let known = outcome.findings.firstIndex {
      $0.code == finding.code && finding.message.hasPrefix($0.message)
        && ($0.location == finding.location || Self.saysItAll.contains(finding.code))
    }
    guard let known else { return outcome.findings.append(finding) }
    if let option = context.option, finding.message.contains("`\(option)'") {
      outcome.findings[known] = finding
    }
  }

  // MARK: Hosts

  private func hosts(_ outputs: SetReader) throws {
    guard let hosts = try hostSet(outputs) else { return }
    // In the order of their names: that of sets in memory depends on what was evaluated before.
    for entry in try evaluator.sortedByName(hosts.attributes) {
      let name = evaluator.symbols.name(entry.symbol).text
      guard options.hosts.isEmpty || options.hosts.contains(name) else { continue }
      outcome.hosts.append(name)
      attempt {
        let system = try evaluator.force(entry.slot)
        guard isHost(system, named: name, entry) else { return }
        let reader = SetReader(set: system.attributes, evaluator: evaluator)
        guard let checks = try reader.value("nixwiz"), checks.isAttributes else { return }
        try judge(SetReader(set: checks.attributes, evaluator: evaluator))
      }
    }
  }
}

/// Warnings and traces of one evaluation.
final class MessageCollector: Sendable {
  private let list = Mutex<[EvaluationMessage]>([])

  func add(_ message: EvaluationMessage) { list.withLock { $0.append(message) } }
  func removeAll() { list.withLock { $0 = [] } }
  var count: Int { list.withLock { $0.count } }

  func warnings(since count: Int) -> [String] {
    list.withLock { $0.dropFirst(count).filter { $0.kind == .warning }.map(\.text) }
  }
}
