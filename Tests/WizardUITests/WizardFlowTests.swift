import HostModel
import SourceText
import Testing

@testable import WizardUI

/// What keys do, told by what comes of them; what the screens look like is told by `ScreenTests`.
@Suite struct WizardFlowTests {
  @Test func `all defaults are written with three keys`() {
    var wizard = WizardFixture()
    wizard.press("r", "w", "w")
    #expect(wizard.ending == .written("Written."))
    #expect(wizard.state.document.ids.isEmpty)
  }

  @Test func `a field takes what is typed, and Esc takes it back`() {
    var wizard = WizardFixture()
    wizard.press("PgDn", "PgDn", "Enter", "Ctrl-U", "ampere", "Esc")
    #expect(wizard.answer("host.name") == nil)
    wizard.press("Enter", "Ctrl-U", "ampere", "Enter")
    #expect(wizard.answer("host.name") == .text("ampere"))
  }

  @Test func `what is not good cannot be confirmed`() {
    var wizard = WizardFixture()
    wizard.press("PgDn", "PgDn", "Enter", "Ctrl-U", "a b", "Enter")
    #expect(wizard.answer("host.name") == nil)
    #expect(wizard.state.scope == .text)
    #expect(wizard.canvas.picture.contains("× no blanks"))
    // Neither by leaving the step.
    wizard.press("PgDn")
    #expect(wizard.state.scope == .text)
  }

  @Test func `the default typed again is no answer`() {
    var wizard = WizardFixture()
    wizard.press("PgDn", "PgDn", "Enter", "Enter")
    #expect(wizard.answer("host.name") == nil)
  }

  @Test func `answers can be taken back and put back`() {
    var wizard = WizardFixture()
    wizard.press("PgDn", "PgDn", "Down", "Space", "Space")
    #expect(wizard.answer("host.kind") == .text("desktop"))
    wizard.press("u")
    #expect(wizard.answer("host.kind") == .text("laptop"))
    wizard.press("u")
    #expect(wizard.answer("host.kind") == nil)
    wizard.press("U", "x")
    #expect(wizard.answer("host.kind") == nil)
  }

  @Test func `Alt with a letter works while typing, after the text is taken`() {
    var wizard = WizardFixture()
    wizard.press("PgDn", "PgDn", "Enter", "Ctrl-U", "ampere", "Alt-r")
    #expect(wizard.answer("host.name") == .text("ampere"))
    #expect(wizard.state.currentStep.kind == .review)
  }

  @Test func `a user has a name, a password that is hashed, and keys`() throws {
    var wizard = WizardFixture()
    wizard.press("PgDn", "PgDn", "PgDn", "Enter", "ada", "Enter")
    // The password, twice.
    wizard.press("Enter", "hunter2", "Enter", "hunter2", "Enter")
    // The keys: two lines of a paste.
    wizard.press("Down", "Enter")
    wizard.handle(.key(.paste("key one\nkey two\n")))
    wizard.press("Enter", "Enter")
    wizard.press("End", "Enter", "End", "Enter")
    guard case .list(let users)? = wizard.answer("users"), case .record(let user)? = users.first,
      case .text(let hash)? = user["hashedPassword"]
    else {
      Issue.record("no user: \(wizard.canvas.picture)")
      return
    }
    #expect(user["name"] == .text("ada"))
    #expect(user["sshKeys"] == .texts(["key one", "key two"]))
    #expect(hash.hasPrefix("$y$"))
    #expect(TextRule.passwordHash.check(hash) == nil)
    #expect(!"\(wizard.state)".contains("hunter2"))
  }

  @Test func `a password is never shown unless its owner wants to see it`() {
    var wizard = WizardFixture()
    wizard.press("PgDn", "PgDn", "PgDn", "Enter", "ada", "Enter", "Enter", "hunter2")
    #expect(!wizard.canvas.picture.contains("hunter2"))
    #expect(wizard.canvas.picture.contains("•••••••"))
    wizard.press("Ctrl-T")
    #expect(wizard.canvas.picture.contains("hunter2"))
  }

  @Test func `a record without what it needs is not accepted, and is not lost by Esc alone`() {
    var wizard = WizardFixture()
    wizard.press("PgDn", "PgDn", "PgDn", "Enter", "Esc", "End", "Enter")
    #expect(wizard.canvas.picture.contains("name is needed"))
    wizard.press("Enter", "ada", "Enter", "Esc")
    #expect(wizard.state.dialog != nil)
    wizard.press("t")
    #expect(wizard.answer("users") == nil)
  }

  @Test func `entries of a list are removed`() {
    var wizard = WizardFixture()
    wizard.press("s", "End", "Up", "Up", "Enter", "Enter", "d", "End", "Enter")
    #expect(wizard.answer("packages.system") == .list([]), "\(wizard.canvas.picture)")
  }

  @Test func `questions without effect are not shown`() {
    var wizard = WizardFixture()
    #expect(!wizard.canvas.picture.contains("Where SSH"))
    wizard.press("/", "ssh.port", "Enter")
    #expect(wizard.canvas.picture.contains("SSH is off"))
    wizard.press("/", "ssh.enable", "Enter", "Enter", "Down")
    #expect(wizard.state.focusedQuestion == "ssh.port")
  }

  @Test func `a question is found by any of its words`() {
    for words in ["host name", "host.name", "part of the flake"] {
      var wizard = WizardFixture()
      wizard.press("/", words, "Enter")
      #expect(wizard.state.focusedQuestion == "host.name", "\(words)")
    }
  }

  @Test func `results for earlier answers are dropped`() {
    var wizard = WizardFixture()
    let version = wizard.state.version
    wizard.press("PgDn", "PgDn", "Down", "Space")
    wizard.handle(.outlook(Outlook(), version: version, inFull: false))
    #expect(wizard.state.outlook?.files.isEmpty == false)
  }

  @Test func `what has errors is not written`() {
    var wizard = WizardFixture()
    wizard.press("/", "ssh.enable", "Enter", "Space", "Down", "Enter", "Ctrl-U", "80", "Enter")
    wizard.press("r", "w")
    #expect(wizard.state.dialog == nil)
    #expect(wizard.state.message?.contains("must be mended") == true)
    wizard.press("c", "Enter")
    #expect(wizard.state.focusedQuestion == "ssh.port")
  }

  @Test func `a problem is mended by a change that is shown first`() {
    var wizard = WizardFixture()
    wizard.press("/", "ssh.enable", "Enter", " ", "Down", "Enter", "Ctrl-U", "80", "Enter")
    #expect(wizard.state.outlook?.errors == 1)
    wizard.press("n", "f")
    let picture = wizard.canvas.picture
    #expect(picture.contains("Port: 80, then 81"))
    #expect(picture.contains("Port: 80, then the default"))
    wizard.press("b")
    #expect(wizard.answer("ssh.port") == .integer(80), "nothing changes by itself")
    wizard.press("c", "f", "1")
    #expect(wizard.answer("ssh.port") == .integer(81))
    #expect(wizard.state.outlook?.errors == 0)
    wizard.press("u")
    #expect(wizard.answer("ssh.port") == .integer(80), "it can be taken back")
    wizard.press("f", "2")
    #expect(wizard.answer("ssh.port") == nil)
  }

  @Test func `where no single answer mends a problem the way out is told`() {
    var wizard = WizardFixture()
    wizard.press("/", "services.set", "Enter", "Enter", "cups", " ", "Enter", "f")
    #expect(wizard.state.dialog == nil)
    #expect(wizard.state.message == "No single answer mends this.")
    wizard.press("Down", "/", "host.name", "Enter", "f")
    #expect(wizard.state.message == "There is no problem here.")
  }

  @Test func `a screen is saved as text, but not with a password in it`() {
    var wizard = WizardFixture()
    wizard.press("F12")
    #expect(wizard.screens.first?.contains("What follows") == true)
    #expect(wizard.state.message == "Saved in nixwiz-screen-1.txt.")
    wizard.press("/", "users", "Enter", "Enter", "ann", "Enter", "Enter")
    wizard.press("secret", "F12", "Ctrl-T", "F12")
    #expect(wizard.screens.count == 2)
    #expect(!wizard.screens.contains { $0.contains("secret") })
  }

  @Test func `of a paste that is too long nothing is taken, and that is said`() {
    var wizard = WizardFixture()
    wizard.press("/", "host.name", "Enter", "Enter", "Ctrl-U", "a")
    wizard.handle(.key(.paste(String(repeating: "x", count: 20_000))))
    #expect(wizard.state.message == "Nothing was taken: the text is too long.")
    wizard.handle(.key(.paste("b\n" + String(repeating: "x", count: 20_000))))
    #expect(wizard.state.message == "1 line of 2 taken.")
    wizard.press("Enter")
    #expect(wizard.answer("host.name") == .text("ab"))
    wizard.press("/", "users", "Enter", "Enter")
    wizard.handle(.key(.paste(String(repeating: "x", count: 20_000))))
    #expect(wizard.state.message == "Nothing was taken: the text is too long.")
  }

  @Test func `conflicts are decided one after the other, and then the files can be written`() {
    var wizard = WizardFixture()
    wizard.conflicts = WizardFixture.someConflicts
    wizard.press("r", "Ctrl-L", "w")
    #expect(wizard.state.message == "2 conflicts to decide: Enter on a file with an x.")
    wizard.press("Enter")
    #expect(wizard.state.scope == .conflict)
    // The new text is what the machine needs, so it comes first.
    wizard.press("Enter", "Up", "Enter")
    #expect(wizard.state.message == "Every conflict is decided.")
    #expect(
      wizard.state.request.decisions["modules/host.name.nix"]
        == [
          WizardFixture.someConflicts[0]: .generated, WizardFixture.someConflicts[1]: .yours,
        ])
    #expect(wizard.state.outlook?.files.first?.sign == "&")
    wizard.press("w", "w")
    #expect(wizard.ending == .written("Written."))
  }

  @Test func `a conflict can be decided in an editor, but not in a dry run`() {
    for isDryRun in [false, true] {
      var wizard = WizardFixture(isDryRun: isDryRun)
      wizard.conflicts = WizardFixture.someConflicts
      wizard.press("r", "Ctrl-L", "Enter", "End", "Enter")
      #expect(wizard.effects.contains("beside") == !isDryRun)
      #expect(wizard.state.message?.isEmpty == false)
    }
  }

  @Test func `a conflict is decided by what an editor leaves`() {
    var wizard = WizardFixture()
    let places = WizardFixture.someConflicts
    wizard.conflicts = places
    wizard.press("r", "Ctrl-L", "Enter")
    wizard.edited = .failed(.error("editor-failed", "vi ended with status 1", fix: "edit again"))
    wizard.press("e")
    #expect(wizard.state.message == "vi ended with status 1: edit again")
    #expect(wizard.state.undecidedPlaces.count == 2)
    // What is not done waits in the editor, also after a look at another place.
    let half = Array("half\n=======\n".utf8)
    wizard.edited = .unfinished(half, .error("markers-left", "1 marker is left"))
    wizard.press("e")
    #expect(wizard.state.message == "1 marker is left")
    wizard.press("n", "n")
    let whole = Array("whole\n".utf8)
    wizard.edited = .decided(whole)
    wizard.press("e")
    #expect(wizard.edits.map(\.text) == [nil, nil, half])
    #expect(wizard.edits.map(\.place) == [places[0], places[0], places[0]])
    #expect(wizard.state.request.decisions["modules/host.name.nix"] == [places[0]: .edited(whole)])
    // The next place is open; the first one shows the text, and begins with it the next time.
    #expect(wizard.canvas.picture.contains("Conflict 2 of 2"))
    wizard.press("n")
    #expect(wizard.canvas.picture.contains("edited  whole"))
    #expect(wizard.canvas.picture.contains("(x) edit it now"))
    wizard.press("e")
    #expect(wizard.edits.last?.text == whole)
  }

  @Test func `a check in full tells how far it is and can be stopped`() {
    var wizard = WizardFixture(checksInFull: true)
    wizard.isSlow = true
    wizard.press("r", "e")
    wizard.handle(
      .tick(CheckWatch.Progress(stage: .host("carbon", number: 1, of: 2), files: 812, seconds: 3)))
    let picture = wizard.canvas.picture
    #expect(picture.contains("evaluating carbon (1 of 2) with nixpkgs, 812 files read, 3 s"))
    #expect(picture.contains("Esc stop the check"))
    wizard.press("Esc")
    #expect(wizard.effects == ["stop"])
    #expect(!wizard.state.isWaiting)
    #expect(wizard.state.scope == .review, "Esc stops the check and leaves nothing")
    // Its end is no news, and the facts stay proven.
    wizard.handle(.outlook(nil, version: wizard.state.version, inFull: true))
    #expect(wizard.state.outlook?.proof?.depth == .facts)
  }

  @Test func `a new answer takes the place of a check in full`() {
    var wizard = WizardFixture(checksInFull: true)
    wizard.isSlow = true
    wizard.press("r", "e")
    wizard.isSlow = false
    wizard.press("/", "ssh.enable", "Enter", " ")
    #expect(!wizard.state.isWaiting)
    #expect(wizard.state.outlook?.proof?.depth == .facts)
  }

  @Test func `a failed write can be tried again`() {
    var wizard = WizardFixture()
    wizard.press("r")
    wizard.handle(.written(.failure(.init([.error("rofs", "read-only file system")]))))
    #expect(wizard.canvas.picture.contains("read-only file system"))
    wizard.press("t")
    #expect(wizard.ending == .written("Written."))
  }

  @Test func `nothing is written in a dry run`() {
    var wizard = WizardFixture(isDryRun: true)
    wizard.press("r", "w", "w")
    #expect(wizard.ending == nil)
  }

  @Test func `leaving without answers asks nothing`() {
    var wizard = WizardFixture()
    wizard.press("q")
    #expect(wizard.ending == .left(""))
    #expect(wizard.draftsForgotten == 1)
  }

  @Test func `leaving with answers asks`() {
    for (key, ending, forgets) in [("k", true, 0), ("t", false, 1), ("s", nil, 0)]
      as [(String, Bool?, Int)]
    {
      var wizard = WizardFixture()
      wizard.press("PgDn", "PgDn", "Down", "Space")
      wizard.handle(.interrupt)
      wizard.press(key)
      #expect(wizard.draftsForgotten == forgets)
      switch wizard.ending {
      case .left(let text): #expect(!text.isEmpty == ending)
      default: #expect(ending == nil)
      }
    }
  }

  @Test func `a session that did not end goes on`() {
    var start = WizardFixture.start
    let location = SourceLocation(
      file: SourceFile(name: "draft", text: ""), span: SourceSpan(start: 0, end: 0))
    start.draft = AnswersDocument(["host.name": .init(value: .text("ampere"), location: location)])
    var wizard = WizardFixture(start: start)
    wizard.press("Enter")
    #expect(wizard.answer("host.name") == .text("ampere"))
    wizard = WizardFixture(start: start)
    wizard.press("n")
    #expect(wizard.answer("host.name") == nil)
    #expect(wizard.draftsForgotten == 1)
  }

  @Test func `answers alone are saved where they are wanted`() {
    var wizard = WizardFixture()
    wizard.press("PgDn", "PgDn", "Down", "Space", "o", "Ctrl-U", "my.nix", "Enter")
    #expect(wizard.saved["my.nix"]?["host.kind"]?.value == .text("laptop"))
  }

  @Test func `pasted letters are no commands`() {
    var wizard = WizardFixture()
    wizard.handle(.key(.paste("q")))
    #expect(wizard.ending == nil)
  }

  @Test func `the mouse moves the focus, and changes with a second click`() {
    var wizard = WizardFixture()
    wizard.handle(.key(.click(row: 4, column: 5)))
    #expect(wizard.state.currentStep.title == "Host")
    wizard.handle(.key(.click(row: 4, column: 25)))
    #expect(wizard.state.focusedQuestion == "host.kind")
    wizard.handle(.key(.click(row: 4, column: 25)))
    #expect(wizard.state.scope == .choice)
  }
}
