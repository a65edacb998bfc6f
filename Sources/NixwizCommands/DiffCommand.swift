import ArgumentParser
import SourceText
import TreeWriter

/// `nixwiz diff`: what the user changed in a generated tree.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what you changed in the generated files.",
    discussion: """
      Compares each generated file with what nixwiz last generated: these are the edits that \
      'nixwiz regenerate' keeps. What regenerate would change is shown by its --dry-run. Exits \
      with 5 when there are edits.
      """)

  @Argument(
    help: "The folder of the flake; the current one or nixos-config unless given.",
    completion: .directory)
  var folder: String?

  @Flag(help: "Print the names of the files only.")
  var nameOnly = false

  func run() throws {
    let (_, snapshot) = try TreeFolder.open(folder)
    let edits = snapshot.edits
    for edit in edits {
      Console.output.write(
        nameOnly
          ? "\(Terminal.visible(edit.path))\n" : edit.text(colored: Console.output.isColored))
    }
    if !edits.isEmpty { throw CommandFailure(.changed) }
  }
}
