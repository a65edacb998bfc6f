import Testing

@testable import NixLanguage

@Suite struct CommentTextTests {
  static func lines(_ content: String, column: Int = 0) -> [String] {
    CommentText.lines(ofBlock: Array(content.utf8)[...], column: column)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func takesSharedIndentationAway() {
    #expect(Self.lines(" one ") == ["one"])
    #expect(Self.lines(" one\n   two\n     three\n") == ["one", "two", "  three"])
    #expect(Self.lines("\n    one\n  two\n", column: 2) == ["  one", "two"])
    #expect(Self.lines("\n\n  one\r\n\n  two\n\n") == ["one", "", "two"])
    #expect(Self.lines("  \n") == [])
  }

  @Test func takesAColumnOfStarsAway() {
    #expect(Self.lines("\n * one\n *  two\n ") == ["one", " two"])
    #expect(Self.lines("\n   * one\n   * two\n   ", column: 2) == ["one", "two"])
    // Not every line has one.
    #expect(Self.lines("\n * one\n two\n ") == ["* one", "two"])
  }

  @Test func trimsUnicodeSpace() {
    func trim(_ text: String) -> String {
      String(decoding: CommentText.trimmed(Array(text.utf8)[...]), as: UTF8.self)
    }
    #expect(trim(" \u{a0}é\u{3000}\t") == "é")
    #expect(trim("\u{2003}a \u{200b}") == "a \u{200b}")
  }

  @Test func knowsNamesOfLanguages() {
    func isName(_ text: String) -> Bool { CommentText.isLanguageName(Array(text.utf8)) }
    #expect(isName("c++") && isName("objective-c") && isName("bash"))
    #expect(!isName("") && !isName("two words") && !isName(String(repeating: "a", count: 31)))
  }

  /// The trivia of the only gap of `a` GAP `b`.
  static func gap(_ text: String) -> TriviaReader.Gap {
    let bytes = Array("a\(text)b".utf8)
    var reader = TriviaReader(bytes)
    return reader.gap(1..<bytes.count - 1, hasTokenBefore: true)
  }

  @Test func commentsBelongToTheTokenBeforeOnItsLine() {
    let gap = Self.gap(" # one\n    # two\n\n\n")
    #expect(gap.trailing == Array("one".utf8))
    #expect(gap.leading == [.lineComment(Array(" two".utf8)), .emptyLine])
  }

  @Test func commentsInOneColumnStayTogether() {
    let gap = Self.gap(" # one\n  # two\n")
    #expect(gap.trailing == nil)
    #expect(gap.leading == [.lineComment(Array(" one".utf8)), .lineComment(Array(" two".utf8))])
  }

  @Test func shortBlockCommentsBecomeLineComments() {
    let gap = Self.gap(" /* one */ /* two */ ")
    #expect(gap.trailing == Array("one two".utf8))
    #expect(Self.gap("\n/* one */").leading == [.lineComment(Array(" one".utf8))])
  }

  @Test func directivesCountAloneOnTheirLine() {
    #expect(Self.gap("\n/*nixfmt:disable*/\n").leading == [.regionDirective(.disable)])
    #expect(Self.gap(" /*nixfmt:disable*/\n").trailing == Array("nixfmt:disable".utf8))
  }
}
