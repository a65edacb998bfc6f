import NixLanguage
import SourceText
import Testing

@Suite struct LiteralDocumentTests {
  static func read(_ text: String) -> (document: LiteralDocument?, [Diagnostic]) {
    LiteralDocument.read(SourceFile(name: "answers.nix", text: text))
  }

  @Test func readsPlainValues() throws {
    let (document, diagnostics) = Self.read(
      """
      # answers
      {
        a.b = -1;
        a = { c = 1.5; "d e" = [ null true (-2) ./x ]; };
        text = ''
          one
            two ''${x}
        '';
        ${"q"} = "tab\\t$$";
      }
      """)
    #expect(diagnostics.isEmpty)
    let root = try #require(document?.root)
    #expect(
      root.literal.text
        == #"{ a = { b = -1; c = 1.5; "d e" = [ null true (-2) ./x ]; }; "#
        + #"text = "one\n  two \${x}\n"; q = "tab\t$$"; }"#)
    guard case .attributes(let attributes) = root.value,
      case .attributes(let inner) = attributes[0].value.value
    else {
      Issue.record("no set")
      return
    }
    #expect(attributes[0].nameSpan == SourceSpan(start: 14, end: 15))
    #expect(inner[0].nameSpan == SourceSpan(start: 16, end: 17))
    #expect(inner[0].value.span == SourceSpan(start: 20, end: 22))
    #expect(inner[2].nameSpan == SourceSpan(start: 41, end: 46))
  }

  /// Text, and for each diagnostic its code and the text it points at.
  static let broken: [(String, [String])] = [
    ("{ a = 1; b.c = x; d = yes; }", ["not-literal x", "not-literal yes"]),
    (
      "{ a = 1; a = 2; b.c = 1; b = { c = 2; }; b.c.d = 1; }",
      ["duplicate-attribute a", "duplicate-attribute c", "duplicate-attribute c"]
    ),
    ("{ a = \"x${y}\"; b = ./${x}; }", ["not-literal ${y}", "not-literal ./${x}"]),
    ("rec { }", ["not-literal rec { }"]),
    ("{ pkgs, ... }: { }", ["not-literal { pkgs, ... }: { }"]),
    (
      "{ inherit a; ${b} = 1; c = f 1; }",
      ["not-literal inherit a;", "not-literal ${b}", "not-literal f 1"]
    ),
    (
      "{ a = 1 + 1; b = -\"x\"; c = ! true; }",
      ["not-literal 1 + 1", "not-literal -\"x\"", "not-literal ! true"]
    ),
    ("{ a = 1 b = x; }", ["missing-semicolon 1"]),
    ("", ["unexpected-end "]),
  ]

  @Test(arguments: broken)
  func reportsEverything(text: String, expected: [String]) {
    let (document, diagnostics) = Self.read(text)
    #expect(document == nil)
    let found = diagnostics.map { diagnostic in
      let span = diagnostic.location?.span ?? SourceSpan(at: 0)
      let bytes = Array(text.utf8)[span.start..<span.end]
      return "\(diagnostic.code) \(String(decoding: bytes, as: UTF8.self))"
    }
    #expect(found == expected)
  }

  @Test func manyKeysTakeLinearTime() {
    let flat = (0..<50_000).map { "k\($0) = \($0);" }.joined()
    let nested = (0..<50_000).map { "a.k\($0) = \($0);" }.joined()
    #expect(Self.read("{\(flat)\(nested)}").document != nil)
  }
}
