import NixLanguage
import SourceText
import Testing

/// Texts made to be hard: none crashes, hangs or takes more than linear time.
@Suite struct FormatLimitTests {
  static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: [
    ("(", ")"), ("[", "]"), ("{ a = ", "; }"), ("f (", ")"), ("x: ", ""), ("{ x }: ", ""),
    ("with a; ", ""), ("let a = 1; in ", ""), ("a.b or ", ""), ("\"${", "}\""), ("!", ""),
    ("if ", " then a else b"), ("assert a; ", ""), ("f ({ a }: ", ") b"),
  ])
  func nestingEndsInADiagnostic(opening: String, closing: String) throws {
    // Real files stay below thirty levels.
    let depth = 60
    let text = Self.repeated(opening, depth) + "x" + Self.repeated(closing, depth)
    let output = try FormatCases.format(text)
    #expect(try FormatCases.format(output) == output)
    let deep = Self.repeated(opening, 1_500) + "x" + Self.repeated(closing, 1_500)
    if let code = FormatCases.refusal(deep) {
      #expect(code == "nesting-too-deep" || code == "format-nesting")
    } else {
      #expect(opening == "x: ")
    }
  }

  @Test(arguments: [
    (" a = 1;", "{", "}"), (" a", "[", " ]"), (" a", "f", ""), (" { a = 1; }", "f", ""),
    (" + a", "a", ""), (" // a", "a", ""), (" ++ [ a ]", "[ ]", ""), (".a", "a", ""),
    ("${a} b ", "\"", "\""), ("${a} b\n", "''\n", "''"), ("/* a */", "", "a"), ("# a\n", "", "a"),
    ("else if b then c ", "if a then b ", "else d"), (" ", "a", ""), ("\n", "a", ""),
    (" && a == b || c", "a", ""), ("a = 1; ", "let ", "in a"),
  ])
  func longTextTakesLinearTime(part: String, opening: String, closing: String) throws {
    let text = opening + Self.repeated(part, 800) + closing
    let output = try FormatCases.format(text)
    #expect(output.hasSuffix("\n"))
    #expect(try FormatCases.format(output) == output)
  }

  /// What follows an argument decides only after the argument whether it may expand alone; trying
  /// that at every level must not double the work with every level.
  @Test(arguments: [10, 30, 50, 70, 90])
  func attemptsDoNotMultiply(width: Int) throws {
    let name = Self.repeated("p", width)
    for (open, close) in [
      ("f (", ") \(name)"), ("f { a = ", "; } \(name)"), ("f (g [ (x) ] ", ") (z) \(name)"),
      ("(f (", ") { \(name) = 1; })"),
    ] {
      let text = Self.repeated(open, 40) + "x" + Self.repeated(close, 40)
      let output = try FormatCases.format(text)
      #expect(try FormatCases.format(output) == output)
    }
  }
}
