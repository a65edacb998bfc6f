import HostModel
import SourceText
import Testing

@testable import WizardUI

/// What arrives from the background comes at any moment: between two letters of a name, or over a list
/// that is open. Neither what has the focus nor what is typed may depend on it.
@Suite struct WizardArrivalTests {
  // MARK: - The order of keys and arrivals

  @Test(arguments: [1, 2, 4, 5] as [UInt64])
  func `keys give the same answers whenever results arrive`(_ seed: UInt64) {
    var random = WizardFuzzTests.Generator(state: seed)
    let keys = Session.keys(&random)
    let prompt = Session.answers(to: keys) { true }
    #expect(!prompt.isEmpty, "\(keys)")
    let late = Session.answers(to: keys) { random.next() % 4 == 0 }
    #expect(late == prompt, "seed \(seed): \(keys.map(\.name))")
    // All at the end: everything was typed before the machine was looked at.
    let last = Session.answers(to: keys) { false }
    #expect(last == prompt, "seed \(seed): \(keys.map(\.name))")
  }

  // MARK: - What an arrival leaves alone

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `an arrival moves no focus, closes nothing and changes no text`(_ seed: UInt64) {
    var random = WizardFuzzTests.Generator(state: seed)
    var session = Session()
    session.deliver()
    for key in Session.keys(&random) {
      session.press(key)
      session.deliver()
      guard session.isOpen else { return }
      let before = Place(session.state)
      for event in session.unexpected(&random) { _ = session.state.handle(event) }
      #expect(Place(session.state) == before, "seed \(seed), after \(key.name)")
    }
  }

  @Test func `a finding on a hidden question does not put the focus on another one`() throws {
    var session = Session()
    session.deliver()
    for letter in "/llama.enable" { session.press(.character(letter)) }
    session.press(.enter)
    session.press(.enter)
    for letter in "/llama.model" { session.press(.character(letter)) }
    session.press(.enter)
    session.press(.enter)
    session.press(.character("a"))
    let step = try #require(session.state.stepIndex(of: "llama.model"))
    let rows = session.state.rows(of: step).count
    let hidden = session.state.steps[step].questions.filter { id in
      !session.state.rows(of: step).contains { $0.kind == .question(id) }
    }
    // Shown above the line that is being typed in.
    session.arrive(
      Outlook(findings: hidden.map { Outlook.Finding(.warning("code", "text"), questions: [$0]) }))
    #expect(session.state.rows(of: step).count > rows)
    #expect(session.state.focusedQuestion == "llama.model")
    #expect(session.state.typing?.text == "a")
  }

  @Test func `the focus of the review and of the problems stays with its file and finding`() {
    var session = Session()
    session.deliver()
    func file(_ path: String) -> Outlook.File {
      Outlook.File(sign: "+", path: path, remark: "", lines: [], changes: [])
    }
    func finding(_ code: String) -> Outlook.Finding { Outlook.Finding(.warning(code, code)) }
    session.arrive(Outlook(files: [file("b"), file("c")], findings: [finding("y"), finding("z")]))
    session.press(.character("r"))
    session.press(.down)
    session.arrive(Outlook(files: [file("a"), file("b"), file("c")]))
    #expect(session.state.outlook?.files[session.state.reviewFile].path == "c")
    session.arrive(Outlook(files: [file("b")], findings: [finding("y"), finding("z")]))
    #expect(session.state.reviewFile == 0)
    session.press(.character("c"))
    session.press(.down)
    session.arrive(Outlook(findings: [finding("x"), finding("y"), finding("z")]))
    guard case .problems(let focus)? = session.state.layers.last else {
      Issue.record("the list of problems is closed")
      return
    }
    #expect(session.state.outlook?.findings[focus].diagnostic.code == "z")
  }

  // MARK: - What is waited for

  @Test func `a q within a name that is typed ahead leaves nothing`() {
    var session = Session()
    for letter in "/host.name" { session.press(.character(letter)) }
    for key in [Key.enter, .enter, .control("u")] { session.press(key) }
    for letter in "qemu" { session.press(.character(letter)) }
    session.press(.enter)
    #expect(session.isOpen)
    session.deliver()
    #expect(session.state.document["host.name"]?.value == .text("qemu"))
  }

  @Test func `writing that is asked for too early is asked when the check is done`() {
    var session = Session()
    session.deliver()
    session.press(.character("r"))
    session.press(.character("u"))
    session.state.version += 1
    session.press(.character("w"))
    #expect(session.state.dialog == nil)
    let file = Outlook.File(sign: "+", path: "a", remark: "", lines: [], changes: [])
    session.arrive(Outlook(files: [file], isWritable: true))
    #expect(session.state.dialog?.title == "Write 1 file?")
    // Another key is another wish.
    session.state.dialog = nil
    session.state.version += 1
    session.press(.character("w"))
    session.press(.down)
    session.arrive(Outlook(files: [file], isWritable: true))
    #expect(session.state.dialog == nil)
  }

  @Test func `what mends a finding is shown only to those who wait for it`() {
    let finding = Outlook.Finding(.warning("code", "text"), questions: ["host.name"])
    let repairs = [Services.Repair(question: "host.name", value: .text("b"))]
    for isLeft in [false, true] {
      var session = Session()
      session.deliver()
      session.arrive(Outlook(findings: [finding]))
      session.press(.character("n"))
      session.press(.character("f"))
      #expect(session.state.dialog?.isLookingForRepairs == true)
      // What is typed ahead accepts nothing that nobody has seen.
      if isLeft { session.press(.enter) }
      _ = session.state.handle(
        .repairs(repairs, finding: finding, version: session.state.version))
      #expect((session.state.dialog == nil) == isLeft)
      #expect(session.state.document["host.name"] == nil)
    }
  }

  // MARK: - Sessions

  /// What a person sees as theirs: where the focus is, what is open, and what is typed.
  private struct Place: Equatable {
    var step: Int
    var scope: Scope
    var question: String?
    var typed: [String]
    var layers: Int
    var dialog: String?

    init(_ state: WizardState) {
      step = state.step
      scope = state.scope
      question = state.focusedQuestion
      layers = state.layers.count
      dialog = state.dialog?.title
      typed = [state.typing?.text ?? ""]
      for layer in state.layers {
        switch layer {
        case .page(let page): typed.append("\(page.focus) \(page.typing?.text ?? "") \(page.value)")
        case .picker(let picker), .finder(let picker):
          typed.append("\(picker.focus) \(picker.filter.text) \(picker.chosen)")
        case .password(let entry): typed.append("\(entry.first.count) \(entry.second.count)")
        case .problems, .conflict, .keys: break
        }
      }
    }
  }

  /// A wizard over the real catalogue whose background work reports when it is told to.
  private struct Session {
    var state = WizardState(
      width: 80, height: 24, suggestedQuestions: [AnswerKey.packages.id])
    var pending: [Event]
    var isOpen = true

    /// Made once: a password takes 20 ms.
    private static let hash = Secret().hash()

    init() {
      pending = [
        .started(
          .success(
            Services.Start(
              hardware: Hardware(), facts: [("Machine", "a box")], document: AnswersDocument(),
              target: "/etc/nixos")))
      ]
    }

    /// The values of the answers that keys gave, by question.
    static func answers(to keys: [Key], arriving arrives: () -> Bool) -> [String: AnswerValue] {
      var session = Session()
      if arrives() { session.deliver() }
      for key in keys {
        session.press(key)
        while !session.pending.isEmpty, arrives() { session.deliverOne() }
      }
      session.deliver()
      return session.state.document.values
    }

    mutating func press(_ key: Key) { handle(.key(key)) }

    mutating func arrive(_ outlook: Outlook) {
      handle(.outlook(outlook, version: state.version, inFull: false))
    }

    mutating func deliver() { while !pending.isEmpty { deliverOne() } }

    mutating func deliverOne() { handle(pending.removeFirst()) }

    private mutating func handle(_ event: Event) {
      for effect in state.handle(event) { perform(effect) }
    }

    private mutating func perform(_ effect: Effect) {
      switch effect {
      case .suggest:
        pending.append(
          .suggestions([
            AnswerKey.packages.id: [.init("git", ""), .init("vim", ""), .init("fd", "")]
          ]))
      case .outlook(let request, let version, let inFull):
        // As the worker has it, of two checks only the later one is done.
        pending.removeAll { if case .outlook = $0 { true } else { false } }
        let outlook = Self.outlook(of: request.document)
        pending.append(.outlook(outlook, version: version, inFull: inFull))
      case .influence(_, let question, let version):
        pending.append(.influence(Influence(places: []), question: question, version: version))
      case .hash: pending.append(.hashed(Self.hash))
      case .saveAnswers(_, let path): pending.append(.saved(.success(path)))
      case .leave: isOpen = false
      default: break
      }
    }

    /// Files that differ from one set of answers to the next. No findings: `n` goes to what the screen
    /// shows when it is pressed.
    private static func outlook(of document: AnswersDocument) -> Outlook {
      Outlook(
        decisions: [.init(subject: "kernel", value: "default", reason: "")],
        files: document.ids.map {
          Outlook.File(sign: "+", path: $0, remark: "", lines: [], changes: [])
        }, proof: (.facts, 0.1))
    }

    /// Every kind of arrival, with findings on any question.
    func unexpected(_ random: inout WizardFuzzTests.Generator) -> [Event] {
      let ids = state.catalog.questions.map(\.id).filter { _ in random.next() % 8 == 0 }
      let outlook = Outlook(
        files: ids.map { Outlook.File(sign: "~", path: $0, remark: "", lines: [], changes: []) },
        findings: ids.map { Outlook.Finding(.error("code", $0), questions: [$0]) })
      let finding = Outlook.Finding(.error("code", "text"), questions: ["host.name"])
      let repair = Services.Repair(question: "host.name", value: nil)
      return [
        .outlook(outlook, version: state.version, inFull: false),
        .outlook(outlook, version: state.version - 1, inFull: false),
        .influence(Influence(places: []), question: "host.name", version: state.version),
        .repairs([repair], finding: finding, version: state.version),
        .suggestions([:]), .saved(.success("file")), .hashed("$y$"),
        .tick(CheckWatch.Progress(stage: .facts, files: 3, seconds: 1)),
      ]
    }

    /// What a person may type, in pieces that lead somewhere.
    static func keys(_ random: inout WizardFuzzTests.Generator) -> [Key] {
      let pieces: [[Key]] = [
        text("/host.name") + [.enter, .enter, .control("u")] + text("quartz") + [.enter],
        text("/packages.system") + [.enter, .enter] + text("vim") + [.character(" "), .enter],
        text("/users") + [.enter, .enter] + text("ada") + [.enter, .enter, .enter]
          + text("pass") + [.enter] + text("pass") + [.enter, .character("G"), .enter]
          + [.character("G"), .enter],
        text("/time.timeZone") + [.enter, .enter] + text("berlin") + [.enter],
        text("/llama.port") + [.enter, .enter, .control("u")] + text("81") + [.escape],
        [.down], [.down, .enter], [.up], [.character(" ")], [.pageDown], [.pageUp], [.tab],
        [.backTab], [.character("m")], [.character("u")], [.character("U")], [.character("x")],
        [.character("?")], [.character("v")], [.character("r")], [.escape], [.escape, .escape],
        [.character("s"), .down, .enter], [.character("o"), .enter], [.character("h"), .escape],
        [.paste("a\nb")], [.function(1)], [.alt("r")],
      ]
      let first = Int(random.next() % 4)
      return pieces[first]
        + (0..<20).flatMap { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
    }

    private static func text(_ text: String) -> [Key] { text.map { .character($0) } }
  }
}

extension AnswersDocument {
  fileprivate var values: [String: AnswerValue] {
    Dictionary(uniqueKeysWithValues: ids.compactMap { id in self[id].map { (id, $0.value) } })
  }
}
