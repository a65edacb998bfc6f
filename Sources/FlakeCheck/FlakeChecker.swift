import Glibc
package import HostModel
import NixEval
import NixFlakes
import NixLanguage
import SourceText

/// Judges a flake: syntax, then evaluation against the embedded facts, then against a real nixpkgs.
///
/// A check reads no file but those of a nixpkgs that it is given, fetches nothing and writes nothing.
package struct FlakeChecker: Sendable {
  package struct Options: Sendable {
    /// A nixpkgs source tree: with one the systems are evaluated in full.
    package var nixpkgs: String?
    /// The hosts to check; all when empty.
    package var hosts: [String] = []
    /// Paths for inputs, as `--override-input` gives them.
    package var inputs: [String: String] = [:]
    /// Seconds for each of the two evaluations.
    package var timeLimit = 60.0
    /// Bytes for each of the two evaluations; more than an evaluator can use (3.5 GiB) is that.
    package var memoryLimit = 4 << 30
    /// Tells another thread how far the check is, and lets it stop the check. The report of a check
    /// that was stopped is worth nothing.
    package var watch: CheckWatch?

    package init() {}
  }

  private let facts: PackedFacts?

  /// - Parameter facts: nil checks syntax only.
  package init(facts: PackedFacts? = .embedded) { self.facts = facts }

  package func check(_ tree: RenderedTree, options: Options = Options()) -> CheckReport {
    var evaluators = WarmEvaluators(areKept: false)
    return check(tree, options, &evaluators)
  }

  /// Checks one tree after the other, for instance after each answer, and shares between the checks
  /// what no tree has a part in. Reports are those of `check`; only the time differs.
  ///
  /// Files of a nixpkgs and of inputs on disk are taken to stay as they are while a session lasts.
  package final class Session {
    private let checker: FlakeChecker
    private(set) var evaluators: WarmEvaluators

    /// - Parameter isRepeated: whether to note what values are made from, so that the next check
    ///   evaluates only what differs.
    package init(_ checker: FlakeChecker = FlakeChecker(), isRepeated: Bool = true) {
      self.checker = checker
      evaluators = WarmEvaluators(areKept: isRepeated)
    }

    package func check(_ tree: RenderedTree, options: Options = Options()) -> CheckReport {
      checker.check(tree, options, &evaluators)
    }
  }

  /// What one check leaves to the next.
  struct WarmEvaluators {
    /// Whether other checks will follow, so that it pays to note what values are made from.
    let areKept: Bool
    var standIn: StandInEvaluator?
    var nixpkgs: NixpkgsEvaluator?
  }

  private func check(
    _ tree: RenderedTree, _ options: Options, _ evaluators: inout WarmEvaluators
  ) -> CheckReport {
    // A stop that comes later must not end an evaluator that the next check uses.
    defer { options.watch?.enter(.preparing) {} }
    let start = Self.now()
    let sources = CheckedSources(tree)
    var report = judge(sources, options, &evaluators)
    report.findings = Self.sorted(report.findings.map { Self.placed($0, sources) })
    report.seconds = Self.now() - start
    return report
  }

  private func judge(
    _ sources: CheckedSources, _ options: Options, _ evaluators: inout WarmEvaluators
  ) -> CheckReport {
    var report = CheckReport(depth: .syntax, findings: sources.syntaxErrors, hosts: [], seconds: 0)
    guard report.accepted else { return report }
    let plan = FlakePlan(sources, options)
    report.findings += plan.diagnostics
    guard report.accepted, let facts, let layout = plan.layout else { return report }

    let standIn: StandInEvaluator
    if let known = evaluators.standIn, known.isReusable(for: options) {
      standIn = known
    } else {
      standIn = StandInEvaluator(facts: facts, options: options, isKept: evaluators.areKept)
      evaluators.standIn = standIn
    }
    let interruption = standIn.evaluator.interruption
    options.watch?.enter(.facts) { interruption.cancel() }
    let outcome = FactsEvaluation(
      sources: sources, facts: facts, layout: layout, release: plan.release, options: options,
      standIn: standIn
    ).run()
    report.depth = .facts
    report.findings += outcome.findings
    report.hosts = outcome.hosts.map { CheckReport.Host(name: $0) }
    guard let nixpkgs = options.nixpkgs, options.watch?.isStopped != true else { return report }
    if let missing = plan.graph(nixpkgs: nixpkgs, onDisk: true)?.unknown, !missing.isEmpty {
      let names = missing.map { "'\($0)'" }.joined(separator: ", ")
      report.findings.append(
        Diagnostic(
          .note, code: "input-not-at-hand",
          "the systems were not evaluated in full: the inputs \(names) are not on this machine",
          fix: "give each a path with --override-input"))
      return report
    }

    let full = FullEvaluation(sources: sources, plan: plan, nixpkgs: nixpkgs, options: options)
      .run(hosts: outcome.hosts, in: &evaluators)
    report.depth = .full
    report.hosts = full.hosts
    report.findings = Self.combine(facts: report.findings, full: full.findings, sources)
    return report
  }

  /// What a real nixpkgs says decides: where it accepts, refusals of the facts become warnings, and
  /// where it refuses for a reason that was found already, that finding explains it.
  private static func combine(
    facts: [Diagnostic], full: [Diagnostic], _ sources: CheckedSources
  ) -> [Diagnostic] {
    let accepts = !full.contains { $0.severity == .error }
    // What the facts said with a code of its own, or at the same place, is not said again.
    let new = full.filter { finding in
      finding.severity == .error || !facts.contains { $0.isAbout(finding) }
    }
    let facts = facts.filter { finding in
      finding.code != "unused-error" || !full.contains { $0.message == finding.message }
    }.map { finding in
      // Only nixpkgs knows the version of a package.
      guard Self.aboutPackages.contains(finding.code),
        let exact = full.first(where: { $0.code == finding.code })
      else { return finding }
      var finding = finding
      (finding.message, finding.fix) = (exact.message, exact.fix ?? finding.fix)
      return finding
    }
    if accepts {
      return new
        + facts.map { finding in
          guard finding.severity == .error else { return finding }
          var finding = placed(finding, sources)
          finding.severity = .warning
          finding.notes.append(.init("this nixpkgs accepts it; the built-in facts do not know it"))
          return finding
        }
    }
    guard facts.contains(where: { $0.severity == .error }) else { return facts + new }
    // For what the facts found without a place, the whole evaluation may have found one.
    let place = new.lazy.filter { $0.severity == .error }.compactMap(\.location).first
    return facts.map { finding in
      var finding = finding
      guard finding.severity == .error, finding.location == nil, let place else { return finding }
      finding.location = place
      // It is a guess for modules that are written in the flake itself.
      finding.notes += sources.flakePlace().map { [.init("the hosts are made here", at: $0)] } ?? []
      return finding
    } + new.filter { $0.severity != .error }
  }

  /// An error of the evaluation that has no place is told where the flake gives its outputs.
  private static func placed(_ finding: Diagnostic, _ sources: CheckedSources) -> Diagnostic {
    guard finding.severity == .error, finding.location == nil, finding.code != "evaluation-limit"
    else { return finding }
    var finding = finding
    finding.location = sources.flakePlace()
    return finding
  }

  private static let aboutPackages: Set<String> = [
    "broken-package", "insecure-package", "unfree-not-allowed", "wrong-platform",
  ]

  /// By file and place, each once; worse ones first at one place.
  private static func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let unique = findings.filter { seen.insert($0).inserted }
    return unique.enumerated().sorted { left, right in
      let first = key(left.element)
      let second = key(right.element)
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
  }

  private static func key(_ finding: Diagnostic) -> (Int, String, Int) {
    guard let location = finding.location else { return (1, "", 0) }
    return (0, location.file.name, location.span.start)
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension Diagnostic {
  /// Whether another finding says the same, in other words perhaps: of the same line.
  fileprivate func isAbout(_ other: Diagnostic) -> Bool {
    if message == other.message { return true }
    guard let location, let place = other.location, location.file == place.file else {
      return false
    }
    return location.position.line == place.position.line
  }
}
