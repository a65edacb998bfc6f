import ArgumentParser

/// `nixwiz`: the list of the subcommands, and what happens without one.
struct NixwizCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nixwiz",
    abstract: "Configure a NixOS host from its hardware and your answers.",
    version: Version.text,
    subcommands: [
      WizardCommand.self, ProbeCommand.self, GenerateCommand.self, RegenerateCommand.self,
      DiffCommand.self, UndoCommand.self, CheckCommand.self, ExplainCommand.self,
      EvalCommand.self, FormatCommand.self, AnswersCommand.self, FactsCommand.self,
    ],
    defaultSubcommand: WizardCommand.self)
}
