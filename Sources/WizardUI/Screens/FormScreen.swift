import HostModel
import SourceText

extension Screen {
  /// The form of a step.
  func drawForm(_ canvas: inout Canvas) {
    let rows = state.rows(of: state.step)
    let step = state.currentStep
    var right = ""
    if case .questions = step.kind {
      let shown = rows.count { if case .question = $0.kind { true } else { false } }
      let all = state.relevantQuestions(step).count
      right = shown == all ? "" : "\(shown) of \(all) shown"
    }
    drawTitle(stepTitle(step), right: right, &canvas)
    if rows.isEmpty {
      let reason = step.questions.lazy.compactMap { state.irrelevance[$0] }.first ?? ""
      let text = "Nothing to answer here" + (reason.isEmpty ? "." : ": \(reason).")
      for (row, line) in TextLayout.wrap(text, width: layout.list.width - 1).enumerated() {
        canvas.put(line, in: layout.list, row: row)
      }
      return
    }
    draw(
      rows, focus: state.stepFocus, typing: state.typing, problem: state.problem,
      isActive: state.pane == .content, &canvas)
  }

  private func stepTitle(_ step: Step) -> String {
    layout.hasSidebar ? step.title : "\(step.title)  \(state.step + 1)/\(state.steps.count)"
  }

  /// A form or list above the step.
  func drawPage(_ page: Page, _ canvas: inout Canvas) {
    drawTitle(page.title, right: "", &canvas)
    draw(
      page.rows, focus: page.focus, typing: page.typing, problem: page.problem, isActive: true,
      &canvas)
  }

  func drawTitle(_ title: String, right: String, _ canvas: inout Canvas) {
    let end = canvas.put(title, in: layout.content, .title)
    guard end + 2 + right.count <= layout.content.width else { return }
    canvas.put(right: right, in: layout.content, .quiet)
  }

  private func draw(
    _ rows: [Row], focus: Int, typing: TextInput?, problem: String?, isActive: Bool,
    _ canvas: inout Canvas
  ) {
    let area = layout.list
    let column = Row.valueColumn(rows, width: area.width)
    let start = Self.firstVisible(focus: focus, height: area.height)
    for (place, index) in rows.indices.dropFirst(start).prefix(area.height).enumerated() {
      let isFocused = index == focus && isActive
      draw(
        rows[index], at: place, column: rows[index].valueColumn ?? column, isFocused: isFocused,
        &canvas)
      guard isFocused else { continue }
      canvas.cursor = Canvas.Position(row: area.row + place, column: area.column)
      if let typing { draw(typing, rows[index], at: place, column: column, &canvas) }
    }
    let below = rows.count - start - area.height
    if below > 0 {
      canvas.put(
        right: "\(canvas.glyphs[.more]) \(below) more", in: layout.content, row: 1, .quiet)
    }
  }

  private func draw(
    _ row: Row, at place: Int, column: Int, isFocused: Bool, _ canvas: inout Canvas
  ) {
    let area = layout.list
    if row.kind == .heading {
      canvas.put(row.label, in: area, row: place, .title)
      return
    }
    if isFocused { canvas.put(canvas.glyphs[.cursor], in: area, row: place) }
    let hasValue = !row.value.isEmpty || row.type != nil
    let label = area.keeping(columns: hasValue ? column - 3 : area.width)
    canvas.put(row.label, in: label, row: place, column: 2, isFocused ? .focus : .text)
    let isReadable = row.isReadable
    let originWidth = row.origin.isEmpty || area.width < column + 16 ? 0 : row.origin.count + 1
    let values = area.keeping(columns: area.width - originWidth)
    let severity = worst(row)
    var at = column
    if let severity {
      canvas.put(
        canvas.glyphs[severity == .bad ? .problem : .warning], in: area, row: place,
        column: column - 2, severity)
    }
    at = canvas.put(row.value, in: values, row: place, column: at)
    if row.opensList, at + 2 <= values.width {
      canvas.put(" \(canvas.glyphs[.opens])", in: values, row: place, column: at, .quiet)
    }
    if originWidth > 0, !isReadable {
      canvas.put(right: row.origin, in: area, row: place, .quiet)
    }
  }

  /// The role of the worst finding of a row's question.
  private func worst(_ row: Row) -> Role? {
    guard state.layers.isEmpty, case .question(let id) = row.kind else { return nil }
    let findings = state.findings(of: id)
    if findings.contains(where: \.isError) { return .bad }
    return findings.contains { $0.diagnostic.severity == .warning } ? .warn : nil
  }

  /// The field in place of the value, with the cursor in it.
  private func draw(
    _ input: TextInput, _ row: Row, at place: Int, column: Int, _ canvas: inout Canvas
  ) {
    let area = layout.list
    // An entry of a list is typed where its label stands.
    let start = row.type == nil ? 2 : column
    let width = max(4, area.width - start - 4)
    canvas.clear(
      Canvas.Area(
        row: area.row + place, column: area.column + start, width: area.width - start, height: 1))
    canvas.put("[ ", in: area, row: place, column: start)
    let window = input.window(columns: width)
    canvas.put(
      window.text + String(repeating: " ", count: max(0, width - DisplayWidth.of(window.text))),
      in: area, row: place, column: start + 2, .field)
    canvas.put("]", in: area, row: place, column: start + 2 + width)
    canvas.cursor = Canvas.Position(
      row: area.row + place, column: area.column + start + 2 + window.cursor)
  }
}
