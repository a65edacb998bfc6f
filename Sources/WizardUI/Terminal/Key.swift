/// A key, or what a terminal makes of one.
package enum Key: Hashable, Sendable {
  case character(Character)
  /// Alt with a character, which is Esc and the character in one go.
  case alt(Character)
  /// Ctrl with a lower-case letter, or one of `@[\]^_`.
  case control(Character)
  case enter, tab, backTab, backspace, delete, escape
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)
  /// A pasted text, which is never a command.
  case paste(String)
  case click(row: Int, column: Int)
  case wheelUp, wheelDown

  /// The key as people and manuals call it.
  package var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .alt(let character): "Alt-\(character)"
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .escape: "Esc"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .function(let number): "F\(number)"
    case .paste: "Paste"
    case .click: "Click"
    case .wheelUp: "Wheel up"
    case .wheelDown: "Wheel down"
    }
  }
}
