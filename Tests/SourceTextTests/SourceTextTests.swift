import SourceText
import Testing

@Suite struct SourceTextTests {
  @Test func positionsCountFromOneInBytes() {
    let file = SourceFile(name: "a.nix", text: "a\nüb\n")
    #expect(file.position(at: 0) == SourcePosition(line: 1, column: 1))
    #expect(file.position(at: 2) == SourcePosition(line: 2, column: 1))
    #expect(file.position(at: 4) == SourcePosition(line: 2, column: 3))
    #expect(file.position(at: 99) == SourcePosition(line: 3, column: 1))
    #expect(LineTable(file.bytes).position(at: 4) == SourcePosition(line: 2, column: 3))
  }

  @Test func linesHaveNoEnd() {
    let file = SourceFile(name: "a.nix", text: "one\r\ntwo")
    #expect(file.line(1).map(Array.init) == Array("one".utf8))
    #expect(file.line(2).map(Array.init) == Array("two".utf8))
    #expect(file.line(3) == nil)
  }

  @Test func aDiagnosticShowsThePlaceAndTheFix() {
    let file = SourceFile(name: "host.nix", text: "{\n  services.opensh = { };\n}\n")
    let diagnostic = Diagnostic.error(
      "unknown-option", "the option `services.opensh` does not exist",
      at: SourceLocation(file: file, span: SourceSpan(start: 4, end: 19)),
      fix: "did you mean `services.openssh`?")
    let expected = """
      error: the option `services.opensh` does not exist [unknown-option]
        --> host.nix:2:3
          |
        2 |   services.opensh = { };
          |   ^^^^^^^^^^^^^^^
        fix: did you mean `services.openssh`?

      """
    #expect(DiagnosticRenderer(colored: false).render(diagnostic) == expected)
  }

  @Test func nothingFromOutsideReachesTheTerminalRaw() {
    let file = SourceFile(name: "\u{1b}[31m.nix", text: "a \u{1b}]0;x\u{07} \u{202e}b")
    let diagnostic = Diagnostic.warning(
      "x", "bad \u{9b}31m \u{1b}c", at: SourceLocation(file: file, span: SourceSpan(at: 0)),
      fix: "\u{08}")
    let text = DiagnosticRenderer(colored: false).render(diagnostic)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value < 0x7f) })
  }

  @Test(arguments: [
    ("plain\n", "plain\n", "plain\n"),
    ("a\tb\n\tc", "a       b\n       c", "a       b\n       c"),
    ("\u{1b}[1;31mred\u{1b}[0m\r\n", "red\n", "\u{1b}[1;31mred\u{1b}[0m\n"),
    ("\u{1b}[2Jx\u{7}\u{1b}]0;title\u{7}y\u{1b}M", "xy", "xy"),
    ("\u{8}\u{202e}", "\\x08\\u{202e}", "\\x08\\u{202e}"),
    ("end\u{1b}", "end", "end"),
    ("a\u{1b}]0;m\u{1b}[>4;2mb\u{1b}[38:5:1mc", "abc", "ab\u{1b}[38:5:1mc"),
    ("a\u{1b}]0;not ended m", "a", "a"),
  ])
  func whatActsOnATerminalIsDropped(text: String, plain: String, colored: String) {
    #expect(Terminal.filtered(text) == plain)
    #expect(Terminal.filtered(text, keepsColors: true) == colored)
  }

  @Test(arguments: [
    ("services.opensh", "services.openssh"), ("vin", "vim"), ("ab", nil), ("nginxx", "nginx"),
    ("zzzzzz", nil),
  ])
  func suggestions(name: String, expected: String?) {
    let known = ["vim", "nginx", "services.openssh", "xyz"]
    #expect(Suggestion.nearest(to: name, among: known) == expected)
  }
}
