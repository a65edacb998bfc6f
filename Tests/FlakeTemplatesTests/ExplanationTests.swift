import FlakeTemplates
import HostModel
import SourceText
import TestSupport
import Testing

/// Why options are as they are: every definition in every golden tree has an explanation.
@Suite struct ExplanationTests {
  /// The folders of golden trees: of machines, and of more answers for some of them.
  static let trees = ["Machines", "Plans"].flatMap { kind in
    Fixture.names(in: "\(Golden.root)/\(kind)").map { "\(kind)/\($0)" }
  }

  static func plan(_ tree: String) throws -> (plan: Plan, hardware: Hardware) {
    let name = String(tree.split(separator: "/")[1])
    let hardware =
      try tree.hasPrefix("Plans/") ? Machine.hardware(ofPlan: name) : Machine.hardware(name)
    return (try Machine.plan(hardware, answers: "\(tree)/answers.nix"), hardware)
  }

  /// The definitions of the golden files, less the user's own and the answers.
  static func definitions(_ tree: String) -> [OptionDefinition] {
    Machine.files(in: "\(Golden.root)/\(tree)/tree", below: "").filter {
      $0.hasSuffix(".nix") && $0 != "answers.nix"
        && !($0.hasPrefix("hosts/") && $0.hasSuffix("default.nix"))
    }.flatMap { path in
      let bytes = Fixture.bytes(at: "\(Golden.root)/\(tree)/tree/\(path)") ?? []
      return OptionDefinition.all(in: SourceFile(name: path, bytes: bytes))
    }
  }

  @Test(arguments: trees)
  func everyDefinitionIsExplained(tree: String) throws {
    let (plan, hardware) = try Self.plan(tree)
    let definitions = Self.definitions(tree)
    #expect(definitions.count > 20)
    for definition in definitions {
      let place = "\(definition.file):\(definition.lines.lowerBound)"
      let explanation = OptionExplanation.of(definition, in: plan, on: hardware)
      #expect(
        explanation != nil, "\(place): \(definition.name) wants a row in OptionRules+….swift")
      guard let explanation else { continue }
      for fault in faults(explanation, of: definition, plan) {
        Issue.record("\(place): \(definition.name): \(fault)")
      }
    }
  }

  /// What makes an explanation read badly.
  private func faults(
    _ explanation: OptionExplanation, of definition: OptionDefinition, _ plan: Plan
  ) -> [String] {
    var faults: [String] = []
    let answers = explanation.questions.compactMap { plan.answers[id: $0] }
    if explanation.rule.isEmpty { faults.append("no rule") }
    switch explanation.origin {
    case .answer:
      if !answers.contains(where: \.origin.isAnswer) { faults.append("no answer is named") }
    case .hardware:
      // A rule whose answer was found on the machine may leave the fact to the reason.
      if explanation.facts.isEmpty, explanation.reason.isEmpty { faults.append("no fact") }
    case .rule:
      let isDefault = explanation.reason == DefaultAnswer.standard
      if isDefault, answers.isEmpty { faults.append("a default of no question") }
      if isDefault, answers.contains(where: \.origin.isAnswer) {
        faults.append("the default, beside an answer")
      }
      // What always holds must say why in its own words.
      let words = explanation.rule.split(separator: " ").count
      if explanation.reason.isEmpty, answers.isEmpty, words < 3 { faults.append("no reason") }
    }
    let reason = explanation.reason
    if !reason.isEmpty, reason == explanation.rule || reason == definition.value {
      faults.append("the reason is what it explains")
    }
    return faults + strangers(explanation, of: definition, plan)
  }

  /// Facts about other parts of the machine than the option is about.
  private func strangers(
    _ explanation: OptionExplanation, of definition: OptionDefinition, _ plan: Plan
  ) -> [String] {
    let path = definition.path
    if path.starts(with: ["hardware", "nvidia"]), !path.contains("prime") {
      return explanation.facts.filter { $0.contains("[1002:") || $0.contains("[8086:") }
    }
    if path.first == "fileSystems", plan.storage.source.value == "mounted" {
      let isOne = explanation.facts.count == 1 && explanation.facts[0].hasSuffix(" at \(path[1])")
      return isOne ? [] : ["facts are \(explanation.facts)"]
    }
    return []
  }

  /// A row that explains nothing in any golden tree is dead, or what it explains is tried nowhere.
  @Test func everyRowIsOfUse() {
    let definitions = (Self.trees + ["Fleets/office", "Fleets/studio"]).flatMap(Self.definitions)
    let used = Set(definitions.compactMap(OptionExplanation.pattern))
    #expect(Set(OptionExplanation.patterns).subtracting(used).sorted() == [])
  }

  /// The answers that an explanation shows hold neither hashes nor keys.
  @Test func secretsAreNotShown() {
    let user: AnswerValue = .record(["name": .text("ada"), "hashedPassword": .text("$6$x$y")])
    #expect(AnswerText.brief(.list([user])) == "[ ada ]")
    #expect(AnswerText.brief(.list([.record(["url": .text("u"), "key": .text("k")])])) == "[ u ]")
    #expect(AnswerText.brief(.texts(["a", "b"])) == "[ \"a\" \"b\" ]")
    #expect(AnswerText.brief(.text(String(repeating: "x", count: 90))).count == 80)
  }

  @Test func questionsAreThoseOfTheCatalogue() {
    for id in OptionExplanation.questions {
      #expect(QuestionCatalog.standard[id] != nil, "\(id)")
    }
  }

  @Test func definitionsHaveTheirLinesAndValues() {
    let text = """
      { lib, ... }:
      {
        a = {
          b = 1;
          "c.d".e = [
            2
          ];
        };
        f.g = lib.mkForce "x";
      }
      """
    let found = OptionDefinition.all(in: SourceFile(name: "m.nix", text: text))
    #expect(found.map(\.name) == ["a.b", "a.\"c.d\".e", "f.g"])
    #expect(found.map(\.lines) == [4...4, 5...7, 9...9])
    #expect(found.last?.value == "lib.mkForce \"x\"")
  }
}
