import HostModel
import SourceText

extension Screen {
  /// The files with what would happen to them, the changes of one, and what the check proved.
  func drawReview(_ canvas: inout Canvas) {
    guard let outlook = state.outlook else {
      drawTitle("Review", right: "", &canvas)
      canvas.put("The files are being made and checked.", in: layout.content, row: 2, .quiet)
      return
    }
    let counts = [
      ("+", "new"), ("~", "changed"), ("&", "merged"), ("=", "kept"), ("-", "removed"),
      ("x", "blocked"),
    ]
    .compactMap { sign, noun -> String? in
      let count = outlook.files.count { String($0.sign) == sign }
      return count > 0 ? "\(count) \(noun)" : nil
    }
    drawTitle(
      layout.hasSidebar ? "Review" : "Review  \(state.step + 1)/\(state.steps.count)",
      right: counts.joined(separator: "  "), &canvas)
    let area = layout.content.dropping(rows: 2)
    let summary = summaryLines(outlook)
    let summaryHeight = state.isFileOpen ? 0 : min(summary.count + 1, max(0, area.height / 3))
    let upper = area.keeping(rows: area.height - summaryHeight)
    if outlook.files.isEmpty {
      canvas.put("No files: the answers contradict each other. c lists how.", in: upper)
      canvas.cursor = Canvas.Position(row: upper.row, column: upper.column)
    } else if state.isFileOpen {
      drawFile(outlook.files[state.reviewFile], in: upper, &canvas)
      canvas.cursor = Canvas.Position(row: upper.row, column: upper.column)
    } else {
      drawFiles(outlook.files, in: upper, &canvas)
    }
    let lower = area.dropping(rows: area.height - summaryHeight)
    for (row, (text, role)) in summary.prefix(max(0, summaryHeight - 1)).enumerated() {
      canvas.put(text, in: lower, row: 1 + row, role)
    }
  }

  private func drawFiles(_ files: [Outlook.File], in area: Canvas.Area, _ canvas: inout Canvas) {
    let hasDiff = area.width >= 56
    let list = hasDiff ? area.keeping(columns: min(34, area.width / 2)) : area
    let start = Self.firstVisible(focus: state.reviewFile, height: list.height)
    for (place, index) in files.indices.dropFirst(start).prefix(list.height).enumerated() {
      let file = files[index]
      let isFocused = index == state.reviewFile && state.pane == .content
      if isFocused {
        canvas.put(canvas.glyphs[.cursor], in: list, row: place)
        canvas.cursor = Canvas.Position(row: list.row + place, column: list.column)
      }
      canvas.put(String(file.sign), in: list, row: place, column: 2, role(of: file))
      let right = self.remark(file)
      let room = list.width - 5 - right.count - 1
      canvas.put(
        TextLayout.cutMiddle(file.path, width: room, mark: canvas.glyphs[.cut]), in: list,
        row: place, column: 4, isFocused ? .focus : .text)
      canvas.put(right: right, in: list.keeping(columns: list.width - 1), row: place, .quiet)
    }
    guard hasDiff, files.indices.contains(state.reviewFile) else { return }
    canvas.rule(column: area.column + list.width, rows: area.row..<area.row + area.height)
    drawFile(files[state.reviewFile], in: area.dropping(columns: list.width + 1), &canvas)
  }

  /// What stands at the right of a file: how many lines change, or why none do.
  private func remark(_ file: Outlook.File) -> String {
    if file.sign == "x", !file.conflicts.isEmpty {
      let places = state.undecidedPlaces.count { $0.path == file.path }
      return "decide \(places)"
    }
    if file.sign == "~" || file.sign == "&" { return "+\(file.added)-\(file.removed)" }
    return file.remark.isEmpty ? "\(file.lines.count)" : String(file.remark.prefix(10))
  }

  private func role(of file: Outlook.File) -> Role {
    switch file.sign {
    case "+": .added
    case "-", "x": .removed
    case "~", "&": .warn
    default: .quiet
    }
  }

  private func drawFile(_ file: Outlook.File, in area: Canvas.Area, _ canvas: inout Canvas) {
    let isWhole = state.showsWholeFile || file.changes.isEmpty
    let title = TextLayout.cutMiddle(
      file.path, width: max(8, area.width - 2), mark: canvas.glyphs[.cut])
    canvas.put(title + (state.isFileOpen && isWhole ? ", whole" : ""), in: area, .title)
    let lines = state.reviewLines.dropFirst(state.reviewScroll).prefix(area.height - 1)
    for (row, line) in lines.enumerated() {
      draw(line, in: area, row: 1 + row, &canvas)
    }
  }

  /// The proof and the findings.
  private func summaryLines(_ outlook: Outlook) -> [(String, Role)] {
    var lines: [(String, Role)] = []
    if let proof = outlook.proof {
      let words =
        switch proof.depth {
        case .syntax: "every file parses; nothing was evaluated"
        case .facts: "options, types and packages evaluated"
        case .full: "evaluated in full against nixpkgs"
        }
      lines.append(("Proof  \(words), \(Self.seconds(proof.seconds))", .text))
    } else {
      lines.append(("Proof  none: there is nothing to check", .text))
    }
    lines += outlook.derivations.map { ("       \($0)", .quiet) }
    lines += costLines(outlook)
    if outlook.findings.isEmpty { lines.append(("       nothing found", .good)) }
    for finding in outlook.findings {
      let (glyph, role) = sign(finding)
      let message = Terminal.visible(finding.diagnostic.message)
      for (row, line) in TextLayout.wrap(message, width: layout.content.width - 2).enumerated() {
        lines.append(("\(row == 0 ? glyph : " ") \(line)", role))
      }
    }
    return lines
  }

  /// What has to be built, or how that is found out.
  private func costLines(_ outlook: Outlook) -> [(String, Role)] {
    guard !outlook.costs.isEmpty else {
      return state.checksInFull && outlook.proof?.depth == .facts
        ? [("Cost   e evaluates the system and tells what has to be compiled", .quiet)] : []
    }
    return outlook.costs.flatMap { cost in
      TextLayout.wrap(cost, width: layout.content.width - 8).enumerated().map {
        (($0.offset == 0 ? "Cost   " : "       ") + $0.element, .text)
      }
    }
  }

  // MARK: - Dialogs

  /// A cleared area in the middle with a title, text and choices.
  func draw(_ dialog: Dialog, _ canvas: inout Canvas) {
    let widest =
      ([dialog.title] + dialog.lines + dialog.choices.map { "    \($0.label)  x" })
      .map { DisplayWidth.of($0) }.max() ?? 0
    let width = min(state.width - 2, max(widest + 4, dialog.input == nil ? 40 : 56))
    let lines = dialog.lines.flatMap { TextLayout.wrap($0, width: width - 4) }
    let height = min(
      state.height - 2, 3 + lines.count + (dialog.input == nil ? 0 : 2) + dialog.choices.count)
    let area = Canvas.Area(
      row: max(1, (state.height - height) / 2), column: max(1, (state.width - width) / 2),
      width: width, height: height)
    // A blank column at each side keeps it apart from what is behind.
    var margin = area
    margin.column -= 1
    margin.width += 2
    canvas.clear(margin)
    canvas.put(" \(dialog.title)", in: area, .bar)
    canvas.paint(.bar, in: area)
    let inner = area.dropping(columns: 2)
    var row = 1
    for line in lines {
      canvas.put(line, in: inner, row: row)
      row += 1
    }
    if let input = dialog.input {
      let window = input.window(columns: inner.width - 6)
      canvas.put("[ ", in: inner, row: row)
      canvas.put(window.text, in: inner, row: row, column: 2, .field)
      canvas.put(" ]", in: inner, row: row, column: inner.width - 4)
      canvas.cursor = Canvas.Position(
        row: inner.row + row, column: inner.column + 2 + window.cursor)
      row += 1
    }
    row += 1
    for (index, choice) in dialog.choices.enumerated() {
      let isFocused = index == dialog.focus
      if isFocused {
        canvas.put(canvas.glyphs[.cursor], in: inner, row: row)
        if dialog.input == nil {
          canvas.cursor = Canvas.Position(row: inner.row + row, column: inner.column)
        }
      }
      let end = canvas.put(
        choice.label, in: inner, row: row, column: 2, isFocused ? .focus : .text)
      if dialog.input == nil {
        canvas.put(String(choice.key), in: inner, row: row, column: end + 2, .key)
      }
      row += 1
    }
  }
}
