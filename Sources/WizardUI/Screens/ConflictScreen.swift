import HostModel

extension Screen {
  /// A place where an edit excludes a change: the three texts and what to make of them.
  func drawConflict(_ view: ConflictView, _ canvas: inout Canvas) {
    let places = state.conflictPlaces
    guard let place = state.place(of: view), let number = places.firstIndex(of: place) else {
      return
    }
    let area = layout.content.dropping(rows: 2)
    drawTitle(
      "Conflict \(number + 1) of \(places.count)",
      right: "\(state.undecidedPlaces.count) to decide", &canvas)
    canvas.put("\(view.path), line \(place.conflict.line)", in: area)
    let choices = ConflictView.Choice.allCases
    let texts = area.dropping(rows: 2).keeping(rows: area.height - 2 - choices.count - 1)
    var blocks: [(String, [UInt8]?, Role)] = [
      ("before", place.conflict.base, .quiet), ("yours", place.conflict.yours, .text),
      ("new", place.conflict.generated, .text),
    ]
    if case .edited(let text)? = state.decision(at: place) {
      blocks.append(("edited", text, .text))
    }
    var row = 0
    for (index, (title, bytes, role)) in blocks.enumerated() {
      // Each gets its share of what is left, so that a short one leaves room to the others.
      let room = max(1, (texts.height - row) / (blocks.count - index) - 1)
      row += drawText(title, bytes, role, view.scroll, in: texts.dropping(rows: row), room, &canvas)
      row += 1
    }
    let list = area.dropping(rows: area.height - choices.count)
    for (row, choice) in choices.enumerated() {
      draw(choice, view, place, in: list, row: row, &canvas)
    }
  }

  /// A text beside its title, in at most so many rows; gives how many it took.
  private func drawText(
    _ title: String, _ bytes: [UInt8]?, _ role: Role, _ scroll: Int, in area: Canvas.Area,
    _ room: Int, _ canvas: inout Canvas
  ) -> Int {
    canvas.put(title, in: area, column: 2, .title)
    guard let bytes else {
      canvas.put(title == "new" ? "(not generated any more)" : "(not known)", in: area, column: 10)
      return 1
    }
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let all = lines.last == "" ? lines.dropLast() : lines[...]
    if all.isEmpty {
      canvas.put("(nothing)", in: area, column: 10, .quiet)
      return 1
    }
    let start = min(scroll, max(0, all.count - room))
    for (row, line) in all.dropFirst(start).prefix(room).enumerated() {
      let isLast = row == room - 1 && start + room < all.count
      let text =
        isLast ? "\(canvas.glyphs[.more]) \(all.count - start - row) more, + scrolls" : line
      canvas.put(text, in: area, row: row, column: 10, isLast ? .quiet : role)
    }
    return min(room, all.count)
  }

  private func draw(
    _ choice: ConflictView.Choice, _ view: ConflictView, _ place: WizardState.ConflictPlace,
    in area: Canvas.Area, row: Int, _ canvas: inout Canvas
  ) {
    let isFocused = choice == view.focus
    let decision = state.decision(at: place)
    let isChosen =
      switch choice {
      case .yours: decision == .yours
      case .generated: decision == .generated
      case .edit: if case .edited? = decision { true } else { false }
      case .beside: false
      }
    let words =
      switch choice {
      case .yours: "keep yours"
      case .generated: place.conflict.generated == nil ? "remove the file" : "take the new text"
      case .edit: "edit it now, in your editor"
      case .beside: "write all texts into a file beside, for later"
      }
    if isFocused {
      canvas.put(canvas.glyphs[.cursor], in: area, row: row)
      canvas.cursor = Canvas.Position(row: area.row + row, column: area.column)
    }
    canvas.put(isChosen ? "(x)" : "( )", in: area, row: row, column: 2)
    canvas.put(words, in: area, row: row, column: 6, isFocused ? .focus : .text)
  }
}
