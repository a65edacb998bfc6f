import HostModel
import SourceText

extension Screen {
  /// What the check found, a finding a line, with all of the focused one below.
  func drawProblems(_ focus: Int, _ canvas: inout Canvas) {
    let findings = state.outlook?.findings ?? []
    drawTitle("Problems", right: "\(findings.count)", &canvas)
    let area = layout.content.dropping(rows: 2)
    let detailHeight = min(10, max(4, area.height / 2))
    let list = area.keeping(rows: area.height - detailHeight)
    let start = Self.firstVisible(focus: focus, height: list.height)
    for (place, index) in findings.indices.dropFirst(start).prefix(list.height).enumerated() {
      let finding = findings[index]
      let isFocused = index == focus
      if isFocused {
        canvas.put(canvas.glyphs[.cursor], in: list, row: place)
        canvas.cursor = Canvas.Position(row: list.row + place, column: list.column)
      }
      let (glyph, role) = sign(finding)
      canvas.put(glyph, in: list, row: place, column: 2, role)
      let question = finding.questions.first.flatMap { state.catalog[$0]?.label }
      let end = canvas.put(
        question ?? finding.diagnostic.code, in: list, row: place, column: 4,
        isFocused ? .focus : .text)
      canvas.put(finding.diagnostic.message, in: list, row: place, column: max(end + 2, 26))
    }
    guard findings.indices.contains(focus) else { return }
    let detail = area.dropping(rows: area.height - detailHeight)
    canvas.titledRule(findings[focus].diagnostic.code, in: detail)
    var lines = self.lines(of: findings[focus])
    if lines.count > detail.height - 1 { lines = Array(lines.prefix(detail.height - 1)) }
    for (row, line) in lines.enumerated() { canvas.put(line, in: detail, row: 1 + row) }
  }

  /// A finding as wrapped lines.
  func lines(of finding: Outlook.Finding) -> [String] {
    let diagnostic = finding.diagnostic
    let width = layout.content.width
    var lines = TextLayout.wrap(
      Terminal.visible(diagnostic.message, keepNewlines: true), width: width)
    if let fix = diagnostic.fix {
      lines += TextLayout.wrap("Fix: \(Terminal.visible(fix))", width: width)
    }
    if let place = diagnostic.location {
      lines.append("\(place.file.name), line \(place.position.line)")
    }
    for note in diagnostic.notes {
      lines += TextLayout.wrap(Terminal.visible(note.message, keepNewlines: true), width: width)
    }
    return lines
  }

  func sign(_ finding: Outlook.Finding) -> (String, Role) {
    switch finding.diagnostic.severity {
    case .error: (glyphSet[.problem], .bad)
    case .warning: (glyphSet[.warning], .warn)
    case .note: (glyphSet[.standard], .quiet)
    }
  }

  /// All keys, from the table of actions.
  func drawKeys(_ offset: Int, _ canvas: inout Canvas) {
    drawTitle("Keys", right: "Esc closes", &canvas)
    let area = layout.content.dropping(rows: 2)
    var row = 0
    for entry in ActionTable.entries.dropFirst(offset) where row < area.height {
      let keys = ActionTable.keyNames(entry)
      canvas.put(keys, in: area, row: row, column: 0, .key)
      let column = min(22, area.width / 3)
      var lines = TextLayout.wrap(entry.help, width: area.width - column)
      if DisplayWidth.of(keys) >= column { lines.insert("", at: 0) }
      for line in lines {
        guard row < area.height else { break }
        canvas.put(line, in: area, row: row, column: column)
        row += 1
      }
    }
    canvas.cursor = Canvas.Position(row: area.row, column: area.column)
  }

  // MARK: - The last two rows

  func drawMessage(_ canvas: inout Canvas) {
    guard state.dialog == nil else { return }
    if let message = state.message {
      canvas.put(TextLayout.lead(message, width: layout.message.width), in: layout.message)
    } else if state.isCheckingInFull {
      canvas.put("\(canvas.glyphs[.running]) \(progressWords)", in: layout.message)
    } else if let problem = focusedProblem {
      let end = canvas.put("\(canvas.glyphs[.problem]) ", in: layout.message, .bad)
      canvas.put(problem, in: layout.message, column: end)
    } else if let finding = focusedFinding {
      let (glyph, role) = sign(finding)
      let end = canvas.put("\(glyph) ", in: layout.message, role)
      canvas.put(finding.diagnostic.message, in: layout.message, column: end)
    } else {
      // In the colour of the text: a colour of its own costs 17 bytes with each move of the focus.
      canvas.put(TextLayout.lead(hint, width: layout.message.width), in: layout.message)
    }
  }

  private var focusedProblem: String? {
    switch state.layers.last {
    case .page(let page): page.problem
    case .picker(let picker): picker.problem
    case .password, .finder, .problems, .conflict, .keys: nil
    case nil: state.problem
    }
  }

  private var focusedFinding: Outlook.Finding? {
    guard state.layers.isEmpty, state.typing == nil, let question = state.focusedQuestion else {
      return nil
    }
    return state.findings(of: question).first { $0.diagnostic.severity != .note }
  }

  /// With the labels of two lines this keeps a move of the focus below 150 bytes. All of a longer
  /// sentence stands in the explanation.
  static let hintWidth = 66

  /// What to say where nothing else is to be said.
  private var hint: String {
    switch state.scope {
    case .steps: return "Every step has its defaults already. Review shows what they lead to."
    case .review:
      return state.isDryRun
        ? "Nothing is written with --dry-run."
        : "Nothing is written yet, and writing switches nothing."
    case .choice: return focusedHelp ?? "Typing filters; what begins with it comes first."
    case .choices:
      return focusedHelp
        ?? "Typing filters, Space ticks. What is ticked stays when the filter changes."
    case .secret: return "Empty twice: no password; then an SSH key is needed to log in."
    case .problems: return "Enter goes to the question."
    case .conflict: return "Nothing changes on the disk before Write; nixwiz undo takes that back."
    case .file, .dialog, .keys: return ""
    case .form, .record, .list, .text: break
    }
    guard let row = state.focusedRow else { return "" }
    switch row.kind {
    case .fact(let reason):
      if !reason.isEmpty { return lead("\(row.value): \(reason)") }
      return state.stepFocus <= 1
        ? "Everything has a default. r reviews it all, PgDn walks through." : lead(row.value)
    case .question: return firstSentence(row.help)
    case .entry, .add:
      guard case .page(let page)? = state.layers.last else { return "" }
      return firstSentence(page.help)
    case .done: return "Keeps what was changed."
    case .more, .less, .heading, .continuation: return ""
    }
  }

  /// The explanation of the choice in the focus, where it does not fit beside it.
  private var focusedHelp: String? {
    guard case .picker(let picker)? = state.layers.last,
      picker.matches.indices.contains(picker.focus)
    else { return nil }
    let help = picker.matches[picker.focus].help
    let column = helpColumn(picker, width: layout.content.width)
    return column + DisplayWidth.of(help) > layout.content.width ? help : nil
  }

  private func firstSentence(_ text: String) -> String {
    guard let end = text.firstRange(of: ". ") else { return lead(text) }
    return lead(String(text[..<end]))
  }

  private func lead(_ text: String) -> String { TextLayout.lead(text, width: Self.hintWidth) }

  /// The keys that work now, as many as fit; the order is that of their use.
  func drawBar(_ canvas: inout Canvas) {
    var column = 0
    let scope = state.scope
    let isBusy = state.phase != .asking
    var actions: [Action] =
      isBusy && scope != .dialog
      ? [state.phase == .writing ? .leave : .quit] : KeyBar.actions(in: scope)
    let canStop = state.isCheckingInFull && scope == .review
    if canStop { actions.insert(.leave, at: 0) }
    if scope == .form, focusedFinding != nil { actions.insert(.fix, at: 0) }
    if state.isDryRun { actions.removeAll { $0 == .write } }
    for (index, action) in actions.enumerated()
    where actions.firstIndex(of: action) == index && action != .checkFully || state.checksInFull {
      guard let entry = ActionTable.entry(action), let key = entry.keys(in: scope).first else {
        continue
      }
      let isStop = action == .leave && (canStop || state.phase == .writing)
      let isDetail = action == .open && scope == .form && state.focusedRow?.isReadable == true
      let label =
        isStop ? "stop the check" : isDetail ? "details" : KeyBar.label(entry, in: scope)
      let width = DisplayWidth.of(key.name) + 1 + DisplayWidth.of(label)
      guard column + width <= layout.bar.width else { continue }
      let end = canvas.put(key.name, in: layout.bar, column: column, .key)
      column = canvas.put(" \(label)", in: layout.bar, column: end) + 2
    }
  }
}

extension String {
  /// The index of the first occurrence of a short text, one character into it.
  fileprivate func firstRange(of text: String) -> Index? {
    self[...].range(ofFirst: text).map { index(before: $0) }
  }
}
