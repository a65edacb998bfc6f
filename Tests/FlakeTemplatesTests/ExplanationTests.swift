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

  static func plan(_ tree: String) throws -> Plan {
    let name = String(tree.split(separator: "/")[1])
    let hardware =
      try tree.hasPrefix("Plans/") ? Machine.hardware(ofPlan: name) : Machine.hardware(name)
    return try Machine.plan(hardware, answers: "\(tree)/answers.nix")
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
    let plan = try Self.plan(tree)
    let definitions = Self.definitions(tree)
    #expect(definitions.count > 20)
    for definition in definitions {
      let place = "\(definition.file):\(definition.lines.lowerBound)"
      let explanation = OptionExplanation.of(definition, in: plan)
      #expect(
        explanation != nil, "\(place): \(definition.name) wants a row in OptionRules+….swift")
      guard let explanation else { continue }
      #expect(!explanation.rule.isEmpty)
      // Whatever an answer decided says which.
      if explanation.origin.isAnswer { #expect(!explanation.questions.isEmpty, "\(place)") }
    }
  }

  /// A row whose names no template writes is dead.
  @Test func everyRowIsOfUse() {
    let folder = "\(Golden.root)/../Templates"
    let templates = Fixture.names(in: folder).compactMap { Fixture.text(at: "\(folder)/\($0)") }
      .joined()
    for pattern in OptionExplanation.patterns {
      for name in pattern.split(separator: ".") where !name.contains("*") {
        #expect(templates.contains(name), "\(pattern)")
      }
    }
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
