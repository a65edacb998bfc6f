import HostModel
import SourceText
import TestSupport

@testable import WizardUI

/// A wizard without a terminal: a small catalogue with every type of question, and an outlook that
/// follows from the answers at once.
struct WizardFixture {
  static let catalog = QuestionCatalog([
    Question(
      "host.name", .text(TextRule("a host name") { $0.contains(" ") ? .init("no blanks") : nil }),
      label: "Host name", help: "The name of this machine. It is part of the flake.",
      default: "the product name", { _ in .found(.text("carbon"), "the product is Carbon") }),
    Question(
      "host.kind",
      .choice([
        .init("server", "no desktop"), .init("laptop", "a battery"), .init("desktop", "a screen"),
      ]),
      label: "Kind", help: "What it is for.", fixed: .text("server")),
    Question(
      "time.timeZone",
      .choice(
        [
          "Africa/Lagos", "America/Blanc-Sablon", "America/Miquelon", "Arctic/Longyearbyen",
          "Asia/Tokyo", "Europe/Lisbon", "Europe/London", "Europe/Paris", "Pacific/Auckland", "UTC",
        ].map { .init($0, $0.hasSuffix("Longyearbyen") ? "Svalbard" : "") }),
      label: "Time zone", help: "Used for the clock.", fixed: .text("UTC")),
    Question(
      "keyboard.layout", .text(.keyboardLayout), label: "Keyboard", help: "What is on the keys.",
      fixed: .text("us")),
    Question(
      "keyboard.variant", .text(TextRule("a variant of the layout")), label: "Variant",
      help: "Where it differs.", fixed: .text("")),
    Question(
      "keyboard.options", .text(.keyboardOptions), label: "Options", help: "What else keys do.",
      fixed: .text("")),
    Question("ssh.enable", .boolean, label: "SSH", help: "Log in.", fixed: .boolean(false)),
    Question(
      "ssh.port", .integer(1...65535), label: "Port", help: "Where SSH listens.",
      fixed: .integer(22),
      irrelevantWhen: {
        $0.answers[id: "ssh.enable"]?.value == .boolean(false)
          ? "SSH is off" : nil
      }),
    Question(
      "users",
      .records(
        of: [
          .init("name", .text(TextRule("a name", maximumLength: 8)), "To log in.", default: nil),
          .init(
            "hashedPassword", .text(TextRule("a hash", entry: .password)), "The password.",
            default: .text("")),
          .init(
            "sshKeys", .list(of: .text(TextRule("a key")), noun: "keys"), "Keys that may log in.",
            default: .list([])),
          .init("sudo", .boolean, "May do all.", default: .boolean(true)),
        ], key: "name", noun: "users"), label: "Users", help: "The accounts of people.",
      fixed: .list([])),
    Question(
      "services.set",
      .list(
        of: .choice([
          .init("fstrim", "for SSDs"), .init("fwupd", "firmware"), .init("cups", "print"),
        ]),
        noun: "services"), label: "Services", help: "What runs.", fixed: .texts(["fstrim"])),
    Question(
      "packages.system", .list(of: .text(TextRule("a package")), noun: "packages"),
      label: "Programs", help: "For all users.", fixed: .texts(["git"])),
    Question(
      "llama.settings", .settings(name: TextRule("a flag"), values: [.integer, .text, .boolean]),
      label: "More flags", help: "Of llama-server.", fixed: .record([:])),
  ])

  /// Text from outside that would act on a terminal if it were shown as it is.
  static let hostile = "Evil \u{1b}[2J\u{202e}corp 日本語"

  static let start = Services.Start(
    hardware: Hardware(),
    facts: [
      ("Machine", "Carbon, laptop"), ("Processor", "AMD Ryzen 9, 16 cores"), ("Disk", hostile),
    ],
    document: AnswersDocument(), target: "/etc/nixos")

  var state: WizardState
  /// How it ended.
  var ending: Effect.Ending?
  var glyphs = GlyphSet.unicode
  var saved: [String: AnswersDocument] = [:]
  var draftsForgotten = 0
  var effects: [String] = []

  /// A line, and lines of which those from before are lost.
  static let someConflicts = [
    EditConflict(
      line: 7, base: Array("  branch = \"legacy_580\";\n".utf8),
      yours: Array("  branch = \"legacy_535\";\n".utf8),
      generated: Array("  branch = \"production\";\n".utf8)),
    EditConflict(
      line: 12, base: nil, yours: Array((1...20).map { "  line \($0)\n" }.joined().utf8),
      generated: []),
  ]

  /// The places of the first file where edits exclude changes.
  var conflicts: [EditConflict] = []
  /// What was given to the editor, and what it makes of it.
  var edits: [Services.Edit] = []
  var edited: Services.Edited?
  /// The screens that were saved.
  var screens: [String] = []
  /// Whether checks in full do not come to an end.
  var isSlow = false

  init(
    width: Int = 80, height: Int = 24, isDryRun: Bool = false, checksInFull: Bool = false,
    start: Services.Start? = nil
  ) {
    state = WizardState(
      catalog: Self.catalog, width: width, height: height, isDryRun: isDryRun,
      checksInFull: checksInFull)
    perform(.start, start ?? Self.start)
  }

  /// Presses keys by their names; other words are typed letter by letter.
  mutating func press(_ names: String...) {
    for name in names { press(name) }
  }

  mutating func press(_ name: String) {
    if let key = Self.keys[name] {
      handle(.key(key))
    } else {
      for letter in name { handle(.key(.character(letter))) }
    }
  }

  mutating func handle(_ event: Event) {
    for effect in state.handle(event) { perform(effect, Self.start) }
  }

  /// What the worker does, at once.
  private mutating func perform(_ effect: Effect, _ start: Services.Start) {
    switch effect {
    case .start: handle(.started(.success(start)))
    case .suggest: handle(.suggestions([:]))
    case .outlook(_, _, true) where isSlow: break
    case .outlook(let request, let version, let inFull):
      handle(.outlook(Self.outlook(of: request, conflicts), version: version, inFull: inFull))
    case .influence(_, let question, let version):
      let influence = Influence(places: [.init(path: "modules/\(question).nix", line: 2)])
      handle(.influence(influence, question: question, version: version))
    case .hash(let secret): handle(.hashed(secret.hash()))
    case .write: handle(.written(.success("Written.")))
    case .writeSideFiles:
      effects.append("beside")
      handle(.sideFilesWritten(.success(["modules/host.name.nix.nixwiz-conflict"])))
    case .edit(let edit):
      edits.append(edit)
      if let edited { handle(.edited(edited, of: edit)) }
    case .saveAnswers(let document, let path):
      saved[path] = document
      handle(.saved(.success(path)))
    case .forgetDraft: draftsForgotten += 1
    case .saveScreen(let text):
      screens.append(text)
      handle(.saved(.success("nixwiz-screen-1.txt")))
    case .repair(let request, let finding, let version):
      // Port 80 has two ways out, what cups lacks has none.
      let repairs: [Services.Repair] =
        finding.questions == ["ssh.port"] && request.document["ssh.port"] != nil
        ? [
          .init(question: "ssh.port", value: .integer(81)), .init(question: "ssh.port", value: nil),
        ] : []
      handle(.repairs(repairs, finding: finding, version: version))
    case .shell: effects.append("shell")
    case .stopCheck: effects.append("stop")
    case .redraw: effects.append("redraw")
    case .suspend: effects.append("suspend")
    case .mouse(let isOn): effects.append("mouse \(isOn)")
    case .leave(let ending): self.ending = ending
    }
  }

  /// A file for each answer that differs from its default; port 80 is an error, cups a warning.
  static func outlook(of request: Services.Request, _ conflicts: [EditConflict] = []) -> Outlook {
    let document = request.document
    let (answers, _) = Answers.resolve(document, hardware: Hardware(), catalog: catalog)
    var findings: [Outlook.Finding] = []
    if answers[id: "ssh.port"]?.value == .integer(80) {
      findings.append(
        Outlook.Finding(
          .error("port", "port 80 is taken by the web server", fix: "take 22"),
          questions: ["ssh.port"]))
    }
    if case .list(let values)? = answers[id: "services.set"]?.value,
      values.contains(.text("cups"))
    {
      findings.append(
        Outlook.Finding(.warning("cups", "there is no printer"), questions: ["services.set"]))
    }
    let files = catalog.questions.map { question -> Outlook.File in
      let value = ValueText.short(answers[id: question.id]?.value, question.type)
      let isGiven = document[question.id] != nil
      let lines = ["{", "  \(question.id) = \(value);", "}"]
      let places = question.id == "host.name" ? conflicts : []
      let path = "modules/\(question.id).nix"
      let isDecided = places.allSatisfy { request.decisions[path]?[$0] != nil }
      return Outlook.File(
        sign: places.isEmpty ? isGiven ? "~" : "+" : isDecided ? "&" : "x", path: path, remark: "",
        lines: lines.enumerated().map {
          Outlook.Line($0.offset == 1 && isGiven ? .added : .same, $0.element)
        },
        changes: lines.map { Outlook.Line(.added, $0) }, conflicts: places)
    }
    let hasErrors = findings.contains(where: \.isError) || files.contains { $0.sign == "x" }
    return Outlook(
      decisions: [
        .init(subject: "kernel", value: "default", reason: "nothing needs another"),
        .init(subject: "boot loader", value: "systemd-boot", reason: "it starts by UEFI"),
      ], files: files, findings: findings, proof: (.facts, 0.04), isWritable: !hasErrors)
  }

  static let keys: [String: Key] = {
    var keys: [String: Key] = [:]
    let plain: [Key] = [
      .enter, .tab, .backTab, .backspace, .delete, .escape, .up, .down, .left, .right, .home, .end,
      .pageUp, .pageDown, .character(" "),
    ]
    for key in plain + (1...12).map({ .function($0) }) { keys[key.name] = key }
    for letter in "abcdefghijklmnopqrstuvwxyz" {
      keys["Ctrl-\(letter.uppercased())"] = .control(letter)
      keys["Alt-\(letter)"] = .alt(letter)
    }
    return keys
  }()

  var canvas: Canvas { Screen.draw(state, glyphs: glyphs) }

  /// The value of a given answer.
  func answer(_ id: String) -> AnswerValue? { state.document[id]?.value }
}

extension Canvas {
  /// The screen as text: the rows, then what the roles and the cursor add to them.
  var picture: String {
    var out = "┌ \(width)x\(height)\n"
    for row in 0..<height { out += "│\(text(ofRow: row))\n" }
    for role in [Role.focus, .field, .warn, .bad] {
      for row in 0..<height {
        let cells = self.row(row).filter { $0.role == role }
        if !cells.isEmpty { out += "└ \(role) in row \(row): \(cells.map(\.text).joined())\n" }
      }
    }
    return out + (cursor.map { "└ cursor at \($0.row),\($0.column)\n" } ?? "")
  }
}
