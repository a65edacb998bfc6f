import HardwareProbe
import HostModel
import SourceText
import TextFormats
import TreeWriter

/// How a machine differs from the one that a tree was made for, and what follows for the plan.
struct Drift {
  /// A decision that comes out differently.
  struct Change: Hashable {
    var subject: String
    /// Nil when there was no such decision.
    var before: String?
    /// Nil when there is no such decision any more.
    var after: String?
    /// Why it is what it is now; empty where there is none any more.
    var reason: String
  }

  /// What the tree is to be now.
  let generation: Generation
  /// Worst first; empty when nothing is recorded to compare with.
  let hardware: [HardwareChange]
  /// In the order of the report.
  let decisions: [Change]
  /// The version of nixwiz that wrote the tree, when it was another one.
  let earlierVersion: String?
  /// What is wrong with the records of the tree.
  let problems: [Diagnostic]
  /// The recorded document of the machine, when it needs no change: it also holds what is no drift,
  /// such as the version of the kernel, and would change with every start.
  let unchangedDocument: [UInt8]?

  /// Compares with the records of a tree. The answers of the user stay; what follows from the
  /// machine by default is decided anew.
  init(_ snapshot: TreeSnapshot, _ run: HostRun, templates: String?) throws {
    let now = run.facts.hardware
    let document = run.sources.document
    // The host may be known only by its plan, and the plan only from the machine: the name never
    // depends on what is plugged in.
    let recorded =
      run.recorded
      ?? snapshot.hardware(of: Answers.resolve(document, hardware: now).0[.hostName])
    var problems = snapshot.problems
    var before: Hardware?
    if let recorded {
      switch HardwareDocument.decode(recorded) {
      case .success(let hardware): before = hardware
      case .failure(let error):
        var problem = error.diagnostic
        problem.severity = .warning
        problems.append(problem)
      }
    }
    let steady = before.map(now.steadied) ?? now
    let generation = try Generation(
      hardware: steady, document: document, fleet: run.fleet, templates: templates)
    self.generation = generation
    hardware = before.map { HardwareComparison(from: $0, to: steady).changes } ?? []
    decisions = before.map { Self.changes(from: $0, document, to: generation.plan) } ?? []
    let version = snapshot.manifest?.version
    earlierVersion = version == Version.text ? nil : version
    unchangedDocument = before != nil && hardware.isEmpty ? recorded?.bytes : nil
    self.problems = problems
  }

  /// Compares plans by the same answers, so that only the machine makes a difference.
  private static func changes(
    from hardware: Hardware, _ document: AnswersDocument, to plan: Plan
  ) -> [Change] {
    let (answers, _) = Answers.resolve(document, hardware: hardware)
    guard let earlier = try? Plan.make(hardware: hardware, answers: answers) else { return [] }
    let before = PlanDecisions(earlier).lines
    let after = PlanDecisions(plan).lines
    func values(_ lines: [PlanDecisions.Line], _ subject: String) -> String? {
      let values = lines.filter { $0.subject == subject }.map(\.value)
      return values.isEmpty ? nil : values.joined(separator: ", ")
    }
    var subjects: [String] = []
    for line in after + before where !subjects.contains(line.subject) {
      subjects.append(line.subject)
    }
    return subjects.compactMap { subject in
      let old = values(before, subject)
      let new = values(after, subject)
      guard old != new else { return nil }
      let reason = after.first { $0.subject == subject }?.reason ?? ""
      return Change(subject: subject, before: old, after: new, reason: reason)
    }
  }
}
