import CNcurses
import CTerminal
import Glibc

/// The terminal, through ncurses. Made, used and ended by one thread alone: ncurses is not safe with
/// more, and so this class is not Sendable.
final class CursesScreen {
  /// What a screen is started with.
  struct Settings {
    var term: String
    var isColored: Bool
    var glyphs: GlyphSet
    /// Milliseconds in which the rest of a key's sequence follows its Esc.
    var escapeDelay: Int32 = 50
  }

  private let screen: OpaquePointer
  let glyphs: GlyphSet
  private let theme: Theme
  private let settings: Settings
  private var shown: Canvas?
  private var decoder = KeyDecoder()
  /// The colour pair of each role; 0 is the terminal's own.
  private var pairs: [Role: Int16] = [:]
  private(set) var hasMouse = false
  /// Whether there was anything when keys were read last, be it one that means nothing.
  private(set) var hasRead = false

  /// Nil when the terminal cannot have a screen.
  init?(_ settings: Settings) {
    var colors: Int32 = 0
    guard
      let screen = nixwiz_screen_start(
        settings.term, settings.isColored ? 1 : 0, settings.escapeDelay, &colors)
    else { return nil }
    self.screen = screen
    self.settings = settings
    glyphs = settings.glyphs
    theme = Theme(colors: Int(colors))
    makePairs()
    takeTerminal()
    armCrashHandler()
  }

  private func makePairs() {
    var byColor: [Int16: Int16] = [:]
    for role in Role.allCases {
      guard let color = theme.look(of: role).color else { continue }
      let pair = byColor[color] ?? Int16(byColor.count + 1)
      if byColor[color] == nil { nixwiz_color(pair, color) }
      byColor[color] = pair
      pairs[role] = pair
    }
  }

  // MARK: - The terminal's modes

  /// Whether the terminal tells pasted text from typed.
  var marksPaste: Bool {
    if nixwiz_terminfo_has_string("BE") == 1 { return true }
    let families = ["xterm", "tmux", "screen", "foot", "alacritty", "rxvt", "kitty", "st"]
    return families.contains { settings.term.hasPrefix($0) }
  }

  private func takeTerminal() { if marksPaste { send("\u{1b}[?2004h") } }

  private func yieldTerminal() { if marksPaste { send("\u{1b}[?2004l") } }

  private func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }

  /// What brings the terminal back, prepared now, as nothing can be looked up in a crash.
  private func armCrashHandler() {
    var bytes: [UInt8] = []
    if marksPaste { bytes += Array("\u{1b}[?2004l".utf8) }
    bytes += Array("\u{1b}[?1000l\u{1b}[?1006l".utf8)
    for capability in ["sgr0", "rmacs", "rmkx", "cnorm", "rmcup"] {
      guard let text = nixwiz_terminfo_string(capability) else { continue }
      bytes += Self.withoutPadding(String(cString: text))
    }
    bytes.withUnsafeBufferPointer { nixwiz_crash_arm(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }

  /// A capability without its `$<…>`, which asks slow terminals for patience.
  private static func withoutPadding(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<") {
        rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
      } else {
        out.append(byte)
      }
    }
    return out
  }

  /// Ends the screen; nothing may be drawn afterwards.
  func stop() {
    if hasMouse { nixwiz_mouse(0) }
    yieldTerminal()
    nixwiz_screen_stop(screen)
    nixwiz_crash_disarm()
  }

  /// Stops the process, and takes the terminal again when it goes on.
  func suspend() {
    yieldTerminal()
    nixwiz_screen_leave()
    nixwiz_suspend()
    nixwiz_screen_return()
    takeTerminal()
    redraw()
  }

  /// Gives the terminal away for as long as something takes, with a text where the screen was.
  func lend<Result>(saying text: String, to body: () -> Result) -> Result {
    if hasMouse { nixwiz_mouse(0) }
    yieldTerminal()
    nixwiz_screen_leave()
    send(text)
    let result = body()
    nixwiz_screen_return()
    takeTerminal()
    if hasMouse { nixwiz_mouse(1) }
    redraw()
    return result
  }

  func redraw() {
    shown = nil
    nixwiz_screen_redraw()
  }

  /// Lets the mouse be ours or the terminal's; the text console has none.
  func setMouse(_ isOn: Bool) {
    hasMouse = isOn && !settings.term.hasPrefix("linux")
    nixwiz_mouse(hasMouse ? 1 : 0)
  }

  // MARK: - Size

  /// What the kernel knows of the size; nil for a serial line that nobody told it of.
  private static var knownSize: (width: Int, height: Int)? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// What the terminal itself said of its size.
  var reportedSize: (width: Int, height: Int)? { decoder.reportedSize }

  /// Asks a terminal whose size the kernel does not know: the cursor goes as far as it can, says
  /// where that is, and comes back. The answer comes among the keys. False when it is not asked.
  func askForSize() -> Bool {
    guard Self.knownSize == nil, getenv("LINES") == nil || getenv("COLUMNS") == nil else {
      return false
    }
    decoder.awaitsSize = true
    send("\u{1b}7\u{1b}[999;999H\u{1b}[6n\u{1b}8")
    return true
  }

  /// The size of the terminal. One of which neither the kernel nor the terminal itself nor the
  /// environment knows it is taken for 80x24.
  var size: (width: Int, height: Int) {
    if let known = Self.knownSize ?? reportedSize { return known }
    func number(_ name: String) -> Int? {
      getenv(name).flatMap { Int(String(cString: $0)) }.flatMap {
        (1...1_000).contains($0) ? $0 : nil
      }
    }
    return (number("COLUMNS") ?? 80, number("LINES") ?? 24)
  }

  /// Follows a new size of the terminal.
  func resize(width: Int, height: Int) {
    nixwiz_screen_resize(Int32(max(1, height)), Int32(max(1, width)))
    shown = nil
  }

  // MARK: - Output

  /// Shows a canvas: the rows that differ are handed to curses, which sends what differs in them.
  func draw(_ canvas: Canvas) {
    let before = shown.flatMap { $0.width == canvas.width && $0.height == canvas.height ? $0 : nil }
    for row in 0..<canvas.height where before?.row(row) != canvas.row(row) {
      nixwiz_clear_row(Int32(row))
      draw(canvas.row(row), at: row)
    }
    let cursor = canvas.cursor ?? Canvas.Position(row: canvas.height - 1, column: 0)
    nixwiz_refresh(Int32(max(0, cursor.row)), Int32(max(0, cursor.column)))
    shown = canvas
  }

  private func draw(_ cells: ArraySlice<Canvas.Cell>, at row: Int) {
    for (column, cell) in cells.enumerated() where !cell.text.isEmpty {
      let look = theme.look(of: cell.role)
      // A blank within a text keeps its role: leaving a colour for every blank doubles the bytes.
      if cell.text == " ", cell.role == .text { continue }
      var looks = 0
      if look.isBold { looks |= nixwiz_bold }
      if look.isReverse { looks |= nixwiz_reverse }
      if look.isUnderlined { looks |= nixwiz_underline }
      // A character with more marks than a cell holds keeps the first four.
      let scalars = cell.text.unicodeScalars.prefix(5).map { wchar_t($0.value) } + [0]
      nixwiz_put(Int32(row), Int32(column), scalars, UInt32(looks), pairs[cell.role] ?? 0)
    }
  }

  // MARK: - Input

  /// All keys that wait. Never waits itself, except for the rest of a sequence.
  ///
  /// - Parameter isSecret: whether they are for a password.
  func readKeys(isSecret: Bool) -> [Key] {
    decoder.isSecret = isSecret
    var code: UInt32 = 0
    var hasWaited = false
    hasRead = false
    while true {
      let kind = nixwiz_read_key(&code)
      if kind >= 0 {
        hasRead = true
        hasWaited = false
      }
      switch kind {
      case 0: decoder.character(code)
      case 1:
        if nixwiz_key_name(code) == Int32(nixwiz_key_mouse) {
          var row: Int32 = 0
          var column: Int32 = 0
          let button = nixwiz_mouse_event(&row, &column)
          decoder.mouse(button: Int(button), row: Int(row), column: Int(column))
        } else {
          decoder.code(Int(nixwiz_key_name(code)))
        }
      // On a slow line the rest of a sequence that terminfo does not know is still on its way.
      // At the end of input poll says "readable" for ever, so that it is believed once.
      case _ where !hasWaited && decoder.isInSequence && hasInput(within: settings.escapeDelay):
        hasWaited = true
      default: return decoder.takeKeys()
      }
    }
  }

  private func hasInput(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }
}
