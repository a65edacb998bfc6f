import HostModel
import SourceText

extension WizardState {
  /// Takes one event and says what is to be done.
  package mutating func handle(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key): return handle(key) + wantedInfluence()
    case .resize(let width, let height):
      self.width = width
      self.height = height
      return []
    case .interrupt: return perform(.quit)
    case .tick(let progress):
      ticks += 1
      self.progress = progress
      return []
    case .started(.success(let start)): return begin(start)
    case .started(.failure(let failure)): return [.leave(.failed(failure.diagnostics))]
    case .suggestions(let known): return take(suggestions: known)
    case .outlook(let outlook, let version, let inFull):
      return take(outlook, version, inFull) + wantedInfluence()
    case .influence(let value, let question, let version):
      influence = (question, version, value)
      return []
    case .hashed(let hash): return take(hash: hash) + handleTypedAhead()
    case .written(.success(let text)): return [.leave(.written(text))]
    case .written(.failure(let failure)):
      phase = .asking
      dialog = .failure(
        title: "Could not write",
        lines: failure.diagnostics.flatMap { [$0.message] + ($0.fix.map { [$0] } ?? []) }
          + ["Nothing was changed on the disk."], canRetry: true)
      return []
    case .repairs(let repairs, let finding, let version):
      offer(repairs, for: finding, version)
      return []
    case .shellMissing(let path):
      message = "There is no shell \(path)."
      return []
    case .sideFilesWritten(let result):
      tell(sideFiles: result)
      return []
    case .edited(let result, let edit): return take(result, of: edit)
    case .saved(let result):
      switch result {
      case .success(let path): message = "Saved in \(path)."
      case .failure(let failure):
        message = Self.words(failure.diagnostics.first) ?? "It could not be saved."
      }
      return []
    }
  }

  private mutating func begin(_ start: Services.Start) -> [Effect] {
    hardware = start.hardware
    facts = start.facts
    target = start.target
    remarks = start.remarks
    initial = start.document
    document = start.document
    draft = start.draft
    phase = .asking
    refresh()
    version += 1
    if draft != nil { dialog = .resume }
    // What was typed was not meant for a question that nobody had seen.
    if draft != nil { typedAhead = [] }
    return [.outlook(request, version: version, inFull: false), .suggest] + handleTypedAhead()
  }

  /// Whether keys wait for something that is under way: what they mean is known when it is done, and
  /// so it does not depend on how fast the machine is.
  var isHoldingKeys: Bool {
    if phase == .starting || awaitsSuggestions != nil { return true }
    if case .password(let entry)? = layers.last { return entry.isHashing }
    return false
  }

  private mutating func handleTypedAhead() -> [Effect] {
    let keys = typedAhead
    typedAhead = []
    return keys.reduce([]) { $0 + handle(.key($1)) }
  }

  private mutating func take(suggestions known: [String: [AnswerType.Choice]]) -> [Effect] {
    suggestions = known
    guard awaitsSuggestions != nil else { return [] }
    awaitsSuggestions = nil
    message = nil
    return perform(.open) + handleTypedAhead()
  }

  private mutating func take(_ new: Outlook?, _ version: Int, _ inFull: Bool) -> [Effect] {
    // A result for earlier answers would put findings on questions that were mended.
    guard version == self.version else { return [] }
    guard let new else { return [] }
    if inFull { isCheckingInFull = false }
    let before = outlook
    let now = attributed(new)
    anchorFocus()
    outlook = now
    revealed.formUnion(now.findings.flatMap(\.questions))
    outlookVersion = version
    ticks = 0
    keepFocus(from: before, to: now)
    if wantsToWrite, dialog == nil, scope == .review || scope == .file {
      message = nil
      askToWrite()
    }
    wantsToWrite = false
    return []
  }

  /// Files and findings come and go with a check; those that have the focus keep it.
  private mutating func keepFocus(from before: Outlook?, to now: Outlook) {
    let path = before.flatMap {
      $0.files.indices.contains(reviewFile) ? $0.files[reviewFile].path : nil
    }
    reviewFile =
      now.files.firstIndex { $0.path == path } ?? min(reviewFile, max(0, now.files.count - 1))
    for index in layers.indices {
      guard case .problems(let focus) = layers[index] else { continue }
      let finding = before.flatMap {
        $0.findings.indices.contains(focus) ? $0.findings[focus] : nil
      }
      let kept = now.findings.firstIndex { $0.isAbout(finding) }
      layers[index] = .problems(focus: kept ?? min(focus, max(0, now.findings.count - 1)))
    }
  }

  /// The findings with the questions whose answers they point at, the worst first.
  private func attributed(_ outlook: Outlook) -> Outlook {
    var outlook = outlook
    for index in outlook.findings.indices where outlook.findings[index].questions.isEmpty {
      guard let place = outlook.findings[index].diagnostic.location else { continue }
      let causes = document.ids.filter { document[$0]?.location == place }
      outlook.findings[index].questions = causes
    }
    let findings = outlook.findings
    outlook.findings =
      findings.filter(\.isError) + findings.filter { $0.diagnostic.severity == .warning }
      + findings.filter { $0.diagnostic.severity == .note }
    return outlook
  }

  /// Asks which lines the focused question decides about, when that is to be seen.
  private mutating func wantedInfluence() -> [Effect] {
    guard panel != .none, outlookVersion == version, let question = focusedQuestion else {
      return []
    }
    if let awaited = awaitedInfluence, awaited == (question, version) { return [] }
    awaitedInfluence = (question, version)
    return [.influence(document, question: question, version: version)]
  }

  /// The lines of the focused question, once they are known.
  package var focusedInfluence: Influence? {
    guard let influence, influence.question == focusedQuestion, influence.version == version else {
      return nil
    }
    return influence.value
  }

  // MARK: - Keys

  private mutating func handle(_ key: Key) -> [Effect] {
    message = nil
    wantsToWrite = false
    if isTooSmall { return key == .character("q") ? perform(.quit) : [] }
    if isHoldingKeys, dialog == nil { return hold(key) }
    // What has begun to be written is not stopped half way, but the check before it can be.
    if phase == .writing { return key == .escape ? [.stopCheck] : [] }
    switch key {
    case .click(let row, let column): return click(row: row, column: column)
    case .wheelUp: return perform(.up)
    case .wheelDown: return perform(.down)
    default: break
    }
    let scope = scope
    if scope == .dialog { return handleDialog(key) }
    if let action = ActionTable.action(for: key, in: scope) {
      if scope.isTyping, case .alt = key {
        // Alt with a letter: first accept what is typed, then do what the letter does.
        guard scope == .text, let effects = acceptTyping(moving: false) else { return [] }
        return effects + perform(action)
      }
      return perform(action)
    }
    if scope.isTyping { return type(key) }
    if case .paste = key { message = "Pasted text is only taken while a field is typed in." }
    return []
  }

  private mutating func hold(_ key: Key) -> [Effect] {
    // Within what was typed ahead, these are part of it.
    if phase == .starting, typedAhead.isEmpty, key == .character("q") || key == .escape {
      return [.leave(.left(""))]
    }
    typedAhead.append(key)
    return []
  }

  /// Does what a key stands for.
  package mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .quit:
      if !hasSomethingToLose { return [.forgetDraft, .leave(.left(""))] }
      if dialog == nil { dialog = .quit }
      return []
    case .redraw:
      // Files may have been edited meanwhile.
      return scope == .review
        ? [.redraw, .outlook(request, version: version, inFull: false)] : [.redraw]
    case .suspend: return [.suspend]
    case .shell: return [.shell]
    case .saveScreen: return saveScreen()
    case .mouse:
      hasMouse.toggle()
      message =
        hasMouse ? "The mouse is on; M lets the terminal have it back." : "The mouse is off."
      return [.mouse(hasMouse)]
    default: break
    }
    switch layers.last {
    case .page: return performInPage(action)
    case .picker, .finder: return performInPicker(action)
    case .password: return performInPassword(action)
    case .problems, .keys: return performInList(action)
    case .conflict: return performInConflict(action)
    case nil: return performInStep(action)
    }
  }

  private mutating func click(row: Int, column: Int) -> [Effect] {
    guard dialog == nil, let hit = Screen(self, glyphs: .unicode).hit(row: row, column: column)
    else { return [] }
    switch hit {
    case .step(let index):
      guard layers.isEmpty, typing == nil else { return [] }
      go(to: index)
      return []
    case .row(let index):
      if index == currentFocus { return perform(.open) }
      guard scope == .form || scope == .list || scope == .steps else { return [] }
      pane = .content
      setFocus(index)
      return []
    }
  }
}
