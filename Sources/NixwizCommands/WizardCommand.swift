import ArgumentParser
import Glibc
import HostModel
import SourceText
import TreeWriter
import WizardUI

/// `nixwiz` alone: the questions on a terminal.
struct WizardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wizard",
    abstract: "Ask the questions on this terminal, review, and write the flake.")

  /// The front ends of the wizard.
  enum Interface: String, CaseIterable, ExpressibleByArgument {
    case screen, line
  }

  @Option(
    help: """
      How to ask: screen, forms on the whole terminal, or line, a conversation that every terminal \
      and screen reader can hold. Without it, screen where the terminal can.
      """)
  var ui: Interface?

  @Flag(name: .customLong("dry-run"), help: "Write nothing.")
  var dryRun = false

  @Flag(help: "Draw with ASCII characters alone.")
  var ascii = false

  @Flag(help: "Let the mouse move the focus.")
  var mouse = false

  @OptionGroup(title: "Machine") var machine: HardwareOptions
  @OptionGroup(title: "Answers") var answers: AnswerOptions
  @OptionGroup(title: "Output") var place: PlaceOptions

  func run() throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw CommandFailure(
        .usage, code: "no-terminal", "the wizard needs a terminal, and this is none",
        fix: "run 'nixwiz generate', which asks nothing and takes answers from a file")
    }
    Secret.protectMemory()
    let session = WizardSession(self)
    let ending = showsScreen ? runOnScreen(session) : nil
    switch try ending ?? runOnLines(session) {
    case .written(let text): Console.output.write(text)
    case .left(let text):
      // No error of anybody's: said in plain words, and the status tells scripts.
      Console.error.write(text.isEmpty ? "Nothing was written.\n" : "\(text)\n")
      throw CommandFailure(.invalidConfiguration)
    case .failed(let diagnostics): throw CommandFailure(.unreadableMachine, diagnostics)
    }
  }

  // MARK: - On a screen

  /// Whether there can be screens, and nobody wants lines.
  private var showsScreen: Bool {
    if let ui { return ui == .screen }
    let wantsLines = ["NIXWIZ_PLAIN", "ACCESSIBLE"].contains {
      !(Console.variable($0) ?? "").isEmpty
    }
    return !wantsLines
      && TerminalCapabilities.detect(descriptor: STDOUT_FILENO, term: Console.variable("TERM"))
        .movesCursor
  }

  /// Nil when the terminal cannot have a screen.
  private func runOnScreen(_ session: WizardSession) -> Effect.Ending? {
    guard let term = Console.variable("TERM"),
      let entry = TerminalEntry.load(term: term, descriptor: STDOUT_FILENO)
    else { return nil }
    let isUTF8 = TerminalLocale.set(
      wantsUTF8: !ascii && TerminalLocale.asksForUTF8(Console.variable),
      write: { PrivateFile.makeTemporary(holding: Array($0), at: Self.characterTypes) },
      remove: { PrivateFile.removeTemporary($0, holding: Self.characterTypes) })
    let isPlain = !(Console.variable("NO_COLOR") ?? "").isEmpty
    let settings = ScreenWizard.Settings(
      term: entry, isColored: !isPlain,
      glyphs: !isUTF8 ? .ascii : term.hasPrefix("linux") ? .console : .unicode,
      hasMouse: mouse, escapeDelay: Console.variable("ESCDELAY").flatMap { Int($0) },
      shell: Console.variable("SHELL").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/bin/sh",
      editor: Editor(isDumb: false, Console.variable))
    return ScreenWizard.run(session.services, settings: settings)
  }

  /// Where the C library looks for the character types of C.UTF-8 below a folder of locales.
  private static let characterTypes = "C.utf8/LC_CTYPE"

  // MARK: - On lines

  private func runOnLines(_ session: WizardSession) throws -> Effect.Ending {
    let services = session.services
    let start: Services.Start
    switch services.start() {
    case .success(let begun): start = begun
    case .failure(let failure): return .failed(failure.diagnostics)
    }
    Console.error.write(start.remarks)
    var wizard = LineWizard(
      hardware: start.hardware, document: start.document, draft: start.draft,
      suggestions: services.suggestions(), keepDraft: { services.keepDraft($0) },
      edit: { edit in
        guard let editor = Editor(isDumb: Console.variable("TERM") == "dumb", Console.variable)
        else { return .failed(Editor.missing) }
        return services.edit(edit) { editor.edit($0) }
      },
      preview: { session.preview(of: $0) })
    var terminal = StandardTerminal()
    terminal.guardSettings()
    switch wizard.run(on: &terminal) {
    case .quit(let isKept):
      if !isKept { services.keepDraft(nil) }
      return isKept ? .leftKeeping(isDryRun: dryRun) : .left("")
    case .write where dryRun: return .left("Nothing is written with --dry-run.")
    case .write(let request):
      switch services.write(request, CheckWatch()) {
      case .success(let text):
        services.keepDraft(nil)
        return .written(text)
      case .failure(let failure): throw CommandFailure(.unwritable, failure.diagnostics)
      }
    }
  }
}
