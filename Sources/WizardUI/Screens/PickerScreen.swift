import HostModel

extension Screen {
  /// A choice: what is typed, and the entries that match it.
  func drawPicker(_ picker: Picker, _ canvas: inout Canvas) {
    let matches = picker.matches
    let count =
      picker.isMultiple
      ? "\(picker.chosen.count) of \(picker.choices.count) on"
      : picker.filter.text.isEmpty
        ? "\(picker.choices.count)" : "\(matches.count) of \(picker.choices.count) match"
    drawTitle(picker.title, right: count, &canvas)
    let area = layout.content.dropping(rows: 1)
    canvas.put("Find: ", in: area)
    let window = picker.filter.window(columns: max(4, area.width - 8))
    canvas.put(window.text, in: area, column: 6, .field)
    let list = area.dropping(rows: 2)
    let column = helpColumn(picker, width: list.width)
    let start = Self.firstVisible(focus: picker.focus, height: list.height)
    for (place, index) in matches.indices.dropFirst(start).prefix(list.height).enumerated() {
      draw(
        matches[index], picker, in: list, at: place, column: column,
        isFocused: index == picker.focus, &canvas)
    }
    if matches.isEmpty {
      canvas.put(
        picker.allowsOther
          ? "Not in the list. Enter takes it as it is." : "Nothing of the list matches.",
        in: list, .quiet)
    }
    let below = matches.count - start - list.height
    if below > 0 {
      canvas.put(right: "\(canvas.glyphs[.more]) \(below) more", in: area, row: 1, .quiet)
    }
    // While there is something typed the cursor is in the text, else on the focused line.
    if picker.filter.text.isEmpty, !matches.isEmpty {
      canvas.cursor = Canvas.Position(row: list.row + picker.focus - start, column: list.column)
    } else {
      canvas.cursor = Canvas.Position(row: area.row, column: area.column + 6 + window.cursor)
    }
  }

  /// Where the explanations of the choices begin.
  func helpColumn(_ picker: Picker, width: Int) -> Int {
    let widest = picker.matches.prefix(200).map { DisplayWidth.of($0.value) }.max() ?? 0
    return (picker.isMultiple ? 6 : 2) + min(widest, width / 2) + 2
  }

  private func draw(
    _ choice: AnswerType.Choice, _ picker: Picker, in list: Canvas.Area, at place: Int,
    column: Int, isFocused: Bool, _ canvas: inout Canvas
  ) {
    if isFocused { canvas.put(canvas.glyphs[.cursor], in: list, row: place) }
    let isChosen = picker.chosen.contains(choice.value)
    var start = 2
    if picker.isMultiple {
      canvas.put(isChosen ? "[x]" : "[ ]", in: list, row: place, column: 2)
      start = 6
    }
    let value = choice.value.isEmpty ? "none" : choice.value
    let role: Role = isFocused ? .focus : isChosen && !picker.isMultiple ? .title : .text
    canvas.put(
      value, in: list.keeping(columns: column - 1), row: place, column: start, role)
    canvas.put(choice.help, in: list, row: place, column: column, .quiet)
  }

  // MARK: - Passwords

  func drawPassword(_ entry: PasswordEntry, _ canvas: inout Canvas) {
    drawTitle(entry.title, right: "", &canvas)
    let area = layout.content.dropping(rows: 2)
    drawSecret("Password", entry.first, entry, isCurrent: !entry.isSecond, in: area, &canvas)
    drawSecret(
      "Again", entry.second, entry, isCurrent: entry.isSecond, in: area.dropping(rows: 1), &canvas)
    if entry.isHashing {
      canvas.put("\(canvas.glyphs[.running]) hashing", in: area, row: 3, column: 2)
    } else if let problem = entry.problem {
      canvas.put("\(canvas.glyphs[.problem]) \(problem)", in: area, row: 3, column: 2, .bad)
    } else if !entry.first.isEmpty {
      canvas.put("Strength: \(entry.first.strength)", in: area, row: 3, column: 2)
    }
    let text =
      "Stored as a yescrypt hash, never as it is typed. Caps Lock cannot be seen from here; Ctrl-T "
      + "shows what is typed."
    for (row, line) in TextLayout.wrap(text, width: area.width).enumerated() {
      canvas.put(line, in: area, row: 5 + row, .quiet)
    }
  }

  private func drawSecret(
    _ label: String, _ secret: Secret, _ entry: PasswordEntry, isCurrent: Bool,
    in area: Canvas.Area, _ canvas: inout Canvas
  ) {
    if isCurrent { canvas.put(canvas.glyphs[.cursor], in: area) }
    canvas.put(label, in: area, column: 2, isCurrent ? .focus : .text)
    let width = max(4, min(32, area.width - 18))
    let text =
      isCurrent && entry.isShown
      ? secret.shown : String(repeating: canvas.glyphs[.masked], count: secret.count)
    let shown = String(DisplayWidth.suffix(text, columns: width - 1))
    canvas.put(isCurrent ? "[ " : "  ", in: area, column: 12)
    canvas.put(shown, in: area, column: 14, isCurrent ? .field : .text)
    if isCurrent {
      canvas.put("]", in: area, column: 14 + width)
      canvas.cursor = Canvas.Position(
        row: area.row, column: area.column + 14 + DisplayWidth.of(shown))
    }
    if secret.count > 0 { canvas.put(right: "\(secret.count) typed", in: area, .quiet) }
  }
}
