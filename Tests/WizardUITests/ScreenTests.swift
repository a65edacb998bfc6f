import TestSupport
import Testing

@testable import WizardUI

/// Scripts of keys with the screens that they lead to: each `Tests/Screens/*.keys` has its screens
/// in the `.screens` file of the same name.
///
///     size 60x20          at the start or later
///     glyphs ascii        unicode, console or ascii
///     press PgDn Enter    names of keys
///     type carbon         text, blanks included
///     paste a\nb          a pasted text
///     conflicts           the first file has edits that exclude changes
///     screen              keeps the screen
@Suite struct ScreenTests {
  static let scripts = Fixture.names(in: "\(Golden.root)/Screens")
    .filter { $0.hasSuffix(".keys") }.map { String($0.dropLast(5)) }

  @Test(arguments: scripts)
  func `keys lead to screens`(_ name: String) {
    let script = Fixture.text(at: "\(Golden.root)/Screens/\(name).keys") ?? ""
    var wizard = WizardFixture()
    var out = ""
    for line in script.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      let rest = String(line.dropFirst(words[0].count + 1))
      switch words[0] {
      case "size":
        let size = rest.split(separator: "x").compactMap { Int($0) }
        wizard.handle(.resize(width: size[0], height: size[1]))
      case "glyphs":
        wizard.glyphs = rest == "ascii" ? .ascii : rest == "console" ? .console : .unicode
      case "press": for word in words.dropFirst() { wizard.press(word) }
      case "type": for letter in rest { wizard.handle(.key(.character(letter))) }
      case "paste":
        wizard.handle(
          .key(.paste(rest.split(separator: "|").joined(separator: "\n"))))
      // The conflicts of the fixture appear when the disk is looked at anew.
      case "conflicts": wizard.conflicts = WizardFixture.someConflicts
      case "screen": out += wizard.canvas.picture
      default: Issue.record("\(name): unknown word \(words[0])")
      }
    }
    Golden.expect(out, at: "Screens/\(name).screens")
  }

  @Test func `there are scripts`() { #expect(Self.scripts.count >= 10) }

  /// No size is wrong: everything is drawn, clipped, with the cursor on the screen.
  @Test(arguments: [
    (0, 0), (1, 1), (10, 3), (39, 9), (40, 10), (60, 20), (71, 24), (72, 24), (80, 24), (109, 30),
    (110, 30), (200, 60),
  ])
  func `every screen fits into every size`(_ width: Int, _ height: Int) {
    let flows: [[String]] = [
      [], ["?"], ["PgDn", "?"], ["PgDn", "v"], ["PgDn", "Enter"], ["r"], ["r", "Enter"], ["h"],
      ["s"],
      ["PgDn", "PgDn", "PgDn", "Enter"], ["/"], ["q"],
    ]
    for flow in flows {
      var wizard = WizardFixture()
      for key in flow { wizard.press(key) }
      wizard.handle(.resize(width: width, height: height))
      let canvas = wizard.canvas
      #expect(canvas.cells.count == width * height)
      if let cursor = canvas.cursor {
        #expect((0..<max(1, height)).contains(cursor.row), "\(flow)")
        #expect((0..<max(1, width)).contains(cursor.column), "\(flow)")
      }
    }
  }
}
