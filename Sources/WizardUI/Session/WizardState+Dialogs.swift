import HostModel

extension WizardState {
  mutating func handleDialog(_ key: Key) -> [Effect] {
    guard var dialog else { return [] }
    switch key {
    case .up, .backTab: dialog.move(-1)
    case .down, .tab: dialog.move(1)
    case .left where dialog.input == nil: dialog.move(-1)
    case .right where dialog.input == nil: dialog.move(1)
    case .enter: return answer(dialog.choices[dialog.focus].answer)
    case .escape: return answer(dialog.escape)
    case .control("c"): return answer(dialog.escape)
    case .control("l"): return [.redraw]
    default:
      if var input = dialog.input {
        if let action = ActionTable.action(for: key, in: .text) { Self.edit(&input, action) }
        _ = input.edit(key)
        dialog.input = input
        dialog.problem = nil
        break
      }
      let letter: Character? = if case .character(let typed) = key { typed } else { nil }
      if let choice = dialog.choices.first(where: { $0.key == letter }) {
        return answer(choice.answer)
      }
    }
    self.dialog = dialog
    return []
  }

  private mutating func answer(_ answer: Dialog.Answer) -> [Effect] {
    let input = dialog?.input
    dialog = nil
    switch answer {
    case .stay: return []
    case .quitKeeping:
      wipeSecrets()
      return [.leave(.leftKeeping(isDryRun: isDryRun))]
    case .quitForgetting:
      wipeSecrets()
      return [.forgetDraft, .leave(.left(""))]
    case .write, .retry:
      phase = .writing
      ticks = 0
      progress = CheckWatch.Progress()
      return [.write(request)]
    case .acceptPage: return acceptPage()
    case .dropPage:
      layers.removeLast()
      return []
    case .resume:
      guard let draft else { return [] }
      self.draft = nil
      past.append(document)
      document = draft
      return changed(because: nil)
    case .startAnew:
      draft = nil
      return [.forgetDraft]
    case .save:
      let path = input?.text.trimmed ?? ""
      guard !path.isEmpty else {
        message = "A file needs a name."
        return []
      }
      return [.saveAnswers(document, path: path)]
    case .repair(let repair): return apply(repair)
    case .leaveFailed:
      wipeSecrets()
      return [.leave(.leftKeeping(isDryRun: isDryRun))]
    }
  }

  /// The answers that a session leaves which is ended from outside.
  package mutating func endFromOutside() -> Effect.Ending {
    wipeSecrets()
    return hasSomethingToLose ? .leftKeeping(isDryRun: isDryRun) : .left("")
  }

  private func wipeSecrets() {
    for case .password(let entry) in layers { entry.wipe() }
  }
}
