import Glibc
import HostModel
import SourceText

/// The answers of a run, with what follows from where they came from.
struct AnswerSources {
  var document: AnswersDocument
  var problems: [Diagnostic]
  /// The answers file of the target, if there is one.
  var own: OwnFile?

  /// The file in a tree that holds its answers. It is the user's as much as ours: we change answers
  /// in it, and leave everything else as it is.
  struct OwnFile {
    var file: SourceFile
    /// Whether all answers of the run are from this file and in today's terms, so that it stays as
    /// it is.
    var isOnlySource: Bool

    /// The same file for a front end that changes answers.
    var editable: OwnFile { OwnFile(file: file, isOnlySource: false) }

    /// The file with the answers of a plan in it; nil when it cannot be edited.
    func text(with answers: Answers) -> [UInt8]? {
      isOnlySource ? file.bytes : answers.nixText(editing: file)
    }
  }

  static let fileName = "answers.nix"

  /// Reads what the command line names; without `--answers`, the answers of the target itself.
  static func read(_ options: AnswerOptions, target: String) throws -> AnswerSources {
    let path = "\(target)/\(fileName)"
    var options = options
    let own = try InputFile.readIfPresent(path)
    if options.answers.isEmpty, own != nil { options.answers = [path] }
    let (document, problems) = try options.read()
    let isOnlySource =
      options.answers.count == 1 && options.set.isEmpty && isSame(options.answers[0], path)
    return AnswerSources(
      document: document, problems: problems,
      own: own.map {
        OwnFile(file: $0, isOnlySource: isOnlySource && document.outdated.isEmpty)
      })
  }

  /// The answers of a tree alone.
  static func read(target: String) throws -> AnswerSources {
    guard let file = try InputFile.readIfPresent("\(target)/\(fileName)") else {
      return AnswerSources(document: AnswersDocument(), problems: [])
    }
    let (document, problems) = AnswersDocument.parse(file)
    return AnswerSources(
      document: document, problems: problems,
      own: OwnFile(file: file, isOnlySource: document.outdated.isEmpty))
  }

  private static func isSame(_ one: String, _ other: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
