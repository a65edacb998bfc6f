import TestSupport
import Testing

@testable import WizardUI

/// The table of actions is the only list of keys; these tests hold it together.
@Suite struct ActionTableTests {
  @Test func `every action has one entry`() {
    #expect(Set(ActionTable.entries.map(\.action)).count == ActionTable.entries.count)
    for action in Action.allCases {
      #expect(ActionTable.entry(action) != nil, "\(action)")
    }
  }

  @Test(arguments: Scope.allCases)
  func `a key does one thing in a place`(_ scope: Scope) {
    var seen: [Key: Action] = [:]
    for entry in ActionTable.entries {
      for key in entry.keys(in: scope) {
        #expect(seen[key] == nil, "\(key.name) is \(entry.action) and \(seen[key]!) in \(scope)")
        seen[key] = entry.action
      }
    }
  }

  @Test(arguments: Scope.allCases)
  func `what the last row names works there`(_ scope: Scope) {
    for action in KeyBar.actions(in: scope) {
      let entry = ActionTable.entry(action)
      #expect(entry?.keys(in: scope).isEmpty == false, "\(action) in \(scope)")
      #expect(entry.map { !KeyBar.label($0, in: scope).isEmpty } == true, "\(action)")
    }
  }

  @Test func `letters are text while a field is typed in`() {
    for scope in Scope.allCases where scope.isTyping {
      for entry in ActionTable.entries {
        for key in entry.keys(in: scope) {
          if case .character(let letter) = key { #expect(letter == " " && scope == .choices) }
        }
      }
    }
  }

  /// XON and XOFF, the emergency exit, the prefixes of tmux, screen and telnet.
  @Test func `keys that belong to others are not bound`() {
    let taken: [Key] = [.control("s"), .control("q"), .control("\\"), .control("b"), .control("]")]
    for entry in ActionTable.entries {
      for key in taken { #expect(!(entry.keys + entry.typingKeys).contains(key), "\(key.name)") }
    }
  }

  @Test func `everything can be done without function keys`() {
    for entry in ActionTable.entries {
      let keys = entry.keys.isEmpty ? entry.typingKeys : entry.keys
      let plain = keys.filter { if case .function = $0 { false } else { true } }
      #expect(!plain.isEmpty, "\(entry.action)")
    }
  }

  @Test func `the manual lists the keys`() {
    let path = "../man/nixwiz.1"
    let page = Fixture.text(at: "\(Golden.root)/\(path)") ?? ""
    let parts = page.split(separator: "\n", omittingEmptySubsequences: false)
    let head = parts.prefix { $0 != ".Sh KEYS" }.map { "\($0)\n" }.joined()
    let rest = parts.drop { $0 != ".Sh KEYS" }.dropFirst()
    let tail = rest.drop { !$0.hasPrefix(".Sh ") }.joined(separator: "\n")
    Golden.expect(head + ".Sh KEYS\n" + ActionTable.manual + tail, at: path)
  }
}
