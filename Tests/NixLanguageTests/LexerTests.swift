import NixLanguage
import SourceText
import Testing

@Suite struct LexerTests {
  static func tokens(_ text: String) -> [Token] {
    TokenStream.tokens(of: SourceFile(name: "test.nix", text: text))
  }

  /// Tokens as `kind text`, without the end of the file.
  static func describe(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return tokens(text).dropLast().map {
      "\($0.kind) " + String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self)
    }
  }

  static let cases: [(String, [String])] = [
    ("a b-c d' _1", ["identifier a", "identifier b-c", "identifier d'", "identifier _1"]),
    (
      "if then else assert with let in rec inherit or ors",
      [
        "if if", "then then", "else else", "assert assert", "with with", "let let", "in in",
        "rec rec", "inherit inherit", "or or", "identifier ors",
      ]
    ),
    (
      "1 007 1. 1.5e3 .5 0.5E-2",
      [
        "integer 1", "integer 007", "float 1.", "float 1.5e3", "float .5", "float 0.5E-2",
      ]
    ),
    (
      "05.5 1e5 1.e 0.",
      [
        "integer 05", "float .5", "integer 1", "identifier e5", "float 1.", "identifier e",
        "integer 0", "dot .",
      ]
    ),
    (
      "a.1 a.b ...",
      [
        "identifier a", "float .1", "identifier a", "dot .", "identifier b", "ellipsis ...",
      ]
    ),
    (
      "./a ../b/c /d a/b 1+2/3 .../x a-b/c",
      [
        "path ./a", "path ../b/c", "path /d", "path a/b", "path 1+2/3", "path .../x", "path a-b/c",
      ]
    ),
    ("~/a/b ~ a'b/c", ["homePath ~/a/b", "invalid ~", "identifier a'b", "path /c"]),
    (
      "./a/${b}/c.d e",
      [
        "path ./a/", "interpolationOpen ${", "identifier b", "braceClose }", "pathText /c.d",
        "identifier e",
      ]
    ),
    (
      "a/${b} /${c}d",
      [
        "path a/", "interpolationOpen ${", "identifier b", "braceClose }", "path /",
        "interpolationOpen ${", "identifier c", "braceClose }", "pathText d",
      ]
    ),
    (
      "<a> <a/b.c> <a//b> < <= <a b>",
      [
        "searchPath <a>", "searchPath <a/b.c>", "less <", "identifier a", "update //",
        "identifier b", "greater >", "less <", "lessOrEqual <=", "less <", "identifier a",
        "identifier b", "greater >",
      ]
    ),
    (
      "http://a.b/c?d x:x a.b:c x: a_b:c",
      [
        "uri http://a.b/c?d", "uri x:x", "uri a.b:c", "identifier x", "colon :", "identifier a_b",
        "colon :", "identifier c",
      ]
    ),
    (
      "\"a${b}\\\"c\" \"\" \"$${x}$\"",
      [
        "quote \"", "stringText a", "interpolationOpen ${", "identifier b", "braceClose }",
        "stringText \\\"c", "quote \"", "quote \"", "quote \"", "quote \"", "stringText $${x}$",
        "quote \"",
      ]
    ),
    (
      "'' \n a''$ ''' ''\\n$ $${ ' ${b}''",
      [
        "indentedOpen '' \n", "indentedText  a", "indentedEscape ''$", "indentedText  ",
        "indentedEscape '''", "indentedText  ", "indentedEscape ''\\n", "indentedText $ $${ ' ",
        "interpolationOpen ${", "identifier b", "braceClose }", "indentedClose ''",
      ]
    ),
    (
      "'''''$'''",
      ["indentedOpen ''", "indentedEscape '''", "indentedEscape $", "indentedEscape '''"]
    ),
    (
      "{}()[];:,.=@?!",
      [
        "braceOpen {", "braceClose }", "parenOpen (", "parenClose )", "bracketOpen [",
        "bracketClose ]", "semicolon ;", "colon :", "comma ,", "dot .", "assign =", "at @",
        "question ?", "not !",
      ]
    ),
    (
      "+ - * / ++ // == != > >= && || -> <| |>",
      [
        "plus +", "minus -", "times *", "divide /", "concatenate ++", "update //", "equal ==",
        "notEqual !=", "greater >", "greaterOrEqual >=", "logicalAnd &&", "logicalOr ||",
        "implication ->", "pipeFrom <|", "pipeInto |>",
      ]
    ),
    (
      "a# b\nc /* d\n * */ e /**/ f /* g",
      [
        "identifier a", "identifier c", "identifier e", "identifier f", "divide /", "times *",
        "identifier g",
      ]
    ),
    ("$ & é '", ["invalid $", "invalid &", "invalid é", "invalid '"]),
  ]

  @Test(arguments: cases)
  func cuts(text: String, expected: [String]) {
    #expect(Self.describe(text) == expected)
  }

  @Test func everyKindOccurs() {
    let found = Set(Self.cases.flatMap { Self.tokens($0.0) }.map(\.kind))
    #expect(Set(TokenKind.allCases).subtracting(found).isEmpty)
  }

  /// Between tokens there are only white space and comments, whatever the text is.
  @Test func tokensCoverTheText() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "a", " ", "\n", "\"", "''", "${", "}", "{", "#x\n", "/*", "*/", "./b", "$", "'", "\\", "é",
      "1.", "/",
    ]
    for _ in 0..<500 {
      let text = (0..<40).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let bytes = Array(text.utf8)
      var end = 0
      for token in Self.tokens(text) {
        #expect(Int(token.start) >= end && token.end >= token.start, "\(text)")
        let gap = Trivia.parts(of: bytes, from: UInt32(end), to: token.start)
        let length = gap.reduce(0) { $0 + Int($1.end - $1.start) }
        #expect(length <= Int(token.start) - end)
        end = Int(token.end)
      }
      #expect(end == bytes.count)
    }
  }

  @Test func triviaAreCutIntoParts() {
    let bytes = Array("a # b\n\n  /* c\n */ d".utf8)
    let parts = Trivia.parts(of: bytes, from: 1, to: UInt32(bytes.count - 1))
    #expect(parts.map(\.kind) == [.lineComment, .lines(2), .blockComment])
    #expect(parts.map(\.start) == [2, 5, 9])
    #expect(parts.map(\.end) == [5, 9, 17])
  }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
