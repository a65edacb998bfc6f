/// Which keys the last row of the screen names, and what it calls them.
enum KeyBar {
  static func actions(in scope: Scope) -> [Action] {
    switch scope {
    case .form:
      [
        .open, .nextStep, .why, .view, .review, .steps, .keys, .quit, .problems, .reset, .find,
        .undo,
      ]
    case .record: [.open, .leave, .reset, .why, .view, .keys, .quit]
    case .steps: [.open, .review, .problems, .find, .keys, .quit, .undo, .saveAnswers]
    case .list: [.open, .add, .remove, .leave, .why, .keys]
    case .choice: [.open, .leave, .deleteLine]
    case .choices: [.toggle, .open, .leave, .deleteLine]
    case .text: [.open, .leave, .nextField, .deleteLine, .why]
    case .secret: [.open, .nextField, .showSecret, .leave]
    case .review:
      [.write, .open, .wholeFile, .problems, .checkFully, .saveAnswers, .leave, .keys, .quit]
    case .file: [.leave, .wholeFile, .nextFile, .write, .keys, .quit]
    case .problems: [.open, .fix, .leave, .quit]
    case .conflict: [.open, .edit, .nextProblem, .leave, .keys, .quit, .toggle]
    case .dialog: [.open, .leave]
    case .keys: [.leave, .quit]
    }
  }

  static func label(_ entry: ActionEntry, in scope: Scope) -> String {
    switch (entry.action, scope) {
    case (.open, .text), (.open, .secret): "accept"
    case (.open, .choice), (.open, .dialog): "choose"
    case (.open, .choices): "done"
    case (.open, .steps), (.open, .review): "open"
    case (.open, .problems): "go there"
    case (.open, .conflict): "decide and go on"
    case (.toggle, .conflict): "decide"
    case (.nextProblem, .conflict): "next conflict"
    case (.leave, .text), (.leave, .secret), (.leave, .choice), (.leave, .choices): "cancel"
    case (.leave, .review): "steps"
    case (.nextField, _): "next field"
    case (.nextFile, _): "next file"
    default: entry.label
    }
  }
}
