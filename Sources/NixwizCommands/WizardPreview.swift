import HostModel
import SourceText
import WizardUI

extension WizardSession {
  /// What answers lead to, as text for a conversation on lines.
  func preview(of request: Services.Request) -> LineWizard.Preview {
    // Nobody is led to a question here, so that those behind the findings are not looked for.
    let outlook =
      outlook(
        of: request, inFull: services.checksInFull, CheckWatch(), attributesFindings: false)
      ?? Outlook()
    var decisions = TextTable()
    for decision in outlook.decisions {
      decisions.add(
        decision.subject, Terminal.visible(decision.value), Terminal.visible(decision.reason))
    }
    var files = TextTable()
    for file in outlook.files {
      files.add(String(file.sign), Terminal.visible(file.path), file.remark)
    }
    var text = outlook.decisions.isEmpty ? "" : "Decisions\n\(decisions.text)"
    if let proof = outlook.proof {
      text += "\nCheck: \(proof.depth.words), \(Int((proof.seconds * 1000).rounded())) ms\n"
    }
    for cost in outlook.costs { text += "Cost: \(cost)\n" }
    if !outlook.files.isEmpty {
      text +=
        "\nFiles: + new, ~ changed, & changed with your edits, = stays, - removed, x impossible\n"
        + files.text
    }
    return LineWizard.Preview(
      text: text, findings: outlook.findings.map(\.diagnostic), isWritable: outlook.isWritable,
      diff: outlook.files.map(Self.diff).joined(),
      conflicts: outlook.files.flatMap { file in
        file.conflicts.map { LineConflict(path: file.path, place: $0) }
      })
  }

  /// The lines of a file that change.
  private static func diff(_ file: Outlook.File) -> String {
    let changes = file.changes.filter { $0.mark != .same }
    guard !changes.isEmpty else { return "" }
    return changes.reduce("\(Terminal.visible(file.path))\n") { text, line in
      text + "\(line.mark == .added ? "+" : "-") \(Terminal.visible(line.text))\n"
    }
  }
}
