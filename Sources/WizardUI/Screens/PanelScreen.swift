import HostModel
import SourceText

extension Screen {
  /// What stands beside or below a form: the explanation of the question, or the file it writes.
  func drawPanel(_ canvas: inout Canvas) {
    guard let area = layout.panel else { return }
    canvas.clear(area)
    let isBeside = area.row == layout.content.row
    if isBeside {
      canvas.rule(column: area.column - 1, rows: area.row..<area.row + area.height)
    }
    let inner = isBeside ? area.dropping(columns: 1) : area
    switch state.panel {
    case .none: break
    case .why: drawWhy(in: inner, hasRule: !isBeside, &canvas)
    case .nix: drawNix(in: inner, hasRule: !isBeside, &canvas)
    }
  }

  private func drawHead(
    _ title: String, in area: Canvas.Area, hasRule: Bool, _ canvas: inout Canvas
  ) {
    if hasRule {
      canvas.titledRule(title, in: area)
    } else {
      canvas.put(title, in: area, .title)
    }
  }

  private func drawWhy(in area: Canvas.Area, hasRule: Bool, _ canvas: inout Canvas) {
    drawHead("Why", in: area, hasRule: hasRule, &canvas)
    let lines = why.flatMap { text, role in
      TextLayout.wrap(text, width: area.width - 1).map { (text: $0, role: role) }
    }
    let room = max(1, area.height - 1)
    let start = min(state.panelScroll, max(0, lines.count - room))
    for (row, line) in lines.dropFirst(start).prefix(room).enumerated() {
      let left = lines.count - start - row
      let isCut = row == room - 1 && left > 1
      canvas.put(
        isCut ? "\(canvas.glyphs[.more]) \(left) more, + scrolls" : line.text, in: area,
        row: 1 + row, isCut ? .quiet : line.role)
    }
  }

  /// The explanation: what it means, where the value comes from, what it writes, what was found.
  private var why: [(String, Role)] {
    guard let row = state.focusedRow else { return [] }
    if case .fact(let reason) = row.kind {
      let isFound = reason.isEmpty
      return [
        (row.help.isEmpty ? row.value : row.help, .text),
        (isFound ? "Read from this machine." : "Because: \(reason).", .quiet),
      ]
    }
    var out: [(String, Role)] = [(Terminal.visible(row.help, keepNewlines: true), .text)]
    // A choice and a yes or no show themselves what they take.
    switch row.type {
    case .choice, .boolean, nil: break
    case .integer, .text, .list, .records, .settings:
      if let type = row.type { out.append(("Wanted: \(type.description).", .quiet)) }
    }
    guard let id = state.focusedQuestion, let question = state.catalog[id] else { return out }
    if state.layers.isEmpty {
      let answer = state.answers[id: id]
      switch answer?.origin {
      case .answer: out.append(("Your answer. Default: \(question.defaultRule).", .text))
      case .hardware, .rule:
        let reason = answer?.reason ?? ""
        out.append(
          reason == "the default"
            ? ("This is the default.", .text)
            : ("The default now: \(reason). Rule: \(question.defaultRule).", .text))
      case nil: break
      }
    }
    if let influence = state.focusedInfluence { out.append((words(influence), .text)) }
    for finding in state.findings(of: id) {
      let (glyph, role) = sign(finding)
      out.append(("\(glyph) \(finding.diagnostic.message)", role))
      if let fix = finding.diagnostic.fix { out.append(("Fix: \(fix)", .text)) }
    }
    out.append(("Key in answers: \(id)", .quiet))
    return out
  }

  private func words(_ influence: Influence) -> String {
    guard let first = influence.places.first else { return "With this answer it writes no line." }
    let paths = Set(influence.places.map(\.path))
    let others = paths.count - 1
    return "Written to \(first.path), line \(first.line)"
      + (others > 0 ? ", and \(others) other file\(others == 1 ? "" : "s")" : "") + "."
  }

  // MARK: - The file

  /// The files that the panel goes through: those that the question writes first.
  private var panelFiles: [Outlook.File] {
    let files = state.outlook?.files.filter { $0.path != "answers.nix" } ?? []
    let paths = state.focusedInfluence.map { $0.places.map(\.path) } ?? []
    let first = files.filter { paths.contains($0.path) }
    let recent = files.filter { file in file.lines.contains { $0.mark != .same } }
    let usual = first.isEmpty ? recent : first
    return usual + files.filter { file in !usual.contains { $0.path == file.path } }
  }

  private func drawNix(in area: Canvas.Area, hasRule: Bool, _ canvas: inout Canvas) {
    let files = panelFiles
    guard !files.isEmpty else {
      drawHead("Nix", in: area, hasRule: hasRule, &canvas)
      canvas.put("There is no file yet.", in: area, row: 1, .quiet)
      return
    }
    if let influence = state.focusedInfluence, influence.places.isEmpty, state.panelFile == 0 {
      drawHead("Nix", in: area, hasRule: hasRule, &canvas)
      let text =
        "With this answer the question writes no line. V shows the files that there are."
      for (row, line) in TextLayout.wrap(text, width: area.width - 1).enumerated() {
        canvas.put(line, in: area, row: 1 + row, .quiet)
      }
      return
    }
    let file = files[state.panelFile % files.count]
    let title = TextLayout.cutMiddle(
      file.path, width: max(8, area.width - 2), mark: canvas.glyphs[.cut])
    drawHead(title, in: area, hasRule: hasRule, &canvas)
    let height = area.height - 1
    let start = min(firstLine(of: file, height: height), max(0, file.lines.count - height))
    let places = state.focusedInfluence?.places.filter { $0.path == file.path }.map(\.line) ?? []
    var number = file.lines.prefix(start).count { $0.mark != .removed }
    for (row, line) in file.lines.dropFirst(start).prefix(height).enumerated() {
      if line.mark != .removed { number += 1 }
      draw(
        line, in: area, row: 1 + row,
        isMarked: line.mark != .removed && places.contains(number), &canvas)
    }
  }

  /// The line that the panel begins with: two above what the question or the last answer changed.
  private func firstLine(of file: Outlook.File, height: Int) -> Int {
    let changed = file.lines.firstIndex { $0.mark != .same }
    let place = state.focusedInfluence?.places.first { $0.path == file.path }?.line
    let wanted = changed ?? place.map { $0 - 1 } ?? 0
    let start = wanted < height - 2 ? 0 : wanted - 2
    return max(0, start + state.panelScroll)
  }

  /// One line of Nix with its mark in the first column.
  func draw(
    _ line: Outlook.Line, in area: Canvas.Area, row: Int, isMarked: Bool = false,
    _ canvas: inout Canvas
  ) {
    let (sign, role): (String, Role) =
      switch line.mark {
      case .added: ("+", .added)
      case .removed: ("-", .removed)
      case .same: (isMarked ? canvas.glyphs[.cursor] : " ", isMarked ? .title : .text)
      }
    if !line.isContinuation { canvas.put(sign, in: area, row: row, role) }
    let isComment = line.text.drop { $0 == " " }.hasPrefix("#")
    canvas.put(line.text, in: area, row: row, column: 1, isComment ? .comment : role)
  }
}
