/// A service that compares the machine with the one that its flake was made for.
package struct DriftPlan: Sendable, Hashable {
  /// When to compare beside each start of the system, as systemd.time(7) writes it; nil for never.
  package var calendar: String?
  /// The program on the machine.
  package var program: String
  /// The flake on the machine.
  package var folder: String
}

extension Planner {
  /// Nil when nothing is to be compared.
  func driftPlan() -> DriftPlan? {
    let check = answers[.driftCheck]
    guard check != "never" else { return nil }
    return DriftPlan(
      calendar: check == "boot" ? nil : check, program: answers[.driftProgram],
      folder: answers[.driftFolder])
  }
}

extension AnswerKey where Value == String {
  package static var driftCheck: Self { Self("drift.check") }
  package static var driftProgram: Self { Self("drift.program") }
  package static var driftFolder: Self { Self("drift.folder") }
}

extension QuestionCatalog {
  static let drift: [Question] = [
    Question(
      AnswerKey.driftCheck.id,
      .choice([
        .init("never", "only when you run nixwiz regenerate"),
        .init("boot", "at each start of the system"),
        .init("daily", "at each start, and each day"),
        .init("weekly", "at each start, and each week"),
      ]),
      label: "Watch for drift",
      help: """
        A service that compares this machine with the one of the flake. It writes what changed into \
        the journal and fails then, so that `systemctl --failed` shows it. It changes nothing.
        """,
      fixed: .text("never")),
    Question(
      AnswerKey.driftProgram.id, .text(.commandPath("the path of a program")), label: "Program",
      help: "Where nixwiz is on the machine. Without it there the service is skipped.",
      fixed: .text("/run/current-system/sw/bin/nixwiz"), irrelevantWhen: unlessWatched),
    Question(
      AnswerKey.driftFolder.id, .text(.commandPath("the path of a folder")), label: "Flake",
      help: "Where this flake is on the machine. Without it there the service is skipped.",
      fixed: .text("/etc/nixos"), irrelevantWhen: unlessWatched),
  ]

  @Sendable private static func unlessWatched(_ context: DefaultContext) -> String? {
    context[.driftCheck] == "never" ? "drift.check is \"never\"" : nil
  }
}

extension TextRule {
  /// A path that may stand in a command line of systemd, where blanks, quotes, `%`, `$` and `\\` have
  /// meanings.
  static func commandPath(_ noun: String) -> TextRule {
    let plain = TextRule.path(noun)
    return TextRule(noun, pattern: "^/[A-Za-z0-9/._+-]*$", maximumLength: 4095) { text in
      if let problem = plain.problem(text) { return problem }
      let isPlain = text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+")...UInt8(ascii: "/"),
          UInt8(ascii: "_"):
          byte != UInt8(ascii: ",")
        default: false
        }
      }
      return isPlain
        ? nil
        : Problem(
          "\"\(text)\" cannot stand in a command line as it is",
          fix: "use letters, digits and . _ + - / only")
    }
  }
}
