import NixLanguage
import SourceText
import Testing

/// What nests is limited, what only chains is not; nothing overflows the stack.
@Suite struct ParserLimitTests {
  static func parse(_ text: String) -> ParsedFile {
    Parser.parse(SourceFile(name: "test.nix", text: text))
  }

  static func code(_ text: String) -> String? { parse(text).firstError?.diagnostic.code }

  @Test(arguments: [
    "[", "(", "{ a = ", "-", "!", "''${", "\"${", "let a = ", "if ", "[ (a: ", "f (", "rec { a = ",
    "x.${", "with (", "a.b or (", "{ a ? ", "./${",
  ])
  func nestingHasALimit(opening: String) {
    let text = String(repeating: opening, count: 100_000)
    #expect(Self.code(text) == "nesting-too-deep")
  }

  @Test func nestingBelowTheLimitIsAccepted() {
    let depth = Parser.nestingLimit / 2 - 1
    for (open, close) in [("(", ")"), ("{ a = ", ";}"), ("[", "]"), ("\"${", "}\"")] {
      let middle = open == "[" ? "" : "1"
      let text =
        String(repeating: open, count: depth) + middle + String(repeating: close, count: depth)
      #expect(Self.parse(text).problems.isEmpty, "\(open)")
    }
  }

  @Test(arguments: [
    "a + ", "a - ", "a ++ ", "a // ", "a && ", "a || ", "a -> ", "a * ", "f ", "x: ", "{ x }: ",
    "if a then b else ", "let a = 1; in ", "with a; ", "assert a; ",
  ])
  func chainsHaveNone(link: String) {
    let parsed = Self.parse(String(repeating: link, count: 20_000) + "a")
    #expect(parsed.problems.isEmpty)
    #expect(parsed.tree.root.exists)
  }

  @Test func longPathsAndDotsTakeLinearTime() {
    #expect(Self.code("a" + String(repeating: ".a", count: 50_000)) == nil)
    #expect(Self.code(String(repeating: "/*", count: 50_000)) == "unclosed-comment")
    #expect(Self.code("[ " + String(repeating: "<a", count: 50_000)) != nil)
    #expect(Self.code(String(repeating: "{a=1", count: 400)) != nil)
    #expect(Self.code("{" + String(repeating: "a=1 2=;", count: 20_000)) != nil)
  }
}
