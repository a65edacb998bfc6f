import FlakeCheck
import FlakeTemplates
import Glibc
import HardwareProbe
import HostModel
import NixLanguage
import SourceText
import TestSupport
import Testing

/// Recorded machines and answers in rows that cover each pair of choices: what is planned must
/// render, and what is rendered must pass linters and the check by the facts without a finding.
///
/// The suite takes the first rows; `make pairwise` takes all, built for release as they are hundreds,
/// and prints how much they cover.
@Suite struct PairwiseTests {
  /// Rows of a usual run; a row takes some seconds in a debug build.
  private static let sample = 3

  /// How many rows `make pairwise` asks for: a number, or all.
  private static let asked = getenv("NIXWIZ_PAIRWISE").map { Int(String(cString: $0)) ?? .max }

  /// Which of several sets of rows, each of which covers all pairs.
  private static let turn = getenv("NIXWIZ_PAIRWISE_TURN").flatMap { Int(String(cString: $0)) } ?? 0

  /// Where `make pairwise` leaves the tree of each row, for Nix itself to judge.
  private static let saved = getenv("NIXWIZ_PAIRWISE_SAVE").map { String(cString: $0) }

  /// A question with the values to try; nil leaves the question to its default.
  struct Factor {
    let id: String
    let values: [AnswerValue?]
  }

  /// Values for questions that ask for more than a choice. Questions that are in neither list, such
  /// as names, have no effect on what is generated beyond themselves.
  private static let chosen: [String: [AnswerValue]] = [
    "users": [
      .list([user("ada", ["shell": .text("zsh")])]),
      .list([
        user("ada", ["groups": .texts(["dialout"])]),
        user("bob", ["sudo": .boolean(false), "shell": .text("fish")]),
      ]),
    ],
    "disks.device": [.text("/dev/disk/by-id/first")],
    "disks.mirror": [.text("/dev/disk/by-id/second")],
    "disks.swapSize": [.integer(256)],
    "boot.timeout": [.integer(0)],
    "boot.params": [.texts(["mitigations=auto"])],
    "desktop.autoLogin": [.text("ada")],
    "desktop.fonts": [.texts(DesktopPlan.Fonts.allCases.map(\.rawValue))],
    "keyboard.layout": [.text("de")],
    "i18n.formats": [.text("de_AT.UTF-8")],
    "network.domain": [.text("example.org")],
    "network.tcpPorts": [.list([.integer(443)])],
    "network.addresses": [
      .list([
        .record([
          "interface": .text("eno1"), "addresses": .texts(["192.0.2.10/24", "2001:db8::10/64"]),
          "gateways": .texts(["192.0.2.1", "fe80::1"]), "nameServers": .texts(["192.0.2.1"]),
        ])
      ])
    ],
    "network.wifi": [.list([.record(["ssid": .text("Home net"), "hidden": .boolean(true)])])],
    "llama.swap": [
      .record(["small": .text("ggml-org/Qwen3-0.6B-GGUF"), "big": .text("/srv/m.gguf")])
    ],
    "llama.swapIdle": [.integer(600)],
    "services.set": [.texts(SystemService.allCases.map(\.rawValue))],
    "services.backup.repository": [.text("sftp:user@host:/backup")],
    "services.upgradeFlake": [.text("github:ada/nixos")],
    "security.rootPasswordFile": [.text("/var/lib/nixwiz/root.passwd")],
    "packages.sets": [.texts(PackageSet.allCases.map(\.rawValue))],
    "nix.trusted": [.texts(["ada"])],
    "nix.jobs": [.integer(3)],
  ]

  private static func user(_ name: String, _ more: [String: AnswerValue]) -> AnswerValue {
    let base: [String: AnswerValue] = [
      "name": .text(name), "hashedPasswordFile": .text("/var/lib/nixwiz/\(name).passwd"),
    ]
    return .record(base.merging(more) { $1 })
  }

  private static let factors: [Factor] = QuestionCatalog.standard.questions.compactMap { question in
    if let values = chosen[question.id] { return Factor(id: question.id, values: [nil] + values) }
    switch question.type {
    case .boolean:
      return Factor(id: question.id, values: [.boolean(false), .boolean(true)])
    case .choice(let choices):
      return Factor(id: question.id, values: choices.map { .text($0.value) })
    default: return nil
    }
  }

  /// One row: what came of it.
  struct Outcome {
    /// The row, nil for values that had to give way.
    var row: [Int?]
    var gaveWay = 0
    var isAccepted = false
  }

  @Test func everyPairOfChoicesIsAccepted() throws {
    let machines = MachineTreeTests.machines
    let sizes = [machines.count] + Self.factors.map(\.values.count)
    var array = CoveringArray(sizes: sizes, turn: max(0, Self.turn))
    var hardware: [Int: Hardware] = [:]
    var outcomes: [Outcome] = []
    while outcomes.count < Self.asked ?? Self.sample, let row = array.next() {
      let machine = hardware[row[0]] ?? Machine.hardware(machines[row[0]])
      hardware[row[0]] = machine
      outcomes.append(try judge(row, outcomes.count, machine, name: machines[row[0]]))
    }
    let refused = outcomes.filter { !$0.isAccepted }
    #expect(refused.isEmpty)
    if Self.asked != nil { report(outcomes, sizes) }
  }

  private func report(_ outcomes: [Outcome], _ sizes: [Int]) {
    let (pairs, all) = CoveringArray.covered(by: outcomes.map(\.row), sizes: sizes)
    print(
      """
      pairwise: \(outcomes.count) rows of \(sizes.count) factors, \
      \(outcomes.count { $0.isAccepted }) accepted; \(pairs) of \(all) pairs of values used, \
      \(outcomes.reduce(0) { $0 + $1.gaveWay }) answers gave way to others
      """)
  }

  /// Plans a row. Answers that contradict others, or the machine, are taken back one by one as the
  /// diagnostics say, so that the rest of the row is still used.
  private func judge(
    _ row: [Int], _ number: Int, _ hardware: Hardware, name: String
  ) throws -> Outcome {
    var outcome = Outcome(row: row)
    var taken: Set<String> = []
    for _ in 0...Self.factors.count {
      let (document, text) = document(row, without: taken)
      let (answers, problems) = Answers.resolve(document, hardware: hardware)
      let errors = problems.filter { $0.severity == .error }
      #expect(errors == [])
      let planned = Result { () throws(PlanFailure) in
        try Plan.make(hardware: hardware, answers: answers)
      }
      switch planned {
      case .success(let plan):
        outcome.isAccepted = try accept(plan, number, "\(name) with \(text)")
        return outcome
      case .failure(let error):
        for problem in error.problems {
          #expect(problem.diagnostic.fix != nil, "\(problem.diagnostic.code)")
        }
        let culprits = error.problems.flatMap(\.questions).filter { !taken.contains($0) }
        let culprit = culprits.first { id in document[id] != nil }
        guard let culprit, let index = Self.factors.firstIndex(where: { $0.id == culprit }) else {
          Issue.record("\(name): no answer is at fault: \(error.diagnostics.map(\.message))")
          return outcome
        }
        taken.insert(culprit)
        outcome.row[index + 1] = nil
        outcome.gaveWay += 1
      }
    }
    return outcome
  }

  private func document(_ row: [Int], without taken: Set<String>) -> (AnswersDocument, String) {
    let place = SourceLocation(file: SourceFile(name: "row", text: ""), span: SourceSpan(at: 0))
    var document = AnswersDocument()
    var words: [String] = []
    for (index, factor) in Self.factors.enumerated() where !taken.contains(factor.id) {
      guard let value = factor.values[row[index + 1]] else { continue }
      document[factor.id] = .init(value: value, location: place)
      words.append("\(factor.id)=\(row[index + 1])")
    }
    return (document, words.joined(separator: " "))
  }

  /// Whether the tree of a plan passes the check, without a warning, and linters find nothing.
  private func accept(_ plan: Plan, _ number: Int, _ row: String) throws -> Bool {
    let tree = try Machine.renderer.get().render(plan)
    if let saved = Self.saved {
      for path in tree.paths {
        Fixture.write(tree[path]?.bytes ?? [], to: "\(saved)/\(number)/tree/\(path)")
      }
      Fixture.write(Array("\(row)\n".utf8), to: "\(saved)/\(number)/row")
    }
    var isClean = true
    for path in tree.paths where path.hasSuffix(".nix") {
      let parsed = Parser.parse(SourceFile(name: path, bytes: tree[path]?.bytes ?? []))
      for finding in NixLint.findings(parsed.tree) {
        Issue.record("\(path): \(finding)\n  \(row)")
        isClean = false
      }
    }
    let report = FlakeChecker().check(tree)
    let findings = report.findings.filter { $0.severity != .note }
    for finding in findings {
      let place = finding.location.map { "\($0.file.name):\($0.position.line)" } ?? "-"
      Issue.record("\(finding.code) at \(place): \(finding.message)\n  \(row)")
    }
    return isClean && findings.isEmpty
  }
}
