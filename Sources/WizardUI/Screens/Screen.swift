import HostModel
/// Draws the state of the wizard: a pure function of state, size and signs.
package struct Screen {
  let state: WizardState
  let layout: Layout
  let glyphSet: GlyphSet
  private var glyphs: GlyphSet { glyphSet }

  package init(_ state: WizardState, glyphs: GlyphSet) {
    self.state = state
    glyphSet = glyphs
    layout = Layout(state)
  }

  /// The whole screen.
  package static func draw(_ state: WizardState, glyphs: GlyphSet) -> Canvas {
    let screen = Screen(state, glyphs: glyphs)
    var canvas = Canvas(width: state.width, height: state.height, glyphs: glyphs)
    guard !state.isTooSmall else {
      screen.drawNotice(&canvas)
      return canvas
    }
    screen.drawHeader(&canvas)
    if screen.layout.hasSidebar { screen.drawSteps(&canvas, in: screen.layout.sidebar) }
    screen.drawContent(&canvas)
    screen.drawMessage(&canvas)
    screen.drawBar(&canvas)
    if let dialog = state.dialog { screen.draw(dialog, &canvas) }
    return canvas
  }

  // MARK: - What is under the mouse

  enum Hit: Equatable {
    case step(Int)
    case row(Int)
  }

  func hit(row: Int, column: Int) -> Hit? {
    if layout.hasSidebar, layout.sidebar.contains(row: row, column: column) {
      let index = row - layout.sidebar.row
      return state.steps.indices.contains(index) ? .step(index) : nil
    }
    let list = layout.list
    guard list.contains(row: row, column: column) else { return nil }
    let rows = state.currentRows
    let index = Self.firstVisible(focus: state.currentFocus, height: list.height) + row - list.row
    return rows.indices.contains(index) ? .row(index) : nil
  }

  /// The first line that is shown of a list that is longer than its area. Lists turn pages: a move
  /// inside of one redraws two lines.
  static func firstVisible(focus: Int, height: Int) -> Int {
    height <= 0 ? 0 : focus / height * height
  }

  // MARK: - Edges

  private func drawNotice(_ canvas: inout Canvas) {
    let smallest = WizardState.smallest
    let lines = [
      "nixwiz: \(state.width)x\(state.height) is too small",
      "(needs \(smallest.width)x\(smallest.height)). Answers are kept.", "",
      "Make it larger, or", "q  quit",
    ]
    for (row, line) in lines.enumerated() { canvas.put(line, in: canvas.area, row: row) }
    if let dialog = state.dialog {
      canvas.clear(canvas.area)
      for (row, choice) in dialog.choices.enumerated() {
        canvas.put("\(choice.key)  \(choice.label)", in: canvas.area, row: row)
      }
    }
  }

  private func drawHeader(_ canvas: inout Canvas) {
    let host = state.answers[id: "host.name"].map { ValueText.short($0.value, .boolean) } ?? ""
    canvas.put(" nixwiz  \(host)", in: canvas.area, .bar)
    let status = checkStatus
    canvas.put(right: "\(status) ", in: canvas.area, .bar)
    canvas.paint(.bar, in: canvas.area)
  }

  /// How the check stands, in words and a sign.
  private var checkStatus: String {
    let dry = state.isDryRun ? "dry run  " : ""
    switch state.phase {
    case .starting: return "\(glyphs[.running]) probing"
    case .writing: return "writing"
    case .asking: break
    }
    if state.isWaiting, state.outlook == nil || state.ticks > 0 {
      let seconds = state.progress.seconds
      return dry + "\(glyphs[.running]) checking" + (seconds > 0 ? " \(seconds) s" : "")
    }
    guard let outlook = state.outlook else { return "" }
    if outlook.errors + outlook.warnings > 0 {
      let glyph = glyphs[outlook.errors > 0 ? .problem : .warning]
      let counts = [(outlook.errors, "error"), (outlook.warnings, "warning")]
        .filter { $0.0 > 0 }.map(Self.count)
      return dry + "\(glyph) \(counts.joined(separator: " "))"
    }
    guard let proof = outlook.proof else { return "\(dry)- not checked" }
    return dry
      + "\(glyphs[.answered]) \(proof.depth.rawValue) 0 errors \(Self.seconds(proof.seconds))"
  }

  /// What the check is at.
  var progressWords: String {
    let progress = state.progress
    let files = progress.files > 0 ? ", \(Self.count(progress.files, "file")) read" : ""
    let stage =
      switch progress.stage {
      case .preparing: "making the files"
      case .facts: "evaluating against the options and packages of nixpkgs"
      case .host(let name, let number, let count):
        "evaluating \(name) (\(number) of \(count)) with nixpkgs"
      }
    return "\(stage)\(files), \(progress.seconds) s"
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  static func seconds(_ seconds: Double) -> String {
    let hundredths = Int((seconds * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
  }

  private func drawSteps(_ canvas: inout Canvas, in area: Canvas.Area) {
    let isFocused = state.scope == .steps
    let start = Self.firstVisible(focus: state.step, height: area.height)
    for (row, index) in state.steps.indices.dropFirst(start).prefix(area.height).enumerated() {
      let isCurrent = index == state.step
      let status = state.status(of: index)
      if isCurrent { canvas.put(glyphs[.cursor], in: area, row: row) }
      canvas.put(glyphs[status.glyph], in: area, row: row, column: 1, status.role)
      let label = " \(state.steps[index].title)"
      canvas.put(
        label, in: area, row: row, column: 2,
        isCurrent && isFocused ? .focus : isCurrent ? .title : .text)
      if status.count > 0 {
        canvas.put(String(status.count), in: area, row: row, column: 15, status.role)
      }
      if isCurrent, isFocused {
        canvas.cursor = Canvas.Position(row: area.row + row, column: area.column)
      }
    }
    if layout.hasSidebar {
      canvas.rule(column: Layout.sidebarWidth, rows: 1..<max(1, state.height - 2))
    }
  }

  private func drawContent(_ canvas: inout Canvas) {
    if state.scope == .steps, !layout.hasSidebar {
      canvas.put("Steps", in: layout.content, .title)
      drawSteps(&canvas, in: layout.content.dropping(rows: 1))
      return
    }
    switch state.phase {
    case .starting:
      canvas.put("Looking at the machine", in: layout.content, .title)
      canvas.put("Processor, graphics, disks, file systems.", in: layout.content, row: 2)
      return
    case .writing:
      canvas.put("Writing to \(state.target)", in: layout.content, .title)
      canvas.put(
        "All files are staged and synced, then swapped in one step.", in: layout.content, row: 2)
      if state.ticks > 0 {
        canvas.put("Before that: \(progressWords)", in: layout.content, row: 4)
      }
      return
    case .asking: break
    }
    switch state.layers.last {
    case .page(let page): drawPage(page, &canvas)
    case .picker(let picker), .finder(let picker): drawPicker(picker, &canvas)
    case .password(let entry): drawPassword(entry, &canvas)
    case .problems(let focus): drawProblems(focus, &canvas)
    case .conflict(let view): drawConflict(view, &canvas)
    case .keys(let offset): drawKeys(offset, &canvas)
    case nil: state.currentStep.kind == .review ? drawReview(&canvas) : drawForm(&canvas)
    }
    if layout.panel != nil { drawPanel(&canvas) }
  }
}
