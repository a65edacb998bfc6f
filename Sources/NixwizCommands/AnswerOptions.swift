import ArgumentParser
import HostModel
import SourceText

/// The answers that a command line gives.
struct AnswerOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A file of answers: .nix, .json or .toml; - is standard input.",
      discussion: "May be given several times, later files win.", valueName: "file"),
    completion: .file(extensions: ["nix", "json", "toml"]))
  var answers: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "One answer, such as host.name=carbon; wins over all files.", valueName: "key=value"))
  var set: [String] = []

  /// Everything that files and settings say, with all its problems.
  static func read(
    files: [String], settings: [String]
  ) throws -> (AnswersDocument, [Diagnostic]) {
    var document = AnswersDocument()
    var problems: [Diagnostic] = []
    for name in files {
      let (read, found) = AnswersDocument.parse(try InputFile.read(name))
      document = document.overlaid(by: read)
      problems += found
    }
    for setting in settings {
      let (read, found) = AnswersDocument.parse(setting: setting)
      document = document.overlaid(by: read)
      problems += found
    }
    return (document, problems)
  }
}
