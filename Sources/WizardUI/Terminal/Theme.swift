/// How roles look, by the number of colours. The background is the terminal's own.
package struct Theme: Sendable, Equatable {
  package struct Look: Sendable, Equatable {
    package var isBold = false
    package var isReverse = false
    package var isUnderlined = false
    /// A colour number below the terminal's number of colours; nil for its own.
    package var color: Int16?
  }

  package var colors: Int

  package init(colors: Int) { self.colors = colors }

  /// The look of a role. Colours never carry a meaning alone: glyphs and words do.
  package func look(of role: Role) -> Look {
    var look = Look()
    switch role {
    case .title, .key: look.isBold = true
    case .focus, .bar: look.isReverse = true
    // Underlining is lost on the Linux console as soon as there is a colour; brackets stay.
    case .field: look.isUnderlined = colors == 0
    case .warn, .bad: look.isBold = colors < 16
    case .text, .quiet, .good, .added, .removed, .comment: break
    }
    look.color = color(of: role)
    return look
  }

  private func color(of role: Role) -> Int16? {
    let shades: (many: Int16, sixteen: Int16?, eight: Int16?)? =
      switch role {
      // Against black and white they all have a contrast of at least 3.9.
      case .quiet: (243, 8, nil)
      case .good, .added: (28, 2, 2)
      case .warn: (130, 3, 3)
      case .bad, .removed: (160, 1, 1)
      case .comment: (243, 6, 6)
      case .text, .title, .focus, .field, .bar, .key: nil
      }
    guard let shades else { return nil }
    // A number that the terminal does not have would be drawn black on black.
    switch colors {
    case 256...: return shades.many
    case 16...: return shades.sixteen
    case 8...: return shades.eight
    default: return nil
    }
  }
}
