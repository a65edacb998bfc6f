import HostModel
import SourceText
import Testing
import TextFormats

/// The table of questions is sound in itself.
@Suite struct QuestionCatalogTests {
  static let questions = QuestionCatalog.standard.questions
  static let machines: [Hardware] = [
    Hardware(), HostFixture.desktop(HostFixture.nvidia(1, "current", "Ada Lovelace", "8.9")),
    HostFixture.laptop(HostFixture.intel("Gen12"), HostFixture.nvidia(1, "580", "Pascal", "6.1")),
    HostFixture.desktop(HostFixture.amd(1, "gfx1100", rocm: .target, vulkan: "RADV")),
  ]

  @Test func idsAreUniqueAndNoGroupIsAQuestion() {
    let ids = Self.questions.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(ids).isDisjoint(with: QuestionCatalog.standard.groups))
  }

  @Test(arguments: questions.map(\.id))
  func textsAreWhole(id: String) throws {
    let question = try #require(QuestionCatalog.standard[id])
    #expect(!question.label.isEmpty && !question.label.hasSuffix("."))
    #expect(question.help.hasSuffix(".") && !question.help.contains("  "))
    #expect(!question.defaultRule.isEmpty && !question.defaultRule.hasSuffix("."))
  }

  /// Every default passes the check of its own question, and has a reason.
  @Test(arguments: machines.indices)
  func defaultsAreValid(machine: Int) {
    let hardware = Self.machines[machine]
    let (answers, problems) = Answers.resolve(AnswersDocument(), hardware: hardware)
    #expect(problems == [])
    for question in Self.questions {
      guard let answer = answers[id: question.id] else {
        Issue.record("\(question.id) has no default")
        continue
      }
      #expect(answer.reason != "", "\(question.id)")
    }
    // Every question uncommented is a valid file of answers, so every default fits its type.
    let example = QuestionCatalog.standard.example(for: hardware)
    var isValue = false
    let text = example.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let bare = line.dropFirst(4)
      let name = bare.prefix { $0 != " " }
      if QuestionCatalog.standard[String(name)] != nil { isValue = true }
      defer { if bare.hasSuffix(";"), !bare.hasPrefix("  ") { isValue = false } }
      return isValue && line.hasPrefix("  # ") ? String(bare) : String(line)
    }.joined(separator: "\n")
    let (document, faults) = AnswersDocument.parse(SourceFile(name: "example.nix", text: text))
    #expect(faults.map(\.message) == [])
    #expect(document.ids.count == Self.questions.count)
    for id in document.ids { #expect(document[id]?.value == answers[id: id]?.value, "\(id)") }
  }

  @Test func theSchemaIsJSONThatNamesEveryQuestion() throws {
    let root = try JSONDocument.parse(QuestionCatalog.standard.jsonSchema)
    for question in Self.questions {
      var node: TextNode? = root
      for name in question.path { node = node?["properties"]?[name] }
      #expect(node?["description"] != nil, "\(question.id)")
    }
  }

  @Test func theManualNamesEveryQuestion() {
    let manual = QuestionCatalog.standard.manual
    for question in Self.questions { #expect(manual.contains(".It Ic \(question.id)\n")) }
    for line in manual.split(separator: "\n") where line.hasPrefix(".") {
      let request = line.dropFirst().prefix { $0 != " " }
      #expect(["Ss", "Bl", "It", "Pp", "Ql", "El"].contains(request), "\(line)")
    }
  }

  /// What the answers give back as Nix reads as the same answers.
  @Test func answersSurviveBeingWritten() {
    let hostile = "a\"b${c}''d\\n$${e}\n\t√"
    var document = AnswersDocument()
    let place = SourceLocation(file: SourceFile(name: "t", text: ""), span: SourceSpan(at: 0))
    document["llama.settings"] = .init(
      value: .record(["chat-template": .text(hostile), "x": .list([.text(hostile)])]),
      location: place)
    document["llama.model"] = .init(value: .text("/m/" + hostile), location: place)
    document["users"] = .init(
      value: .list([.record(["name": .text("a"), "description": .text("x \"${y}\" ''")])]),
      location: place)
    let hardware = HostFixture.desktop()
    let (answers, _) = Answers.resolve(document, hardware: hardware)
    let (again, problems) = AnswersDocument.parse(
      SourceFile(name: "answers.nix", text: answers.nixText))
    #expect(problems == [])
    #expect(again["llama.settings"]?.value == document["llama.settings"]?.value)
    #expect(again["llama.model"]?.value == document["llama.model"]?.value)
    let resolved = Answers.resolve(again, hardware: hardware).0
    #expect(User.all(in: resolved) == User.all(in: answers))
    #expect(resolved[.hostStateVersion] == answers[.hostStateVersion])
  }

  @Test(arguments: [
    ("MS-7E26", "ms-7e26"), ("Standard PC (Q35 + ICH9, 2009)", "standard-pc"),
    ("System Product Name", nil), ("To be filled by O.E.M.", nil), ("", nil), ("日本", nil),
    ("ROG Zephyrus G16 GU603VV_GU603VV", "rog-zephyrus-g16-gu603vv"),
    ("../../etc/passwd", "etc-passwd"), ("-\n-", nil),
  ])
  func hostNamesFromTheFirmware(product: String, name: String?) {
    var hardware = Hardware()
    hardware.dmi.productName = product
    let (answers, _) = Answers.resolve(AnswersDocument(), hardware: hardware)
    #expect(answers[.hostName] == name ?? "nixos")
  }
}
