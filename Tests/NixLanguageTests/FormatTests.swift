import NixLanguage
import SourceText
import TestSupport
import Testing

/// What formatting makes of texts, and what it must leave as it is.
@Suite struct FormatTests {
  @Test func thereAreCases() {
    #expect(FormatCases.topics.count >= 10)
    #expect(FormatCases.random.count == 240)
  }

  @Test(arguments: FormatCases.topics)
  func formatsTopic(pair: FormatCases.Pair) throws {
    Golden.expect(try FormatCases.format(pair.input), at: "NixLanguage/\(pair.name).out.nix")
  }

  @Test func formatsAsNixfmtDoes() throws {
    for pair in FormatCases.random {
      FormatCases.expect(try FormatCases.format(pair.input), pair.output, pair.name)
    }
  }

  @Test func formattedTextStaysAsItIs() throws {
    for pair in FormatCases.all {
      FormatCases.expect(try FormatCases.format(pair.output), pair.output, pair.name)
    }
  }

  @Test func meansTheSame() throws {
    for pair in FormatCases.all {
      let output = try FormatCases.format(pair.input)
      let before = SyntaxOutline.of(pair.input)
      FormatCases.expect(SyntaxOutline.of(output), before, pair.name)
      #expect(!before.isEmpty)
    }
  }

  @Test func losesNoComment() throws {
    for pair in FormatCases.all {
      let output = try FormatCases.format(pair.input)
      let before = SyntaxOutline.commentWords(of: pair.input)
      FormatCases.expect(SyntaxOutline.commentWords(of: output), before, pair.name)
    }
  }

  @Test func fitsLinesToTheirWidth() throws {
    let text = "{ a = f [ 1 ] (x: x + 1) \"some text\"; }\n"
    let file = SourceFile(name: "test.nix", text: text)
    #expect(String(decoding: try NixFormatter.format(file), as: UTF8.self) == text)
    let narrow = String(decoding: try NixFormatter.format(file, lineWidth: 20), as: UTF8.self)
    #expect(narrow == "{\n  a = f [ 1 ] (\n    x: x + 1\n  ) \"some text\";\n}\n")
  }

  // MARK: Texts with faults

  @Test(arguments: ["", "{ a = 1", "\"abc", "''abc", "a b c }", "{ a = ; }", "/* abc", "a ]"])
  func refusesBrokenText(text: String) {
    #expect(FormatCases.refusal(text) != nil)
  }

  /// Rules about names are for the evaluator; such texts have a layout all the same.
  @Test func formatsTextThatOnlyBreaksRulesOfNames() throws {
    #expect(
      try FormatCases.format("{a,a}:let ${x}=1;in a") == "{ a, a }:\nlet\n  ${x} = 1;\nin\na\n")
  }

  @Test func acceptsBytesThatAreNotUTF8() throws {
    let file = SourceFile(
      name: "test.nix", bytes: Array("\"".utf8) + [0xff] + Array("\" # ".utf8) + [0xfe, 0x0a])
    let output = try NixFormatter.format(file)
    #expect(output == Array("\"".utf8) + [0xff] + Array("\" # ".utf8) + [0xfe, 0x0a])
  }
}
