import HostModel
import SourceText

extension WizardState {
  /// The first finding of a question that is no note.
  func worstFinding(of question: String) -> Outlook.Finding? {
    findings(of: question).first { $0.diagnostic.severity != .note }
  }

  /// Asks which changes of one answer would make a finding go away.
  mutating func askForRepairs(of finding: Outlook.Finding?) -> [Effect] {
    guard let finding else {
      message = "There is no problem here."
      return []
    }
    dialog = .lookingForRepairs(of: finding.diagnostic.message)
    return [.repair(request, finding, version: version)]
  }

  /// Shows the changes, of which one can be taken.
  mutating func offer(
    _ repairs: [Services.Repair], for finding: Outlook.Finding, _ version: Int
  ) {
    guard version == self.version, dialog?.isLookingForRepairs == true else { return }
    dialog = nil
    guard !repairs.isEmpty else {
      message = "No single answer mends this" + (finding.diagnostic.fix.map { ": \($0)" } ?? ".")
      return
    }
    dialog = .repairs(
      of: finding.diagnostic.message,
      repairs.prefix(Self.maximumRepairs).map { ($0, words($0)) })
  }

  /// More are not shown: the dialog fits on the smallest screen.
  private static let maximumRepairs = 4

  /// `Port: 8080, then 8081`.
  private func words(_ repair: Services.Repair) -> String {
    guard let question = catalog[repair.question] else { return repair.question }
    let now = ValueText.short(answers[id: repair.question]?.value, question.type)
    let then = repair.value.map { ValueText.short($0, question.type) } ?? "the default"
    return "\(question.label): \(now), then \(then)"
  }

  /// Takes a change that was offered.
  mutating func apply(_ repair: Services.Repair) -> [Effect] {
    layers.removeAll { if case .problems = $0 { true } else { false } }
    guard let value = repair.value else { return reset(repair.question) }
    return give(value, to: repair.question) ?? []
  }

  /// Saves what is on the screen, for a report or a manual.
  mutating func saveScreen() -> [Effect] {
    if case .password(let entry)? = layers.last, entry.isShown {
      message = "Not while a password is shown."
      return []
    }
    let canvas = Screen.draw(self, glyphs: .unicode)
    let rows = (0..<canvas.height).map { canvas.text(ofRow: $0) + "\n" }
    return [.saveScreen(rows.joined())]
  }
}
