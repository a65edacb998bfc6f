package import TextFormats

/// What has become of the questions of earlier versions: files of answers live longer than names.
///
/// A file says by `format = N;` which version of the catalogue it was written for; without that it
/// is 1. Changes of later formats are applied while it is read, each with a warning, and `regenerate`
/// writes the new names into the file. A name that was given up is never used again for another
/// question in the same format.
package struct AnswersMigration: Sendable {
  /// What happened to a question.
  package enum Change: Sendable {
    /// It has another name.
    case renamed(to: String)
    /// It has another type: what an old value is now; nil for what is no old value.
    case retyped(@Sendable (TextNode.Value) -> TextNode.Value?)
    /// It is not asked any more, for this reason.
    case dropped(String)
  }

  /// One row of the table.
  package struct Step: Sendable {
    /// The first format in which the change holds.
    package let format: Int
    package let id: String
    package let change: Change

    package init(format: Int, _ id: String, _ change: Change) {
      self.format = format
      self.id = id
      self.change = change
    }
  }

  private let steps: [Step]

  package init(_ steps: [Step]) { self.steps = steps }

  /// The table, oldest first. A row is added, and none is ever removed, with every question that is
  /// renamed, retyped or dropped.
  package static let standard = AnswersMigration([
    // A reader is a device of the machine, and a host without a desktop may have one.
    Step(format: 2, "desktop.fingerprint", .renamed(to: "hardware.fingerprint")),
    // With several hosts in one flake, `hosts` reads as if it named them.
    Step(format: 2, "hosts.deploy", .renamed(to: "deploy.tool")),
  ])

  /// The format that files are written in.
  package var format: Int { steps.map(\.format).max() ?? 1 }

  /// Whether there was a question below a name.
  func isGroup(_ id: String) -> Bool { steps.contains { $0.id.hasPrefix("\(id).") } }

  /// An old answer in today's terms.
  struct Outcome {
    /// Nil when the question was dropped.
    var id: String?
    var value: TextNode.Value
    /// What happened, for a message; nil when nothing did.
    var words: String?
  }

  /// Follows a name and its value through all changes since a format.
  func migrate(_ id: String, _ value: TextNode.Value, since format: Int) -> Outcome {
    var outcome = Outcome(id: id, value: value)
    for step in steps where step.format > format && step.id == outcome.id {
      switch step.change {
      case .renamed(let name):
        outcome.id = name
        outcome.words = "`\(id)` is `\(name)` now"
      case .retyped(let convert):
        guard let value = convert(outcome.value) else { continue }
        outcome.value = value
        outcome.words = outcome.words ?? "`\(id)` has other values now"
      case .dropped(let reason):
        outcome.id = nil
        outcome.words = "`\(id)` is not asked any more: \(reason)"
      }
    }
    return outcome
  }
}
