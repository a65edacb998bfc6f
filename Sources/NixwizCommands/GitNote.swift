import SourceText
import TreeWriter

/// What is to be said about git after a write.
enum GitNote {
  /// Makes the files of a tree visible to flakes; a note where that was not possible.
  static func announce(_ plan: WritePlan, in target: String) -> [Diagnostic] {
    switch GitIndex.announce(plan.announced, in: target) {
    case .unneeded, .done: return []
    case .noGit: return [note("there is no git to announce new files with", target)]
    case .failed: return [note("git did not take all new files", target)]
    }
  }

  private static func note(_ reason: String, _ target: String) -> Diagnostic {
    Diagnostic(
      .note, code: "unknown-to-git",
      "\(target) is in a git repository, and \(reason): Nix sees only files that git knows",
      fix: "run: git -C \(target) add --intent-to-add .")
  }
}
