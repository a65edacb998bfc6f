import CNcurses
import Glibc
import HostModel
import SourceText
import Testing

@testable import WizardUI

/// Characters, columns, lines and keys.
@Suite struct TerminalTextTests {
  @Test func `characters take one column or two`() {
    for character in "aZ~éßΩжא│─►√·×•…" { #expect(DisplayWidth.of(character) == 1, "\(character)") }
    for character in "中文字カナ한글，Ａ🙂" { #expect(DisplayWidth.of(character) == 2, "\(character)") }
  }

  @Test func `marks go with their letters`() {
    #expect(DisplayWidth.of("e\u{301}a") == 2)
    #expect(DisplayWidth.prefix("日本語", columns: 5) == "日本")
    #expect(DisplayWidth.suffix("日本語", columns: 3) == "語")
  }

  @Test func `lines break between words`() {
    #expect(TextLayout.wrap("one two three", width: 9) == ["one two", "three"])
    #expect(TextLayout.wrap("abcdefghijkl", width: 8) == ["abcdefgh", "ijkl"])
    #expect(
      TextLayout.cutMiddle("hosts/carbon/hardware.nix", width: 20, mark: "…")
        == "hosts/c…hardware.nix")
  }

  @Test func `a long sentence is cut where a clause or a word ends`() {
    #expect(TextLayout.lead("short enough", width: 20) == "short enough")
    #expect(TextLayout.lead("some words; more of them follow", width: 20) == "some words")
    #expect(TextLayout.lead("a, which is a long sentence", width: 20) == "a, which is a ...")
    #expect(TextLayout.lead("port 8080:tcp and udp and more", width: 20) == "port 8080:tcp ...")
  }

  @Test func `a canvas shows controls and never breaks a wide character`() {
    var canvas = Canvas(width: 6, height: 1, glyphs: .unicode)
    canvas.put("日本語", in: canvas.area)
    canvas.put("x", in: canvas.area, column: 1)
    #expect(canvas.text(ofRow: 0) == " x本語")
    canvas.put("a\u{1b}b", in: canvas.area)
    #expect(!canvas.text(ofRow: 0).contains("\u{1b}"))
  }

  @Test func `ASCII keeps what can be read`() {
    #expect(GlyphSet.ascii.shown("café → Straße 日") == "cafe -> Strasse ??")
    for glyph in GlyphSet.Glyph.allCases {
      #expect(GlyphSet.ascii[glyph].utf8.allSatisfy { $0 < 0x80 })
    }
  }

  @Test func `a field is edited by characters, not bytes`() {
    var input = TextInput("aé日")
    input.moveLeft()
    input.insert("x")
    #expect(input.text == "aéx日")
    input.deleteBackward()
    input.deleteBackward()
    #expect(input.text == "a日")
    input.moveToEnd()
    _ = input.edit(.paste("b c\nsecond"))
    #expect(input.text == "a日b c")
    input.deleteWord()
    #expect(input.text == "a日b ")
    #expect(TextInput("abcdefgh").window(columns: 4) == ("fgh", 3))
  }

  @Test func `keys are told from sequences`() {
    func keys(_ bytes: String, _ codes: Int...) -> [Key] {
      var decoder = KeyDecoder()
      for scalar in bytes.unicodeScalars { decoder.character(scalar.value) }
      for code in codes { decoder.code(code) }
      return decoder.takeKeys()
    }
    #expect(keys("\u{1b}") == [.escape])
    #expect(keys("\u{1b}r") == [.alt("r")])
    #expect(keys("\u{1b}[99;5z") == [], "an unknown key is swallowed whole")
    #expect(
      keys("a\r\t\u{7f}\u{15}") == [.character("a"), .enter, .tab, .backspace, .control("u")])
    #expect(keys("e\u{301}") == [.character("é")])
    #expect(keys("", nixwiz_key_page_down, nixwiz_key_function + 9) == [.pageDown, .function(9)])
  }

  /// The first sentence is what the message row has room for while a form is walked through.
  @Test func `every question explains itself in a line`() {
    for question in QuestionCatalog.standard.questions {
      let end = question.help[...].range(ofFirst: ". ") ?? question.help.endIndex
      let lead = TextLayout.lead(String(question.help[..<end]), width: Screen.hintWidth)
      #expect(!lead.hasSuffix("..."), "\(question.id): \(lead)")
    }
  }

  @Test func `a long line of a file is broken where the screen ends`() {
    let line = Outlook.Line(.added, "  a.b = \"0123456789\";")
    let pieces = line.broken(width: 16)
    #expect(pieces.map(\.text) == ["  a.b = \"0123456", "      789\";"])
    #expect(pieces.map(\.isContinuation) == [false, true])
    #expect(pieces.allSatisfy { $0.mark == .added })
    #expect(Outlook.Line(.same, "日本語").broken(width: 1).count == 1)
    #expect(Outlook.Line(.same, "").broken(width: 20) == [Outlook.Line(.same, "")])
  }

  @Test func `where the cursor is counts when it was asked for`() {
    func size(_ bytes: String, awaited: Bool = true) -> (keys: [Key], size: [Int]) {
      var decoder = KeyDecoder()
      decoder.awaitsSize = awaited
      for scalar in bytes.unicodeScalars { decoder.character(scalar.value) }
      let size = decoder.reportedSize
      return (decoder.takeKeys(), size.map { [$0.width, $0.height] } ?? [])
    }
    #expect(size("a\u{1b}[30;100Rb") == ([.character("a"), .character("b")], [100, 30]))
    #expect(size("\u{1b}[30;100R", awaited: false) == ([], []))
    // Shift-F3 of some terminals, and what no terminal has.
    for bytes in ["1;2", "30", "30;100;5", "9999;100", ";", "99999999999999999999;2"] {
      #expect(size("\u{1b}[\(bytes)R") == ([], []), "\(bytes)")
    }
  }

  @Test(
    arguments: [
      (["VISUAL": "code", "EDITOR": "vi"], false, "code"), (["VISUAL": "code"], true, nil),
      (["VISUAL": " ", "EDITOR": "vi -e"], false, "vi -e"), ([:], false, nil),
    ] as [([String: String], Bool, String?)])
  func `the environment names the editor`(
    _ variables: [String: String], _ isDumb: Bool, _ command: String?
  ) {
    #expect(Editor(isDumb: isDumb) { variables[$0] }?.command == command)
  }

  @Test func `of a pasted password there is no text, and only its first line`() {
    var decoder = KeyDecoder()
    decoder.isSecret = true
    decoder.code(nixwiz_key_paste)
    for scalar in "né\rrest".unicodeScalars { decoder.character(scalar.value) }
    decoder.code(nixwiz_key_pasted)
    decoder.character(0x0d)
    #expect(decoder.takeKeys() == [.character("n"), .character("é"), .enter])
  }

  @Test func `a paste is one key, whatever is in it`() {
    var decoder = KeyDecoder()
    decoder.code(nixwiz_key_paste)
    for scalar in "q\r\u{1b}w".unicodeScalars { decoder.character(scalar.value) }
    // The end may come with a later read.
    #expect(decoder.takeKeys().isEmpty)
    decoder.code(nixwiz_key_pasted)
    #expect(decoder.takeKeys() == [.paste("q\n\u{1b}w")])
  }

  @Test(arguments: [0, 8, 16, 256])
  func `no theme has a colour that the terminal has not`(_ colors: Int) {
    for role in Role.allCases {
      let color = Theme(colors: colors).look(of: role).color
      #expect(color.map { Int($0) < colors } ?? true, "\(role)")
    }
  }

  @Test func `a secret is wiped, and its hash is one that NixOS takes`() throws {
    let secret = Secret()
    for character in "pässwörd" { secret.append(character) }
    #expect(secret.count == 8)
    secret.deleteBackward()
    #expect(secret.count == 7)
    let hash = try #require(secret.hash())
    #expect(TextRule.passwordHash.check(hash) == nil)
    #expect(secret.hash() != hash, "every hash has a salt of its own")
    secret.wipe()
    #expect(secret.isEmpty)
  }

  @Test func `the environment says whether there is UTF-8`() {
    func asks(_ variables: [String: String]) -> Bool {
      TerminalLocale.asksForUTF8 { variables[$0] }
    }
    #expect(asks(["LANG": "de_DE.UTF-8"]))
    #expect(asks(["LC_ALL": "", "LC_CTYPE": "C.utf8", "LANG": "C"]))
    #expect(!asks(["LC_ALL": "C", "LANG": "de_DE.UTF-8"]))
    #expect(!asks([:]))
  }

  @Test func `terminals without an entry belong to a family`() {
    #expect(TerminalEntry.family(of: "xterm-ghostty") == "xterm-256color")
    #expect(TerminalEntry.family(of: "linux-16color") == "linux")
    #expect(TerminalEntry.family(of: "vt320") == "vt220")
    #expect(TerminalEntry.family(of: "unheard-of") == nil)
  }
}
