import ArgumentParser
import Glibc
import HardwareProbe
import HostModel
import SourceText
import TreeWriter
import WizardUI

/// `nixwiz` alone: the questions on a terminal.
struct WizardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wizard",
    abstract: "Ask the questions on this terminal, review, and write the flake.")

  /// The front ends of the wizard.
  enum Interface: String, CaseIterable, ExpressibleByArgument {
    case line
  }

  @Option(help: "How to ask: line, a conversation that every terminal and screen reader can hold.")
  var ui = Interface.line

  @OptionGroup(title: "Machine") var machine: HardwareOptions
  @OptionGroup(title: "Answers") var answers: AnswerOptions
  @OptionGroup(title: "Output") var place: PlaceOptions

  func run() throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw CommandFailure(
        .usage, code: "no-terminal", "the wizard needs a terminal, and this is none",
        fix: "run 'nixwiz generate', which asks nothing and takes answers from a file")
    }
    let facts = try machine.read()
    let writer = try WriteFailure.asCommandFailure {
      let writer = try TreeWriter(target: place.output)
      try writer.recover()
      return writer
    }
    let sources = try AnswerSources.read(answers, target: writer.target)
    Console.error.write(facts.findings + sources.problems)
    guard !sources.problems.contains(where: { $0.severity == .error }) else {
      throw CommandFailure(.usage)
    }
    var wizard = LineWizard(hardware: facts.hardware, document: sources.document) { document in
      preview(of: document, facts.hardware, writer, sources.own)
    }
    var terminal = StandardTerminal()
    guard case .write(let document) = wizard.run(on: &terminal) else {
      throw CommandFailure(
        .invalidConfiguration, code: "left", "the wizard was left, nothing was written")
    }
    let generation = try Generation(
      hardware: facts.hardware, document: document, templates: place.templates)
    let proposal = try generation.proposal(
      writer, own: sources.own?.editable, nixpkgs: place.nixpkgs)
    try WriteFailure.asCommandFailure { try writer.commit(proposal.writePlan) }
    Console.error.write(GitNote.announce(proposal.writePlan, in: writer.target))
    terminal.write("Written to \(Terminal.visible(writer.target)).\n")
  }

  /// What the answers lead to.
  private func preview(
    of document: AnswersDocument, _ hardware: Hardware, _ writer: TreeWriter,
    _ own: AnswerSources.OwnFile?
  ) -> LineWizard.Preview {
    do {
      let generation = try Generation(
        hardware: hardware, document: document, templates: place.templates)
      let proposal = try generation.proposal(
        writer, own: own?.editable, nixpkgs: place.nixpkgs)
      let report = GenerateReport(proposal: proposal, target: writer.target, isWritten: false)
      let isColored = Console.output.isColored
      let diffs = proposal.writePlan.differences.map { $0.text(colored: isColored) }
      return LineWizard.Preview(
        text: report.text,
        findings: generation.remarks + proposal.check.findings + proposal.writePlan.conflicts,
        isWritable: proposal.isWritable, diff: diffs.joined())
    } catch let failure as CommandFailure {
      return LineWizard.Preview(
        text: "", findings: failure.diagnostics, isWritable: false, diff: "")
    } catch {
      return LineWizard.Preview(
        text: "", findings: [.error("internal", "\(error)")], isWritable: false, diff: "")
    }
  }
}
