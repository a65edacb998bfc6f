import NixLanguage
import Testing

@Suite struct NixLiteralTests {
  static let lines: [(NixLiteral, String)] = [
    (NixLiteral.null, "null"),
    (true, "true"),
    (-1, "-1"),
    (.integer(.min), "-9223372036854775807 - 1"),
    (.float(1e20), "1.0e+20"),
    (.float(-0.5), "-0.5"),
    ("a\"b${c}''d\n\t\\", #""a\"b\${c}''d\n\t\\""#),
    ("$${a}", #""$\${a}""#),
    (.path("/"), "/."),
    (.path("a/./b"), "./a/b"),
    (.path("../a"), "../a"),
    (.path(".."), "./.."),
    (.path("/a b"), #"/. + "/a b""#),
    ([-1, .path("/a b"), .float(-2), "x", []], #"[ (-1) (/. + "/a b") (-2.0) "x" [ ] ]"#),
    (
      .attributes(["a": 1, "b c": [], "or": .attributes([:])]),
      #"{ a = 1; "b c" = [ ]; "or" = { }; }"#
    ),
  ]

  @Test(arguments: lines)
  func printsOnOneLine(literal: NixLiteral, expected: String) {
    #expect(literal.text == expected)
  }

  @Test func printsBlocks() {
    let literal: NixLiteral = .attributes([
      "text": "one\n  two '' ${x}\n\n'$three\n", "list": ["a", -1], "quoted": "  a\n  b\n",
    ])
    #expect(
      literal.block(indentation: 2) == """
        {
            text = ''
              one
                two ''' ''${x}

              ''\\'$three
            '';
            list = [
              "a"
              (-1)
            ];
            quoted = "  a\\n  b\\n";
          }
        """)
  }

  @Test func quotesAttributeNames() {
    #expect(NixName.attributePath(["a-b'", "1a", "if", "x.y", ""]) == #"a-b'."1a"."if"."x.y"."""#)
  }
}
