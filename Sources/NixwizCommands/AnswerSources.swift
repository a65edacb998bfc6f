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
      isOnlySource && !answers.needsPinning(in: file)
        ? file.bytes : answers.nixText(editing: file)
    }
  }

  static let fileName = "answers.nix"

  /// Reads what the command line names; where that names no file, the answers of the target itself.
  ///
  /// - Parameter file: the answers file of the host, relative to the target.
  static func read(
    _ options: AnswerOptions?, file name: String = fileName, target: String
  ) throws -> AnswerSources {
    let path = "\(target)/\(name)"
    let own = try InputFile.readIfPresent(path)
    let named = options?.answers ?? []
    let files = named.isEmpty && own != nil ? [path] : named
    let settings = options?.set ?? []
    let (document, problems) = try AnswerOptions.read(files: files, settings: settings)
    let isOnlySource = files.count == 1 && settings.isEmpty && isSame(files[0], path)
    return AnswerSources(
      document: document, problems: problems,
      own: own.map {
        OwnFile(file: $0, isOnlySource: isOnlySource && document.outdated.isEmpty)
      })
  }

  /// Names the host where its answers do not; answers that name another one are an error.
  mutating func setHostName(_ name: String) {
    guard let given = document[AnswerKey.hostName.id] else {
      document = document.overlaid(by: AnswersDocument.parse(setting: "host.name=\(name)").0)
      own?.isOnlySource = false
      return
    }
    guard given.value != .text(name) else { return }
    problems.append(
      .error(
        "host-name", "these are the answers of another host than \(name)", at: given.location,
        fix: "leave host.name out, or name this host with --host"))
  }

  /// Puts the answers for all hosts beneath those of a further host.
  mutating func join(_ first: AnswersDocument) {
    let (joined, found) = document.joining(first)
    document = joined
    problems += found
  }

  private static func isSame(_ one: String, _ other: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
