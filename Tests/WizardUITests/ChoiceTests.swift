import HostModel
import Testing

@testable import WizardUI

/// Long lists: what is found in them, on the screen and on lines.
@Suite struct ChoiceTests {
  private static let zones = ChoiceSearch(
    RegionList.timeZones.names.map { AnswerType.Choice($0, "") })

  @Test(arguments: [
    ("berlin", "Europe/Berlin"), ("new york", "America/New_York"), ("europe/lon", "Europe/London"),
    ("UTC", "UTC"), ("são p", "America/Sao_Paulo"), ("lond", "Europe/London"),
  ])
  func `the first match is the one that is meant`(_ typed: String, _ zone: String) {
    #expect(Self.zones.matches(typed).first?.value == zone)
  }

  @Test func `words come before middles, and middles before explanations`() {
    let search = ChoiceSearch([
      .init("xvim", ""), .init("editor", "like vim"), .init("gui-vim", ""), .init("vim", ""),
      .init("emacs", ""),
    ])
    #expect(search.matches("vim").map(\.value) == ["vim", "gui-vim", "xvim", "editor"])
    #expect(search.matches("").count == 5)
    #expect(search.matches("vimvimvim").isEmpty)
  }

  /// Every question of the catalogue whose values are known is a choice.
  @Test func `what is in a list is chosen from it`() {
    var wizard = WizardState(start: WizardFixture.start)
    let questions = QuestionCatalog.standard.questions.filter {
      if case .text(let rule) = $0.type { rule.list != nil } else { false }
    }
    #expect(questions.count >= 5)
    for question in questions {
      wizard.go(toQuestion: question.id)
      _ = wizard.perform(.open)
      guard case .picker(let picker)? = wizard.layers.last else {
        Issue.record("\(question.id) is typed")
        continue
      }
      #expect(picker.choices.count > 50)
    }
  }

  @Test func `a variant is one of the layout's`() {
    var wizard = WizardFixture()
    wizard.press("/", "keyboard.layout", "Enter", "Enter", "/de", "Enter")
    #expect(wizard.answer("keyboard.layout") == .text("de"))
    wizard.press("Down", "Enter")
    guard case .picker(let picker)? = wizard.state.layers.last else {
      Issue.record("no choice of variants")
      return
    }
    #expect(picker.choices.map(\.value) == [""] + RegionList.variants(of: "de"))
    wizard.press("neo", "Enter")
    #expect(wizard.answer("keyboard.variant") == .text("neo"))
  }

  @Test func `two layouts may be typed, and what is none is refused`() {
    var wizard = WizardFixture()
    wizard.press("/", "keyboard.layout", "Enter", "Enter", "us,de", "Enter")
    #expect(wizard.answer("keyboard.layout") == .text("us,de"))
    wizard.press("Enter", "qqq", "Enter")
    #expect(wizard.canvas.picture.contains("\"qqq\" is not a keyboard layout"))
    #expect(wizard.answer("keyboard.layout") == .text("us,de"))
  }

  @Test func `options are ticked, and joined with commas`() {
    var wizard = WizardFixture()
    wizard.press("/", "keyboard.options", "Enter", "Enter", "caps:escape", " ", "Ctrl-U")
    wizard.press("compose:ralt", " ", "Enter")
    #expect(wizard.answer("keyboard.options") == .text("caps:escape,compose:ralt"))
  }

  // MARK: - On lines

  private static let catalog = QuestionCatalog([
    Question(
      "zone", .text(.timeZone), label: "Time zone", help: "The clock.", fixed: .text("UTC")),
    Question(
      "programs", .list(of: .text(TextRule("a package")), noun: "packages"), label: "Programs",
      help: "More.", fixed: .list([])),
  ])

  private func run(_ lines: String...) -> (answers: AnswersDocument?, shown: String) {
    var terminal = ScriptedTerminal(lines: ["2"] + lines)
    var wizard = LineWizard(
      hardware: Hardware(), document: AnswersDocument(),
      suggestions: ["programs": ["vim", "neovim", "git"].map { .init($0, "") }],
      catalog: Self.catalog
    ) { _ in LineWizard.Preview(text: "", findings: [], isWritable: true, diff: "") }
    guard case .write(let request) = wizard.run(on: &terminal) else {
      return (nil, terminal.shown)
    }
    return (request.document, terminal.shown)
  }

  @Test(arguments: [
    (["Europe/Paris"], "Europe/Paris"), (["berlin", ""], "Europe/Berlin"),
    (["/lon", "2"], "Europe/London"), (["lon", "rome", ""], "Europe/Rome"),
    (["xyz", "UTC"], "UTC"), (["berlin", "<", "Asia/Tokyo"], "Asia/Tokyo"),
  ])
  func `a part of a name shows what matches`(_ typed: [String], _ zone: String) {
    var terminal = ScriptedTerminal(lines: ["2"] + typed + ["/review", "w"])
    var wizard = LineWizard(
      hardware: Hardware(), document: AnswersDocument(), catalog: Self.catalog
    ) { _ in LineWizard.Preview(text: "", findings: [], isWritable: true, diff: "") }
    guard case .write(let request) = wizard.run(on: &terminal) else {
      Issue.record("nothing to write: \(terminal.shown)")
      return
    }
    #expect(request.document["zone"]?.value == .text(zone), "\(terminal.shown)")
  }

  @Test func `many matches are counted, not listed`() {
    let (_, shown) = run("america", "", "/review", "w")
    #expect(shown.contains("  20. America/"))
    #expect(!shown.contains("  21. "))
    #expect(shown.contains(" more match; type more of the name.\n"))
  }

  @Test func `an entry of a list is searched when it is not known`() {
    let (document, shown) = run("", "git", "neo", "", "own-package", "", "w")
    #expect(document?["programs"]?.value == .texts(["git", "neovim", "own-package"]))
    #expect(shown.contains("  1. neovim\n"))
  }
}
