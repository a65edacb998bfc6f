import HostModel
import SourceText
import TextFormats
import Testing

/// Answers written back into a file that the user edits.
@Suite struct AnswersRewritingTests {
  private static let file = """
    # The answers of carbon.
    {
      format = 2;
      host = {
        name = "carbon"; # as on the sticker
        release = "unstable";
        stateVersion = "26.11";
      };

      # No telemetry, please.
      packages.system = [ "git" ];
      llama.enable = false;
    }

    """

  /// The file after some answers were given or taken back (nil).
  private func rewritten(
    _ changes: [String: AnswerValue], removing: String? = nil, of text: String = Self.file
  ) throws -> String {
    let file = SourceFile(name: "answers.nix", text: text)
    let (read, problems) = AnswersDocument.parse(file)
    #expect(problems == [])
    var document = read
    for (id, value) in changes {
      document[id] = AnswersDocument.Given(
        value: value, location: SourceLocation(file: file, span: SourceSpan(start: 0, end: 0)))
    }
    if let removing { document[removing] = nil }
    let (answers, _) = Answers.resolve(document, hardware: HostFixture.desktop())
    let bytes = try #require(answers.nixText(editing: file))
    let (again, faults) = AnswersDocument.parse(SourceFile(name: "answers.nix", bytes: bytes))
    #expect(faults == [])
    for id in document.ids { #expect(again[id]?.value == document[id]?.value, "\(id)") }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `the same answers change nothing`() throws {
    #expect(try rewritten([:]) == Self.file)
  }

  @Test func `a file of an earlier format stays as long as its answers do`() throws {
    let old = Self.file.replacing("  format = 2;\n", with: "")
    #expect(try rewritten([:], of: old) == old)
    #expect(try rewritten(["host.name": .text("argon")], of: old).contains("  format = 2;\n"))
  }

  @Test func `a changed answer changes its value alone`() throws {
    let text = try rewritten(["host.name": .text("argon")])
    #expect(text == Self.file.replacing("\"carbon\";", with: "\"argon\";"))
  }

  @Test func `a new answer stands at its place in the catalogue`() throws {
    let text = try rewritten(["network.ssh": .boolean(true)])
    let line = "  network.ssh = true;\n"
    #expect(text.replacing(line, with: "") == Self.file)
    #expect(text.contains("llama.enable = false;\n\(line)"))
  }

  @Test func `an answer that was taken back goes`() throws {
    let text = try rewritten([:], removing: "llama.enable")
    #expect(text == Self.file.replacing("  llama.enable = false;\n", with: ""))
  }

  /// The state version must not follow the default of a later nixwiz.
  @Test func `what must not change by itself is put in`() throws {
    let text = try rewritten([:], removing: "host.stateVersion")
    #expect(text.contains("    stateVersion = \""))
  }

  @Test func `a machine that gets ZFS needs its host id in the file`() throws {
    let file = SourceFile(name: "answers.nix", text: Self.file)
    var hardware = HostFixture.desktop()
    let document = AnswersDocument.parse(file).0
    #expect(!Answers.resolve(document, hardware: hardware).0.needsPinning(in: file))
    hardware.mounts = [
      Hardware.Mount(mountPoint: "/", device: "rpool/root", fileSystem: "zfs")
    ]
    let answers = Answers.resolve(document, hardware: hardware).0
    #expect(answers.needsPinning(in: file))
    let pinned = SourceFile(
      name: "answers.nix", bytes: try #require(answers.nixText(editing: file)))
    #expect(!answers.needsPinning(in: pinned))
  }

  @Test(arguments: ["{ host.name = 5; }", "{", "[ ]"])
  func `a file with errors is not edited`(_ text: String) {
    let (answers, _) = Answers.resolve(AnswersDocument(), hardware: HostFixture.desktop())
    #expect(answers.nixText(editing: SourceFile(name: "answers.nix", text: text)) == nil)
  }
}

/// Files of answers from before a question was renamed, retyped or dropped.
@Suite struct AnswersMigrationTests {
  private static let migration = AnswersMigration([
    .init(format: 2, "host.label", .renamed(to: "host.title")),
    .init(format: 2, "ai.gpu", .dropped("the hardware says it")),
    .init(format: 3, "host.title", .renamed(to: "host.description")),
    .init(
      format: 3, "nix.gc",
      .retyped { value in
        switch value {
        case .bool(true): .string("weekly")
        case .bool(false): .string("never")
        default: nil
        }
      }),
  ])

  private func parse(_ text: String) -> (AnswersDocument, [Diagnostic]) {
    AnswersDocument.parse(
      SourceFile(name: "answers.nix", text: text), migration: Self.migration)
  }

  @Test func `old names and values are understood, with a warning each`() {
    let (document, problems) = parse(
      "{ host.label = \"mine\"; nix = { gc = false; }; ai.gpu = 3; network.ssh = true; }")
    #expect(problems.map(\.severity) == [.warning, .warning, .warning])
    #expect(Set(problems.map(\.code)) == ["outdated-answer"])
    #expect(problems[0].message == "`host.label` is `host.description` now")
    #expect(document["host.description"]?.value == .text("mine"))
    #expect(document["nix.gc"]?.value == .text("never"))
    #expect(document["network.ssh"]?.value == .boolean(true))
  }

  @Test func `today's files say nothing`() {
    let (document, problems) = parse("{ format = 3; nix.gc = \"weekly\"; }")
    #expect(problems == [])
    #expect(document.outdated == [])
  }

  /// What a name meant before says nothing about a file of today.
  @Test func `old names are unknown in new files`() {
    #expect(parse("{ format = 3; host.label = \"x\"; }").1.map(\.code) == ["unknown-answer"])
  }

  @Test func `files of a later version are refused`() {
    #expect(parse("{ format = 4; }").1.map(\.code) == ["answer-format"])
    #expect(parse("{ format = \"3\"; }").1.map(\.code) == ["answer-type"])
  }

  @Test func `the old and the new name exclude each other`() {
    let (_, problems) = parse("{ host.description = \"a\"; host.label = \"b\"; }")
    #expect(problems.contains { $0.code == "answer-duplicate" })
  }

  @Test func `a file is brought to today's names, comments and all`() throws {
    let file = SourceFile(
      name: "answers.nix",
      text: """
        {
          # What it is called.
          host.label = "mine"; # by me
          host.stateVersion = "26.11";
          host.release = "unstable";
          host.name = "carbon";
          nix.gc = true;
        }

        """)
    let (document, _) = AnswersDocument.parse(file, migration: Self.migration)
    let (answers, _) = Answers.resolve(document, hardware: HostFixture.desktop())
    let bytes = try #require(answers.nixText(editing: file, migration: Self.migration))
    let (again, problems) = AnswersDocument.parse(
      SourceFile(name: "answers.nix", bytes: bytes), migration: Self.migration)
    #expect(problems == [])
    #expect(again.ids == document.ids)
    let text = String(decoding: bytes, as: UTF8.self)
    for part in [
      "# What it is called.", "# by me", "host.description = \"mine\";", "format = 3;",
      "nix.gc = \"weekly\";",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
  }
}
