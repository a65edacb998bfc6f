import ArgumentParser
import Glibc
import HardwareProbe
import HostModel
import SourceText
import TreeWriter

/// `nixwiz generate`: hardware and answers to a checked tree, without a question.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write the flake of a host from its hardware and your answers.",
    discussion: """
      What is not answered takes its default from the hardware. Without --answers, the answers.nix \
      of an earlier run in the output folder counts. The flake is evaluated before a file is \
      written; nothing is written when it does not validate.

      With --host the flake gets a further host, or a new version of it. Its answers are in \
      hosts/NAME/answers.nix; those of the flake that hold for all hosts count too.
      """)

  @OptionGroup(title: "Machine") var machine: HardwareOptions

  @OptionGroup(title: "Answers") var answers: AnswerOptions

  @OptionGroup(title: "Output") var place: PlaceOptions

  @Flag(name: .customLong("dry-run"), help: "Write nothing.")
  var dryRun = false

  @Flag(help: "Show what changes in the files.")
  var diff = false

  @Flag(help: "Print the report as JSON.")
  var json = false

  @Flag(help: "Overwrite files that nixwiz did not write, or that were edited since.")
  var force = false

  func run() throws {
    let writer = try WriteFailure.asCommandFailure { try TreeWriter(target: place.output) }
    if !dryRun { try WriteFailure.asCommandFailure { try writer.recover() } }
    let run = try HostRun(
      writer.target, try WriteFailure.asCommandFailure { try writer.read(paths: []) },
      host: place.host.name, machine: machine, answers: answers)
    let sources = run.sources
    Console.error.write(run.facts.findings + sources.problems)
    guard !sources.problems.contains(where: { $0.severity == .error }) else {
      throw CommandFailure(.usage)
    }
    let generation = try Generation(
      hardware: run.facts.hardware, document: sources.document, fleet: run.fleet,
      templates: place.templates)
    let proposal = try generation.proposal(
      writer, own: sources.own, force: force, nixpkgs: place.nixpkgs)
    try finish(proposal, writer)
  }

  /// Reports, then writes what may be written.
  private func finish(_ proposal: Proposal, _ writer: TreeWriter) throws {
    let plan = proposal.writePlan
    let isWritten = !dryRun && proposal.isWritable
    // Written first: a report of files that are not there would be a lie.
    try WriteFailure.asCommandFailure {
      if isWritten { try writer.commit(plan) }
      if !dryRun, plan.hasMergeConflicts { _ = try writer.writeSideFiles(of: plan) }
    }
    let notes = isWritten ? GitNote.announce(plan, in: writer.target) : []
    let report = GenerateReport(proposal: proposal, target: writer.target, isWritten: isWritten)
    Console.error.write(
      plan.snapshot.problems + proposal.generation.remarks + proposal.check.findings
        + plan.conflicts + plan.setAside + notes)
    if json {
      Console.output.write(report.json)
    } else {
      Console.output.write(report.text)
    }
    if diff { showDifferences(plan) }
    if let failure = proposal.failure { throw failure }
  }

  private func showDifferences(_ plan: WritePlan) {
    // With --json the document alone belongs on standard output.
    let console = json ? Console.error : Console.output
    for diff in plan.differences { console.write(diff.text(colored: console.isColored)) }
  }
}
