import Glibc
import HostModel
import SourceText

/// The answers of a run, with what follows from where they came from.
struct AnswerSources {
  var document: AnswersDocument
  var problems: [Diagnostic]
  /// Files of the target that must stay as they are: an answers file that the user edits there is
  /// read, and not replaced by our spelling of it.
  var kept: [String]

  /// The file in a tree that holds its answers.
  static let fileName = "answers.nix"

  /// Reads what the command line names; without `--answers`, the answers of the target itself.
  static func read(_ options: AnswerOptions, target: String) throws -> AnswerSources {
    let own = "\(target)/\(fileName)"
    var options = options
    if options.answers.isEmpty, access(own, R_OK) == 0 { options.answers = [own] }
    let (document, problems) = try options.read()
    let isOwn = options.answers.count == 1 && options.set.isEmpty
    let kept = isOwn && isSame(options.answers[0], own) ? [fileName] : []
    return AnswerSources(document: document, problems: problems, kept: kept)
  }

  private static func isSame(_ one: String, _ other: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
