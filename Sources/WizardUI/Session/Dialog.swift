/// A question of the program itself, in front of everything else.
package struct Dialog: Sendable {
  package enum Answer: Sendable, Equatable {
    case stay
    case quitKeeping, quitForgetting
    case write
    case acceptPage, dropPage
    case resume, startAnew
    case save
    case retry
    case leaveFailed
    case repair(Services.Repair)
  }

  package struct Choice: Sendable {
    package let key: Character
    package let label: String
    package let answer: Answer
  }

  package let title: String
  package let lines: [String]
  package let choices: [Choice]
  package var focus = 0
  /// A line to type, with a label before it.
  package var input: TextInput?
  package var problem: String?
  /// What Esc means.
  package var escape = Answer.stay
  /// Whether it is shown until it is known which changes mend a finding.
  var isLookingForRepairs = false

  mutating func move(_ count: Int) {
    focus = (focus + count + choices.count) % choices.count
  }

  static let quit = Dialog(
    title: "Leave nixwiz?",
    lines: ["Nothing is written. The answers can be kept for the next start."],
    choices: [
      Choice(key: "s", label: "Stay", answer: .stay),
      Choice(key: "k", label: "Keep the answers and leave", answer: .quitKeeping),
      Choice(key: "t", label: "Throw them away and leave", answer: .quitForgetting),
    ])

  static let resume = Dialog(
    title: "An earlier session did not end",
    lines: ["Its answers were kept. Nothing was written."],
    choices: [
      Choice(key: "c", label: "Continue with them", answer: .resume),
      Choice(key: "n", label: "Start anew", answer: .startAnew),
    ], escape: .resume)

  static func leavePage(_ title: String) -> Dialog {
    Dialog(
      title: "Keep the changes?", lines: ["\(title) was changed."],
      choices: [
        Choice(key: "k", label: "Keep", answer: .acceptPage),
        Choice(key: "t", label: "Throw away", answer: .dropPage),
        Choice(key: "s", label: "Stay here", answer: .stay),
      ])
  }

  static func write(to target: String, files: Int) -> Dialog {
    Dialog(
      title: "Write \(files) file\(files == 1 ? "" : "s")?",
      lines: ["To \(target). Writing does not switch the system."],
      choices: [
        Choice(key: "w", label: "Write", answer: .write),
        Choice(key: "b", label: "Back", answer: .stay),
      ], focus: 1)
  }

  static func save(suggesting path: String) -> Dialog {
    Dialog(
      title: "Save the answers",
      lines: ["Into a new file that only you can read:"],
      choices: [
        Choice(key: "s", label: "Save", answer: .save),
        Choice(key: "b", label: "Back", answer: .stay),
      ], input: TextInput(path))
  }

  /// Stands where the changes will, so that no key means something else when they come.
  static func lookingForRepairs(of message: String) -> Dialog {
    Dialog(
      title: repairTitle, lines: [message, "Looking for an answer that mends it."],
      choices: [Choice(key: "b", label: "Leave it as it is", answer: .stay)],
      isLookingForRepairs: true)
  }

  private static let repairTitle = "Mend this?"

  /// Changes of an answer, with their words; Esc takes none.
  static func repairs(of message: String, _ repairs: [(Services.Repair, words: String)]) -> Dialog {
    Dialog(
      title: repairTitle, lines: [message],
      choices: repairs.enumerated().map { index, repair in
        Choice(
          key: Character(String(index + 1)), label: repair.words, answer: .repair(repair.0))
      } + [Choice(key: "b", label: "Leave it as it is", answer: .stay)])
  }

  static func failure(title: String, lines: [String], canRetry: Bool) -> Dialog {
    Dialog(
      title: title, lines: lines,
      choices: (canRetry
        ? [
          Choice(key: "b", label: "Back to the review", answer: .stay),
          Choice(key: "t", label: "Try again", answer: .retry),
        ] : []) + [Choice(key: "q", label: "Quit", answer: .leaveFailed)],
      escape: canRetry ? .stay : .leaveFailed)
  }
}
