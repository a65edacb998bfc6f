import ArgumentParser
import SourceText
import TreeWriter

/// `nixwiz undo`: takes back the last write.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back what the last run wrote.",
    discussion: """
      The last ten writes are kept in .nixwiz/undo; each undo takes back one. Edits that you made \
      since then stay; where they are in the same lines, nothing is undone.
      """)

  @Argument(
    help: "The folder of the flake; the current one or nixos-config unless given.",
    completion: .directory)
  var folder: String?

  @Flag(name: .customLong("dry-run"), help: "Write nothing.")
  var dryRun = false

  @Flag(help: "Show what changes in the files.")
  var diff = false

  func run() throws {
    let (writer, _) = try TreeFolder.open(folder)
    let found = try WriteFailure.asCommandFailure {
      if !dryRun { try writer.recover() }
      return try writer.undoPlan()
    }
    guard let plan = found else {
      throw CommandFailure(
        .usage, code: "nothing-to-undo", "nothing is kept to undo in \(writer.target)")
    }
    if !dryRun, plan.conflicts.isEmpty {
      try WriteFailure.asCommandFailure { try writer.commit(plan) }
    }
    Console.error.write(plan.conflicts)
    Console.output.write(
      FileTable(plan).text(
        done: !dryRun && plan.conflicts.isEmpty, target: writer.target))
    if diff { Differences.write(plan) }
    guard plan.conflicts.isEmpty else {
      throw CommandFailure(plan.hasMergeConflicts ? .conflict : .unwritable)
    }
  }
}
