/// Where things are on the screen: one pane below 72 columns, the steps beside the form from there,
/// and from 110 on a panel beside both.
struct Layout {
  static let sidebarFrom = 72
  static let panelBesideFrom = 110
  static let sidebarWidth = 17
  /// Below this height a panel covers the lower half of the form.
  private static let tall = 20

  let hasSidebar: Bool
  let sidebar: Canvas.Area
  /// Beside the steps, above the two last rows; its first row is the title.
  let content: Canvas.Area
  /// The part of the content for the form or list, without title and panel.
  let list: Canvas.Area
  let panel: Canvas.Area?
  let message: Canvas.Area
  let bar: Canvas.Area

  init(_ state: WizardState) {
    let width = state.width
    let height = state.height
    // One file of the review has all of the screen.
    let isFile =
      state.isFileOpen && state.layers.isEmpty && state.pane == .content && state.phase == .asking
      && state.currentStep.kind == .review
    hasSidebar = width >= Self.sidebarFrom && !isFile
    let left = hasSidebar ? Self.sidebarWidth + 2 : 1
    sidebar = Canvas.Area(row: 2, column: 0, width: Self.sidebarWidth, height: max(0, height - 4))
    var content = Canvas.Area(
      row: 1, column: left, width: max(0, width - left), height: max(0, height - 3))
    message = Canvas.Area(row: height - 2, column: 1, width: max(0, width - 1), height: 1)
    bar = Canvas.Area(row: height - 1, column: 1, width: max(0, width - 1), height: 1)
    var panel: Canvas.Area?
    let shows = Self.showsPanel(state)
    if shows, width >= Self.panelBesideFrom || (hasSidebar && state.panel == .nix) {
      // Beside the steps alone, the form keeps what its values need and the text gets the rest.
      let kept =
        width >= Self.panelBesideFrom
        ? max(52, content.width * 11 / 20) : min(33, content.width / 2 + 2)
      panel = content.dropping(columns: kept)
      content = content.keeping(columns: kept - 1)
    }
    self.content = content
    var list = content.dropping(rows: 2)
    if shows, panel == nil {
      let rows = height >= Self.tall ? max(6, list.height * 2 / 5) : max(4, list.height / 2)
      panel = list.dropping(rows: max(0, list.height - rows))
      list = list.keeping(rows: max(0, list.height - rows))
    }
    self.list = list
    self.panel = panel
  }

  /// A panel belongs to forms and lists; a choice explains itself line by line.
  private static func showsPanel(_ state: WizardState) -> Bool {
    guard state.panel != .none, state.phase == .asking else { return false }
    switch state.layers.last {
    case .page: return true
    case nil:
      return state.currentStep.kind != .review
        && !(state.pane == .steps && state.width < sidebarFrom)
    case .picker, .password, .finder, .problems, .conflict, .keys: return false
    }
  }
}
