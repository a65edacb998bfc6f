import Glibc
package import SourceText

/// Why a tree was not written. The tree on the disk is as it was.
package enum WriteFailure: Error, Sendable {
  /// The plan has conflicts.
  case conflicts([Diagnostic])
  /// Another run is writing the same tree.
  case busy(String)
  /// Files changed between the plan and the writing.
  case changedMeanwhile(String)
  /// The target cannot be a tree at all.
  case unsuitable(String, reason: String, fix: String)
  /// The system refused.
  case system(DiskError)

  /// What to show.
  package var diagnostics: [Diagnostic] {
    switch self {
    case .conflicts(let diagnostics): diagnostics
    case .busy(let target):
      [
        .error(
          "target-busy", "another run of nixwiz is writing \(target)",
          fix: "wait until it is done")
      ]
    case .changedMeanwhile(let target):
      [
        .error(
          "target-changed", "\(target) was changed by someone else during this run",
          fix: "run the command again")
      ]
    case .unsuitable(let target, let reason, let fix):
      [.error("unsuitable-target", "\(target) \(reason)", fix: fix)]
    case .system(let error): [Self.diagnostic(of: error)]
    }
  }

  private static func diagnostic(of error: DiskError) -> Diagnostic {
    let verb =
      switch error.change {
      case nil: "read"
      case .remove: "remove"
      default: "write"
      }
    let fix: String? =
      switch error.number {
      case ENOSPC, EDQUOT: "make room on that file system; nothing was changed"
      case EROFS: "choose a folder on a file system that is not read-only with --output"
      case EACCES, EPERM:
        "run as a user who may write to the folder and to the one above it, or choose another "
          + "folder with --output"
      case EILSEQ: "rename the file so that its name is UTF-8"
      default: nil
      }
    return .error("cannot-\(verb)", "cannot \(verb) \(error.path): \(error.reason)", fix: fix)
  }
}
