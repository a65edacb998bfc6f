import HostModel
import SourceText
import Testing

@testable import WizardUI

/// A terminal that types what a test says and keeps what was shown.
struct ScriptedTerminal: LineTerminal {
  var lines: [String]
  var shown = ""

  mutating func write(_ text: String) { shown += text }

  mutating func readLine(prompt: String) -> String? {
    shown += prompt
    guard !lines.isEmpty else { return nil }
    shown += lines[0] + "\n"
    return lines.removeFirst()
  }

  mutating func readSecret(prompt: String, into secret: Secret) -> SecretLine {
    secret.wipe()
    shown += prompt + "\n"
    guard !lines.isEmpty else { return .end }
    for character in lines.removeFirst() where !secret.append(character) { return .tooLong }
    return .typed
  }
}

@Suite struct LineWizardTests {
  /// A few questions of every type.
  private static let catalog = QuestionCatalog([
    Question(
      "host.name", .text(TextRule("a host name") { $0.contains(" ") ? .init("no blanks") : nil }),
      label: "Host name", help: "The name.", fixed: .text("nixos")),
    Question(
      "host.kind", .choice([.init("server", "no desktop"), .init("laptop", "a battery")]),
      label: "Kind", help: "What it is.", fixed: .text("server")),
    Question("ssh", .boolean, label: "SSH", help: "Log in.", fixed: .boolean(false)),
    Question("port", .integer(1...65535), label: "Port", help: "A port.", fixed: .integer(22)),
    Question(
      "tags", .list(of: .text(TextRule("a tag")), noun: "tags"), label: "Tags", help: "Words.",
      fixed: .list([])),
    Question(
      "users",
      .records(
        of: [
          .init("name", .text(TextRule("a name")), "The name.", default: nil),
          .init(
            "hash", .text(TextRule("a hash", entry: .password)), "The password.",
            default: .text("")),
          .init("admin", .boolean, "May do all.", default: .boolean(false)),
        ], key: "name", noun: "users"), label: "Users", help: "People.", fixed: .list([])),
    Question(
      "flags", .settings(name: TextRule("a flag"), values: [.integer, .text, .boolean]),
      label: "Flags", help: "More.", fixed: .record([:])),
    Question(
      "battery", .boolean, label: "Battery", help: "Save power.", fixed: .boolean(true),
      irrelevantWhen: {
        $0.answers[id: "host.kind"]?.value == .text("server") ? "servers have none" : nil
      }),
  ])

  /// Types lines into a wizard of all questions; the answers given, or nil when it was left.
  private func run(
    _ lines: String..., isWritable: Bool = true
  ) -> (answers: [String: AnswerValue]?, shown: String) {
    run(lines, isWritable: isWritable)
  }

  private func run(
    _ lines: [String], isWritable: Bool = true, start: AnswersDocument = AnswersDocument()
  ) -> (answers: [String: AnswerValue]?, shown: String) {
    var terminal = ScriptedTerminal(lines: ["2"] + lines)
    var wizard = LineWizard(
      hardware: Hardware(), document: start, catalog: Self.catalog
    ) { _ in
      LineWizard.Preview(
        text: "PREVIEW\n", findings: isWritable ? [] : [.error("x", "not good")],
        isWritable: isWritable, diff: "DIFF\n")
    }
    guard case .write(let request) = wizard.run(on: &terminal) else {
      return (nil, terminal.shown)
    }
    let document = request.document
    let pairs = document.ids.compactMap { id in document[id].map { (id, $0.value) } }
    return (Dictionary(uniqueKeysWithValues: pairs), terminal.shown)
  }

  @Test func `empty lines take the defaults, and nothing is given`() {
    let (answers, shown) = run("", "", "", "", "", "", "", "w")
    #expect(answers == [:])
    #expect(shown.contains("Now: nixos (the default)"))
    #expect(shown.contains("[7/7]") && !shown.contains("/8]"), "only those asked are counted")
    #expect(!shown.contains("Battery"), "a question without effect is not asked")
  }

  @Test func `every type of question can be answered`() {
    let (answers, _) = run(
      "carbon", "2", "y", "2222", "a", "b", "", "ann", "", "yes", "bob", "", "", "", "n-gpu = 3",
      "name = x y", "on = true", "", "no", "w")
    #expect(
      answers == [
        "host.name": .text("carbon"), "host.kind": .text("laptop"), "ssh": .boolean(true),
        "port": .integer(2222), "tags": .texts(["a", "b"]),
        "users": .list([
          .record(["name": .text("ann"), "hash": .text(""), "admin": .boolean(true)]),
          .record(["name": .text("bob"), "hash": .text(""), "admin": .boolean(false)]),
        ]),
        "flags": .record(["n-gpu": .integer(3), "name": .text("x y"), "on": .boolean(true)]),
        "battery": .boolean(false),
      ])
  }

  @Test func `a bad answer is explained and asked again`() {
    let (answers, shown) = run(
      "a b", "carbon", "tablet", "laptop", "maybe", "n", "99999", "22", "/review", "w")
    #expect(answers?["host.name"] == .text("carbon"))
    #expect(shown.contains("Error: `host.name`: no blanks\n"))
    #expect(shown.contains("Error: `host.kind` is \"tablet\", which is not one of"))
    #expect(shown.contains("Error: please answer yes or no\n"))
    #expect(shown.contains("Fix: choose a number from 1 to 65535\n"))
  }

  @Test func `one can go back, over questions that were left out`() {
    let (answers, _) = run("one", "<", "two", "server", "<", "<", "three", "/review", "w")
    #expect(answers == ["host.name": .text("three"), "host.kind": .text("server")])
  }

  @Test func `commands are obeyed in the middle of an answer`() {
    let (answers, shown) = run(
      "", "", "", "", "a", "?", "<", "b", "", "ann", "", "?", "<", "-", "n = 1", "/review", "w")
    #expect(answers == ["tags": .texts(["b"]), "users": .list([])])
    #expect(shown.contains("May do all. Wanted: "))
    #expect(shown.count(of: "The answer stays as it was.") == 3)
    #expect(run("", "", "", "", "a", "/quit").answers == nil)
  }

  @Test func `help is there at every question`() {
    let (_, shown) = run("?", "/quit")
    #expect(shown.contains("The name.\n  Wanted: a host name. Default: \"nixos\"."))
  }

  @Test(arguments: [["/quit"], [], ["", "<", "/quit"], ["/review", "q"], ["/review"]])
  func `leaving writes nothing`(_ lines: [String]) {
    var terminal = ScriptedTerminal(lines: ["2"] + lines)
    var wizard = LineWizard(
      hardware: Hardware(), document: AnswersDocument(), catalog: Self.catalog
    ) { _ in LineWizard.Preview(text: "", findings: [], isWritable: true, diff: "") }
    #expect(wizard.run(on: &terminal) == .quit(keeping: false))
  }

  @Test func `a password becomes a hash, is typed twice, and is never shown`() throws {
    let lines = [
      "", "", "", "", "", "ann", "pässword", "password", "pässword", "pässword", "y", "",
    ]
    let (answers, shown) = run(lines + ["/review", "w"])
    guard case .list(let users)? = answers?["users"], case .record(let ann)? = users.first,
      case .text(let hash)? = ann["hash"]
    else {
      Issue.record("no hash in \(String(describing: answers))")
      return
    }
    #expect(TextRule.passwordHash.check(hash) == nil)
    #expect(ann["admin"] == .boolean(true))
    #expect(shown.contains("Error: the two are different\n"))
    #expect(shown.contains("  Strength: "))
    #expect(!shown.contains("pässw"))
  }

  @Test func `of a user who is there Enter keeps everything, the password too`() {
    let user = AnswerValue.record([
      "name": .text("ann"), "hash": .text("$y$j9T$kept"), "admin": .boolean(true),
    ])
    let start = AnswersDocument([
      "users": .init(value: .list([user]), location: Self.place)
    ])
    let (answers, shown) = run(
      ["", "", "", "", "", "ann", "", "", "bob", "", "", "", "/review", "w"], start: start)
    #expect(
      answers?["users"]
        == .list([
          user,
          .record(["name": .text("bob"), "hash": .text(""), "admin": .boolean(false)]),
        ]))
    #expect(shown.contains("Password of ann, not shown, empty keeps the one that is set: "))
    #expect(!shown.contains("$y$j9T$kept"), "not even its hash is shown")
  }

  @Test func `of users who are not named it is asked whether they stay`() {
    let users = ["ann", "bob", "cyd"].map { name in
      AnswerValue.record(["name": .text(name), "hash": .text(""), "admin": .boolean(false)])
    }
    let start = AnswersDocument(["users": .init(value: .list(users), location: Self.place)])
    let (answers, shown) = run(
      ["", "", "", "", "", "bob", "", "yes", "", "maybe", "", "no", "/review", "w"], start: start)
    let bob = AnswerValue.record([
      "name": .text("bob"), "hash": .text(""), "admin": .boolean(true),
    ])
    #expect(answers?["users"] == .list([users[0], bob]))
    #expect(shown.contains("Keep ann? [yes] maybe\n  Error: please answer yes or no\n"))
    #expect(!shown.contains("Keep bob?"))
  }

  @Test(arguments: [("no", false), ("", true), ("y", true), (nil, true)] as [(String?, Bool)])
  func `leaving with answers asks whether to keep them`(_ reply: String?, _ isKept: Bool) {
    var terminal = ScriptedTerminal(lines: ["2", "carbon", "/quit"] + (reply.map { [$0] } ?? []))
    var drafts: [AnswersDocument] = []
    var wizard = LineWizard(
      hardware: Hardware(), document: AnswersDocument(), catalog: Self.catalog,
      keepDraft: { drafts.append($0) }
    ) { _ in LineWizard.Preview(text: "", findings: [], isWritable: true, diff: "") }
    #expect(wizard.run(on: &terminal) == .quit(keeping: isKept))
    #expect(drafts.map { $0["host.name"]?.value } == [.text("carbon")])
  }

  @Test(arguments: [("", "ampere"), ("no", nil)] as [(String, String?)])
  func `a session that did not end goes on`(_ reply: String, _ name: String?) {
    var terminal = ScriptedTerminal(lines: [reply, "3", "w"])
    let draft = AnswersDocument(["host.name": .init(value: .text("ampere"), location: Self.place)])
    var wizard = LineWizard(
      hardware: Hardware(), document: AnswersDocument(), draft: draft, catalog: Self.catalog
    ) { _ in LineWizard.Preview(text: "", findings: [], isWritable: true, diff: "") }
    guard case .write(let request) = wizard.run(on: &terminal) else {
      Issue.record("nothing to write")
      return
    }
    #expect(request.document["host.name"]?.value == name.map { .text($0) })
  }

  private static let place = SourceLocation(
    file: SourceFile(name: "answers.nix", text: ""), span: SourceSpan(start: 0, end: 0))

  @Test func `what does not validate is not written`() {
    let (answers, shown) = run("/review", "w", "q", isWritable: false)
    #expect(answers == nil)
    #expect(shown.contains("error: not good [x]"))
    #expect(shown.contains("Error: the errors above must be mended first\n"))
  }

  @Test func `conflicts are decided place by place`() {
    let places = WizardFixture.someConflicts
    var terminal = ScriptedTerminal(
      lines: ["3", "w", "c", "1", "<", "c", "", "x", "3", "3", "3", "c", "", "", "w"])
    let edited = Array("both\n".utf8)
    var results: [Services.Edited] = [
      .failed(.error("editor-failed", "vi ended with status 1", fix: "edit again")),
      .unfinished([1], .error("markers-left", "1 marker is left")), .decided(edited),
    ]
    var edits: [Services.Edit] = []
    var wizard = LineWizard(
      hardware: Hardware(), document: AnswersDocument(), catalog: Self.catalog,
      edit: {
        edits.append($0)
        return results.removeFirst()
      }
    ) { request in
      let open = places.count { request.decisions["a.nix"]?[$0] == nil }
      return LineWizard.Preview(
        text: "\(open) open\n", findings: [], isWritable: open == 0, diff: "",
        conflicts: places.map { LineConflict(path: "a.nix", place: $0) })
    }
    guard case .write(let request) = wizard.run(on: &terminal) else {
      Issue.record("nothing to write: \(terminal.shown)")
      return
    }
    #expect(request.decisions == ["a.nix": [places[0]: .yours, places[1]: .edited(edited)]])
    #expect(edits.map(\.text) == [nil, nil, [1]])
    #expect(terminal.shown.contains("Error: vi ended with status 1\n  Fix: edit again\n"))
    #expect(terminal.shown.contains("  Edited:\n    both\n"))
    #expect(terminal.shown.contains("Error: there are conflicts to decide first, with c\n"))
    #expect(terminal.shown.contains("Conflict in a.nix, line 7\n  Before:\n      branch = "))
    #expect(terminal.shown.contains("Before: (not known)\n"))
    #expect(terminal.shown.contains("  New: (nothing)\n"))
    #expect(terminal.shown.contains("Error: please type 1, 2 or 3"))
  }

  @Test func `an answer is changed in the review`() {
    let (answers, shown) = run("/review", "d", "host.nam", "host.name", "carbon", "w")
    #expect(answers == ["host.name": .text("carbon")])
    #expect(shown.contains("DIFF\n"))
    #expect(shown.contains("Fix: did you mean host.name?\n"))
  }

  @Test func `the short run asks questions that exist`() {
    for id in ShortRun.ids { #expect(QuestionCatalog.standard[id] != nil, "\(id)") }
  }
}

extension String {
  /// How often a text is in it.
  fileprivate func count(of text: String) -> Int {
    indices.count { self[$0...].hasPrefix(text) }
  }
}
