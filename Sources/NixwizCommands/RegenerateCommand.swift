import ArgumentParser
import HardwareProbe
import HostModel
import SourceText
import TreeWriter

/// `nixwiz regenerate`: the same flake for what the machine is now.
struct RegenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regenerate",
    abstract: "Bring a flake up to date with its machine, and keep your edits.",
    discussion: """
      Probes the machine again, says what changed since the flake was written and how serious \
      that is, and makes the flake again from its own answers.nix. Your edits of generated files \
      are merged with what changes; nothing is written where the two exclude each other. \
      'nixwiz undo' takes it back.

      Exits with 0 when nothing changed or all was written, with 5 when something would change \
      with --dry-run, and with 6 when one of your edits is in conflict with a change.
      """)

  @Argument(
    help: "The folder of the flake; the current one or nixos-config unless given.",
    completion: .directory)
  var folder: String?

  @OptionGroup(title: "Machine") var machine: HardwareOptions

  @OptionGroup var host: HostOption

  @OptionGroup(title: "Output") var sources: SourceOptions

  @Flag(name: .customLong("dry-run"), help: "Write nothing.")
  var dryRun = false

  @Flag(help: "Print nothing when nothing changed, else a line for each change.")
  var quiet = false

  @Flag(help: "Print the report as JSON.")
  var json = false

  @Flag(name: .customLong("exit-code"), help: "Exit with 5 also after something was written.")
  var exitCode = false

  @Flag(help: "Overwrite edits of yours, and write files again that you deleted.")
  var force = false

  func run() throws {
    let (writer, snapshot) = try TreeFolder.open(folder)
    if !dryRun { try WriteFailure.asCommandFailure { try writer.recover() } }
    let run = try HostRun(
      writer.target, snapshot, host: host.name, machine: machine, answers: nil)
    if let name = host.name, run.recorded == nil {
      throw CommandFailure(
        .usage, code: "no-host", "the flake in \(writer.target) has no host \(name)",
        fix: "add it with 'nixwiz generate --host \(name) --output \(writer.target)'")
    }
    let answers = run.sources
    Console.error.write((quiet ? [] : run.facts.findings) + answers.problems)
    guard !answers.problems.contains(where: { $0.severity == .error }) else {
      throw CommandFailure(.usage)
    }
    let drift = try Drift(snapshot, run, templates: sources.templates)
    let proposal = try drift.generation.proposal(
      writer, own: answers.own, document: drift.unchangedDocument, force: force,
      nixpkgs: sources.nixpkgs)
    try finish(RegenerateReport(drift: drift, proposal: proposal, target: writer.target), writer)
  }

  /// Writes what may be written, then reports.
  private func finish(_ report: RegenerateReport, _ writer: TreeWriter) throws {
    let proposal = report.proposal
    let plan = proposal.writePlan
    var report = report
    report.isWritten = !dryRun && proposal.isWritable
    var notes: [Diagnostic] = []
    try WriteFailure.asCommandFailure {
      if report.isWritten, !plan.isUpToDate {
        try writer.commit(plan)
        notes = GitNote.announce(plan, in: writer.target)
      }
      if !dryRun, plan.hasMergeConflicts { _ = try writer.writeSideFiles(of: plan) }
    }
    let remarks = quiet ? [] : report.drift.problems + proposal.generation.remarks
    Console.error.write(
      remarks + proposal.check.findings.filter { !quiet || $0.severity == .error }
        + plan.conflicts + plan.setAside + notes)
    if json {
      Console.output.write(report.json)
    } else {
      Console.output.write(quiet ? report.lines : report.text)
      if !quiet { Differences.write(plan) }
    }
    if let failure = proposal.failure { throw failure }
    if report.isDrift, dryRun || exitCode { throw CommandFailure(.changed) }
  }
}
