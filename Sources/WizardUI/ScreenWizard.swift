import CNcurses
import CTerminal
import Glibc
package import HostModel

/// The wizard on a screen: the loop between the terminal, the state and the worker.
///
/// One thread calls ncurses. It waits in poll(2) for keys, results and signals, and wakes up for
/// nothing else but to count seconds while something is under way.
package struct ScreenWizard {
  /// What a person or the environment wishes of the screen.
  package struct Settings {
    package var term: String
    package var isColored: Bool
    package var glyphs: GlyphSet
    package var hasMouse: Bool
    /// The value of ESCDELAY, in milliseconds.
    package var escapeDelay: Int?
    /// The shell of the user.
    package var shell: String
    package var editor: Editor?

    package init(
      term: String, isColored: Bool, glyphs: GlyphSet, hasMouse: Bool = false,
      escapeDelay: Int? = nil, shell: String = "/bin/sh", editor: Editor? = nil
    ) {
      self.term = term
      self.isColored = isColored
      self.glyphs = glyphs
      self.hasMouse = hasMouse
      self.escapeDelay = escapeDelay
      self.shell = shell
      self.editor = editor
    }
  }

  /// A key sequence may be torn apart on a slow line: 50 ms keep it whole, twice that at 9600 baud.
  private static let escapeDelay = 50

  private let services: Services
  private let events: Mailbox<Event>
  private let worker: Worker
  /// For passwords alone: what was typed is not kept in memory until a long check is done.
  private let hasher: Worker
  private let signals: Int32
  private let screen: CursesScreen
  private var state: WizardState
  private var ending: Effect.Ending?
  private let settings: Settings

  /// Runs the wizard; nil when the terminal cannot have a screen, and nothing was shown then.
  package static func run(
    _ services: Services, catalog: QuestionCatalog = .standard, settings: Settings
  ) -> Effect.Ending? {
    // Before any thread is started, so that all of them leave the signals to this one.
    let signals = nixwiz_signals_open()
    guard signals >= 0 else { return nil }
    defer { nixwiz_signals_close(signals) }
    guard let events = Mailbox<Event>(), let worker = Worker(services, reportingTo: events),
      let hasher = Worker(services, reportingTo: events),
      let screen = CursesScreen(
        CursesScreen.Settings(
          term: settings.term, isColored: settings.isColored, glyphs: settings.glyphs,
          escapeDelay: Int32(clamping: settings.escapeDelay ?? escapeDelay)))
    else { return nil }
    let size = screen.size
    screen.resize(width: size.width, height: size.height)
    let state = WizardState(
      catalog: catalog, width: size.width, height: size.height, isDryRun: services.isDryRun,
      checksInFull: services.checksInFull, suggestedQuestions: services.suggestedQuestions)
    var wizard = ScreenWizard(
      services: services, events: events, worker: worker, hasher: hasher, signals: signals,
      screen: screen, state: state, settings: settings)
    if settings.hasMouse { screen.setMouse(true) }
    let ending = wizard.run()
    screen.stop()
    return ending
  }

  private init(
    services: Services, events: Mailbox<Event>, worker: Worker, hasher: Worker, signals: Int32,
    screen: CursesScreen, state: WizardState, settings: Settings
  ) {
    self.services = services
    self.events = events
    self.worker = worker
    self.hasher = hasher
    self.signals = signals
    self.screen = screen
    self.state = state
    self.settings = settings
  }

  private mutating func run() -> Effect.Ending? {
    guard worker.start(), hasher.start() else { return nil }
    worker.post(.start)
    for key in marked(keysBeforeSize()) { handle(.key(key)) }
    draw()
    var requests = [STDIN_FILENO, events.descriptor, signals].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    while true {
      let count = poll(&requests, 3, tickInterval)
      if count == 0 { handle(.tick(worker.progress)) }
      if requests[2].revents != 0 { takeSignals() }
      for event in events.takeAll() { handle(event) }
      // Always all of it: ncurses buffers bytes that poll cannot see.
      let keys = readKeys()
      for key in marked(keys) { handle(.key(key)) }
      if !screen.hasRead, requests[0].revents != 0, isHungUp(requests[0]) { endFromOutside() }
      if let ending { return ending }
      draw()
    }
  }

  /// A quarter of a second while something is under way, on terminals that are fast enough.
  private var tickInterval: Int32 {
    state.isWaiting && nixwiz_baudrate() > 9_600 ? 250 : -1
  }

  /// All keys that wait. Among them the terminal may have said how large it is.
  private mutating func readKeys() -> [Key] {
    let size = screen.reportedSize
    let keys = screen.readKeys(isSecret: state.scope == .secret)
    if let now = screen.reportedSize, size.map({ $0 != now }) ?? true { followSize() }
    return keys
  }

  /// How long a terminal may take to say where its cursor is, before the first screen is drawn for
  /// the usual size. A slow serial line needs half of it; a later answer counts too.
  private static let patience: Int32 = 300

  /// Asks a terminal for its size, where the kernel does not know it; gives what was typed meanwhile.
  private mutating func keysBeforeSize() -> [Key] {
    guard screen.askForSize() else { return [] }
    var keys: [Key] = []
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while screen.reportedSize == nil, poll(&request, 1, Self.patience) > 0 {
      keys += readKeys()
      // At the end of input poll says "readable" for ever.
      if !screen.hasRead { break }
    }
    return keys
  }

  private func draw() { screen.draw(Screen.draw(state, glyphs: screen.glyphs)) }

  /// A burst of letters where letters are commands was pasted, on a terminal that does not say so.
  private func marked(_ keys: [Key]) -> [Key] {
    guard keys.count > Self.burst, !screen.marksPaste, !state.scope.isTyping else { return keys }
    // A search that is typed ahead is text from its second letter on; a key that is held down repeats.
    guard keys[0] != .character("/"), Set(keys).count > 1 else { return keys }
    let text = keys.compactMap { if case .character(let letter) = $0 { letter } else { nil } }
    return text.count == keys.count ? [.paste(String(text))] : keys
  }

  /// Nobody types more letters within one look at the keyboard.
  private static let burst = 8

  private mutating func handle(_ event: Event) {
    for effect in state.handle(event) { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .start, .suggest, .outlook, .influence, .write, .writeSideFiles, .saveAnswers,
      .saveScreen, .repair, .forgetDraft:
      worker.post(effect)
    case .hash: hasher.post(effect)
    case .stopCheck: worker.stopCheck()
    case .redraw:
      // A line of which the kernel knows no size may have another terminal at its end now.
      _ = screen.askForSize()
      followSize()
      screen.redraw()
    case .suspend: suspend()
    case .shell: runShell()
    case .edit(let edit): runEditor(edit)
    case .mouse(let isOn): screen.setMouse(isOn)
    case .leave(let ending): leave(ending)
    }
  }

  // MARK: - Ends

  private mutating func leave(_ ending: Effect.Ending) {
    guard self.ending == nil else { return }
    self.ending = ending
    let isKept = if case .left(let text) = ending { !text.isEmpty } else { false }
    worker.close(keeping: isKept ? state.document : nil)
  }

  /// The terminal is gone, or somebody ends us: the answers are kept.
  private mutating func endFromOutside() { leave(state.endFromOutside()) }

  /// Whether there will never be a key again. At the end of input poll says "readable" for ever.
  private func isHungUp(_ request: pollfd) -> Bool {
    if request.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { return true }
    var waiting: Int32 = 0
    return ioctl(STDIN_FILENO, UInt(FIONREAD), &waiting) != 0 || waiting == 0
  }

  // MARK: - Signals

  private mutating func takeSignals() {
    while true {
      switch nixwiz_signals_take(signals) {
      case 0: return
      case SIGWINCH: followSize()
      case SIGTSTP: suspend()
      case SIGINT: handle(.interrupt)
      case SIGTERM, SIGHUP: endFromOutside()
      default: break
      }
    }
  }

  private mutating func followSize() {
    let size = screen.size
    screen.resize(width: size.width, height: size.height)
    handle(.resize(width: size.width, height: size.height))
  }

  // MARK: - Guests

  private mutating func runShell() {
    let status = screen.lend(saying: "nixwiz waits. Leave this shell to go on.\r\n") {
      TerminalGuest.run([settings.shell])
    }
    forgetSignals()
    if status < 0 { handle(.shellMissing(settings.shell)) }
    followSize()
  }

  private mutating func runEditor(_ edit: Services.Edit) {
    guard let editor = settings.editor else {
      return handle(.edited(.failed(Editor.missing), of: edit))
    }
    let result = services.edit(edit) { path in screen.lend(saying: "") { editor.edit(path) } }
    forgetSignals()
    handle(.edited(result, of: edit))
    followSize()
  }

  /// What was meant for a guest is not meant for us, but for the end of everything.
  private mutating func forgetSignals() {
    while true {
      let signal = nixwiz_signals_take(signals)
      if signal == 0 { return }
      if signal == SIGTERM || signal == SIGHUP { endFromOutside() }
    }
  }

  private mutating func suspend() {
    screen.suspend()
    followSize()
  }
}
