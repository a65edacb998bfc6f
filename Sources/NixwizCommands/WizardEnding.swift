import HostModel
import SourceText
import TreeWriter

/// What the wizard says on the shell's screen when it has ended.
enum WizardEnding {
  static func written(_ plan: Plan, _ writePlan: WritePlan, to target: String) -> String {
    let count = writePlan.entries.count { entry in
      switch entry.action {
      case .identical, .keep: false
      default: true
      }
    }
    let shown = Terminal.visible(target)
    return "Written: \(count) file\(count == 1 ? "" : "s") in \(shown).\n"
      + NextSteps(plan: plan, target: target).text
  }
}
