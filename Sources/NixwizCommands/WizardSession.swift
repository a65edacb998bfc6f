import FlakeCheck
import FlakeTemplates
import Glibc
import HardwareProbe
import HostModel
import SourceText
import Synchronization
import TreeWriter
import WizardUI

/// The work behind the wizard: what it shows is made here, from answers, and written from here.
final class WizardSession: Sendable {
  /// What is known once the machine was looked at.
  struct Begun: Sendable {
    var hardware: Hardware
    var writer: TreeWriter
    var renderer: FlakeRenderer
    /// The hosts beside the one that is asked about.
    var fleet: Fleet
    /// The answers file of the target, which is edited and not written anew.
    var own: AnswerSources.OwnFile?
    var draft: DraftFile?
    /// The last two trees that differ, to mark what the last answer changed.
    var tree = RenderedTree()
    var treeBefore: RenderedTree?
    /// The questions behind findings, as looking for them takes long.
    var causes: [FindingPlace: [String]] = [:]
  }

  /// A finding, wherever its line is now.
  struct FindingPlace: Hashable {
    var code: String
    var message: String
    var path: String
  }

  private let options: WizardCommand
  let begun = Mutex<Begun?>(nil)
  let check = TreeCheck(isRepeated: true)

  init(_ options: WizardCommand) { self.options = options }

  /// What the wizard is handed.
  var services: Services {
    Services(
      start: { self.start() },
      suggestions: { WizardSuggestions.all }, suggestedQuestions: WizardSuggestions.questions,
      outlook: { self.outlook(of: $0, inFull: $1, $2) },
      influence: { self.influence(of: $1, in: $0) },
      write: { self.write($0, $1) }, writeSideFiles: { self.writeSideFiles($0) },
      edit: { ConflictEdit.run($0, $1) },
      saveAnswers: { document, path in
        let bytes = Array(document.nixText.utf8)
        do throws(WriteFailure) {
          try PrivateFile.write(bytes, to: path, replacing: false)
          return .success(path)
        } catch { return .failure(Services.Failure(error.diagnostics)) }
      },
      saveScreen: { Self.saveScreen($0) },
      repairs: { self.repairs(of: $1, in: $0) },
      keepDraft: { document in self.begun.withLock { $0?.draft?.keep(document) } },
      checksInFull: options.place.nixpkgs != nil, isDryRun: options.dryRun)
  }

  // MARK: - Start

  private func start() -> Result<Services.Start, Services.Failure> {
    do {
      let writer = try WriteFailure.asCommandFailure {
        let writer = try TreeWriter(target: options.place.output)
        if !options.dryRun { try writer.recover() }
        return writer
      }
      let run = try HostRun(
        writer.target, try WriteFailure.asCommandFailure { try writer.read(paths: []) },
        host: options.place.host.name, machine: options.machine, answers: options.answers)
      let (facts, sources) = (run.facts, run.sources)
      guard !sources.problems.contains(where: { $0.severity == .error }) else {
        return .failure(Services.Failure(sources.problems))
      }
      // Of one host only: a draft does not say which answers are those of all hosts.
      let draft =
        options.dryRun || run.fleet.first != nil ? nil : DraftFile(target: writer.target)
      let kept = draft?.read()
      let renderer = try Generation.renderer(templates: options.place.templates)
      begun.withLock {
        $0 = Begun(
          hardware: facts.hardware, writer: writer, renderer: renderer, fleet: run.fleet,
          own: sources.own?.editable, draft: draft)
      }
      return .success(
        Services.Start(
          hardware: facts.hardware, facts: ProbeSummary.lines(facts.hardware),
          document: sources.document,
          draft: kept.flatMap { $0.hasSameValues(as: sources.document) ? nil : $0 },
          target: writer.target, remarks: facts.findings + sources.problems))
    } catch let failure as CommandFailure {
      return .failure(Services.Failure(failure.diagnostics))
    } catch { return .failure(Services.Failure([.error("internal", "\(error)")])) }
  }

  // MARK: - Outlook

  /// Nil when the check was stopped.
  ///
  /// - Parameter attributesFindings: whether the questions behind findings are looked for.
  func outlook(
    of request: Services.Request, inFull: Bool, _ watch: CheckWatch,
    attributesFindings: Bool = true
  ) -> Outlook? {
    guard let begun = begun.withLock({ $0 }) else { return Outlook() }
    let (answers, problems) = Answers.resolve(request.document, hardware: begun.hardware)
    let plan: Plan
    do { plan = try Plan.make(hardware: begun.hardware, answers: answers) } catch {
      return Outlook(
        findings: problems.map { Outlook.Finding($0) }
          + error.problems.map { Outlook.Finding($0.diagnostic, questions: $0.questions) })
    }
    do {
      let generation = try Generation(
        plan: plan, document: request.document, fleet: begun.fleet, problems: problems,
        hardware: begun.hardware, renderer: begun.renderer)
      let proposal = try generation.proposal(
        begun.writer, own: begun.own, decisions: request.decisions,
        nixpkgs: inFull ? options.place.nixpkgs : nil, check: check, watch: watch)
      return outlook(of: proposal, request.document, attributesFindings)
    } catch is TreeCheck.Stopped {
      return nil
    } catch let failure as WriteFailure {
      return Outlook(findings: failure.diagnostics.map { Outlook.Finding($0) })
    } catch let failure as CommandFailure {
      return Outlook(findings: failure.diagnostics.map { Outlook.Finding($0) })
    } catch {
      return Outlook(findings: [Outlook.Finding(.error("internal", "\(error)"))])
    }
  }

  private func outlook(
    of proposal: Proposal, _ document: AnswersDocument, _ attributesFindings: Bool
  ) -> Outlook {
    let generation = proposal.generation
    let before = begun.withLock { begun -> RenderedTree? in
      guard var now = begun, now.tree != generation.tree else { return begun?.treeBefore }
      now.treeBefore = now.tree.files.isEmpty ? nil : now.tree
      now.tree = generation.tree
      begun = now
      return now.treeBefore
    }
    let diagnostics =
      generation.remarks + proposal.check.findings + proposal.writePlan.conflicts
      + proposal.writePlan.setAside
    let findings = diagnostics.map {
      Outlook.Finding(
        $0, questions: attributesFindings ? causes(of: $0, generation, document) : [])
    }
    return Outlook(
      decisions: PlanDecisions(generation.plan).lines.map {
        Outlook.Decision(
          subject: $0.subject, value: $0.value, reason: $0.reason, question: $0.question)
      },
      files: proposal.writePlan.entries.map { Outlook.File($0, before: before) },
      findings: findings,
      proof: (proposal.check.depth, proposal.check.seconds),
      derivations: proposal.check.hosts.compactMap(\.toplevel),
      costs: proposal.check.hosts.compactMap { $0.cost?.words }, isWritable: proposal.isWritable)
  }

  /// The questions that decide about a finding: about its line, or about its being there.
  private func causes(
    of finding: Diagnostic, _ generation: Generation, _ document: AnswersDocument
  ) -> [String] {
    guard finding.severity != .note, let begun = begun.withLock({ $0 }) else { return [] }
    let file = finding.location?.file.name
    let path = generation.tree.paths.first { file?.hasSuffix($0) ?? false }
    let key = FindingPlace(code: finding.code, message: finding.message, path: path ?? "")
    if let known = begun.causes[key] { return known }
    let influence = QuestionInfluence(
      hardware: begun.hardware, document: document, renderer: begun.renderer)
    let causes: [String]
    if let path, let line = finding.location?.position.line {
      causes = QuestionCatalog.standard.questions.map(\.id).filter { id in
        influence.places(of: id).places.contains { $0.path == path && $0.line == line }
      }
    } else if finding.location == nil, generation.remarks.contains(finding) {
      causes = influence.causes(of: finding)
    } else {
      // A place in the answers; the wizard knows whose it is.
      return []
    }
    self.begun.withLock { $0?.causes[key] = causes }
    return causes
  }

  private func influence(of id: String, in document: AnswersDocument) -> Influence {
    guard let begun = begun.withLock({ $0 }) else { return Influence(places: []) }
    return QuestionInfluence(
      hardware: begun.hardware, document: document, renderer: begun.renderer
    ).places(of: id)
  }

  // MARK: - Writing

  private func write(
    _ request: Services.Request, _ watch: CheckWatch
  ) -> Result<String, Services.Failure> {
    withProposal(request, nixpkgs: options.place.nixpkgs, watch) { writer, proposal in
      guard proposal.isWritable else {
        return .failure(
          Services.Failure(proposal.check.findings + proposal.writePlan.conflicts))
      }
      try writer.commit(proposal.writePlan)
      let notes = GitNote.announce(proposal.writePlan, in: writer.target)
      return .success(
        DiagnosticRenderer(colored: false).render(notes)
          + WizardEnding.written(
            proposal.generation.plan, proposal.writePlan, to: writer.target))
    }
  }

  private func writeSideFiles(
    _ request: Services.Request
  ) -> Result<[String], Services.Failure> {
    withProposal(request, nixpkgs: nil, CheckWatch()) { writer, proposal in
      .success(try writer.writeSideFiles(of: proposal.writePlan))
    }
  }

  /// Plans, renders and checks what was decided, for something that is done with it.
  private func withProposal<Success>(
    _ request: Services.Request, nixpkgs: String?, _ watch: CheckWatch,
    _ body: (TreeWriter, Proposal) throws -> Result<Success, Services.Failure>
  ) -> Result<Success, Services.Failure> {
    guard let begun = begun.withLock({ $0 }) else { return .failure(Services.Failure([])) }
    do {
      let generation = try Generation(
        hardware: begun.hardware, document: request.document, fleet: begun.fleet,
        templates: options.place.templates)
      let proposal = try generation.proposal(
        begun.writer, own: begun.own, decisions: request.decisions, nixpkgs: nixpkgs,
        check: check, watch: watch)
      return try body(begun.writer, proposal)
    } catch is TreeCheck.Stopped {
      return .failure(Services.Failure([.error("stopped", "the check was stopped")]))
    } catch let failure as WriteFailure {
      return .failure(Services.Failure(failure.diagnostics))
    } catch let failure as CommandFailure {
      return .failure(Services.Failure(failure.diagnostics))
    } catch { return .failure(Services.Failure([.error("internal", "\(error)")])) }
  }
}
