import Glibc
import HostModel
import SourceText
import TreeWriter

/// The answers of a session that has not ended, in a file that only its user can read: the next
/// start offers them.
struct DraftFile: Sendable {
  let path: String

  /// Nil where there is no home to keep it in. Each target has its own draft.
  init?(target: String) {
    let state: String
    if let folder = Console.variable("XDG_STATE_HOME"), folder.hasPrefix("/") {
      state = folder
    } else if let home = Console.variable("HOME"), home.hasPrefix("/") {
      state = "\(home)/.local/state"
    } else {
      return nil
    }
    let name = target.split(separator: "/").joined(separator: "-")
    path = "\(state)/nixwiz/\(name).draft.nix"
  }

  /// The answers, or nil when there are none or they do not hold any more.
  func read() -> AnswersDocument? {
    guard access(path, R_OK) == 0, let file = try? InputFile.read(path) else { return nil }
    let (document, problems) = AnswersDocument.parse(file)
    let isBroken = problems.contains { $0.severity == .error }
    return isBroken || document.ids.isEmpty ? nil : document
  }

  /// Writes the answers, or removes the file. That a draft cannot be kept is no reason to stop.
  func keep(_ document: AnswersDocument?) {
    guard let document, !document.ids.isEmpty else { return PrivateFile.remove(path) }
    try? PrivateFile.write(Array(document.nixText.utf8), to: path, replacing: true)
  }
}

extension AnswersDocument {
  /// The given answers, and no others, as literal Nix.
  var nixText: String {
    var answers = Answers()
    for id in ids {
      guard let given = self[id] else { continue }
      answers[id: id] = Answer(given.value, origin: .answer(given.location), reason: "answered")
    }
    return answers.nixText
  }

  /// Whether the same is answered, wherever it was written.
  func hasSameValues(as other: AnswersDocument) -> Bool {
    ids == other.ids && ids.allSatisfy { self[$0]?.value == other[$0]?.value }
  }
}
