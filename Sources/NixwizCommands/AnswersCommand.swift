import ArgumentParser
import HardwareProbe
import HostModel
import SourceText

/// `nixwiz answers`: everything about the answers file.
struct AnswersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answers",
    abstract: "Describe or check the answers that a configuration is made from.",
    subcommands: [Schema.self, Example.self, Validate.self])

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "Print the JSON Schema of answers files, for editors.")

    func run() throws { Console.output.write(QuestionCatalog.standard.jsonSchema) }
  }

  struct Example: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "example",
      abstract: "Print an answers file with every question and its default for the machine.")

    @OptionGroup(title: "Machine") var machine: HardwareOptions

    func run() throws {
      let report = try machine.read()
      Console.output.write(QuestionCatalog.standard.example(for: report.hardware))
    }
  }

  struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "validate",
      abstract: "Check answers files without planning anything.")

    @Argument(
      help: "The files; - is standard input.",
      completion: .file(extensions: ["nix", "json", "toml"]))
    var files: [String]

    @Flag(help: "Print the problems as JSON.")
    var json = false

    func run() throws {
      var problems: [Diagnostic] = []
      var count = 0
      for name in files {
        let (document, found) = AnswersDocument.parse(try InputFile.read(name))
        problems += found
        count += document.ids.count
      }
      let isValid = !problems.contains { $0.severity == .error }
      if json {
        Console.output.write(DiagnosticJSON.document(problems, valid: isValid))
      } else {
        Console.error.write(problems)
        if isValid { Console.output.write("\(count) answers, no errors\n") }
      }
      if !isValid { throw CommandFailure(.usage) }
    }
  }
}
