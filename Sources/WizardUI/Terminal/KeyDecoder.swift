import CNcurses

/// Makes keys of what curses reads: characters and codes of keys.
struct KeyDecoder {
  private var keys: [Key] = []
  /// Whether the last character was Esc, which with the next one in the same go is Alt.
  private var hasEscape = false
  /// The text of a paste that has begun.
  private var pasted: String?
  /// Whether a password is being typed. A paste is given character by character then: a text would
  /// stay in memory when it is freed.
  var isSecret = false
  /// How far the paste of a password is: its first line counts.
  private var secretPaste: (isOpen: Bool, hasLine: Bool) = (false, false)
  /// Longer pastes are cut: no answer comes near it.
  private static let maximumPaste = 64 << 10
  /// The parameters of a sequence that terminfo does not know: `Esc [`, then these up to a letter.
  private var sequence: String?
  /// Whether the terminal was asked where its cursor is; `Esc [ row ; column R` is the answer then,
  /// and else a key.
  var awaitsSize = false
  /// What it answered, from its lower right corner.
  private(set) var reportedSize: (width: Int, height: Int)?

  var isInSequence: Bool { sequence != nil }

  /// All keys since the last time. An Esc at the end stands alone.
  mutating func takeKeys() -> [Key] {
    if hasEscape { keys.append(.escape) }
    hasEscape = false
    sequence = nil
    defer { keys = [] }
    return keys
  }

  mutating func character(_ code: UInt32) {
    guard let scalar = Unicode.Scalar(code) else { return }
    if secretPaste.isOpen {
      if scalar == "\r" || scalar == "\n" { secretPaste.hasLine = true }
      if !secretPaste.hasLine { append(.character(Character(scalar)), scalar) }
      return
    }
    if pasted != nil {
      if let count = pasted?.utf8.count, count < Self.maximumPaste {
        pasted?.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
      }
      return
    }
    if let parameters = sequence {
      // An unknown key is swallowed whole, never typed into a field.
      sequence = (0x40...0x7e).contains(code) ? nil : parameters + String(scalar)
      if scalar == "R", awaitsSize { takeReport(parameters) }
      return
    }
    if hasEscape {
      hasEscape = false
      switch scalar {
      case "[": sequence = ""
      case "\u{1b}":
        keys.append(.escape)
        hasEscape = true
      default:
        if code >= 0x20, code != 0x7f {
          keys.append(.alt(Character(scalar)))
        } else {
          keys.append(.escape)
          keys.append(Self.key(scalar))
        }
      }
      return
    }
    if scalar == "\u{1b}" {
      hasEscape = true
      return
    }
    append(Self.key(scalar), scalar)
  }

  /// Row and column of the cursor in the corner. More than 1,000 of either is no terminal of anybody's.
  private mutating func takeReport(_ parameters: String) {
    let numbers = parameters.split(separator: ";").compactMap { Int($0) }
    guard numbers.count == 2, numbers.allSatisfy({ (2...1_000).contains($0) }) else { return }
    awaitsSize = false
    reportedSize = (numbers[1], numbers[0])
  }

  /// Marks belong to the character before them.
  private mutating func append(_ key: Key, _ scalar: Unicode.Scalar) {
    if case .character(let base)? = keys.last, case .character = key {
      var text = String(base)
      text.unicodeScalars.append(scalar)
      if text.count == 1, let joined = text.first {
        keys[keys.count - 1] = .character(joined)
        return
      }
    }
    keys.append(key)
  }

  private static func key(_ scalar: Unicode.Scalar) -> Key {
    switch scalar.value {
    case 0x0d, 0x0a: .enter
    case 0x09: .tab
    case 0x7f, 0x08: .backspace
    case 0x00..<0x1b: .control(Character(Unicode.Scalar(UInt8(scalar.value) | 0x60)))
    case 0x1b..<0x20: .control(Character(Unicode.Scalar(UInt8(scalar.value) | 0x40)))
    case 0x80..<0xa0: .escape
    default: .character(Character(scalar))
    }
  }

  /// A key that curses knows, by the names of the shim.
  mutating func code(_ name: Int) {
    let escaped = hasEscape
    hasEscape = false
    if escaped { keys.append(.escape) }
    switch name {
    case nixwiz_key_paste where isSecret: secretPaste = (true, false)
    case nixwiz_key_paste: pasted = ""
    case nixwiz_key_pasted:
      secretPaste.isOpen = false
      if let pasted { keys.append(.paste(pasted)) }
      pasted = nil
    case nixwiz_key_up: keys.append(.up)
    case nixwiz_key_down: keys.append(.down)
    case nixwiz_key_left: keys.append(.left)
    case nixwiz_key_right: keys.append(.right)
    case nixwiz_key_home: keys.append(.home)
    case nixwiz_key_end: keys.append(.end)
    case nixwiz_key_page_up: keys.append(.pageUp)
    case nixwiz_key_page_down: keys.append(.pageDown)
    case nixwiz_key_backspace: keys.append(.backspace)
    case nixwiz_key_delete: keys.append(.delete)
    case nixwiz_key_enter: keys.append(.enter)
    case nixwiz_key_back_tab: keys.append(.backTab)
    case nixwiz_key_function + 1...nixwiz_key_function + 12:
      keys.append(.function(name - nixwiz_key_function))
    default: break
    }
  }

  mutating func mouse(button: Int, row: Int, column: Int) {
    switch button {
    case 1: keys.append(.click(row: row, column: column))
    case 4: keys.append(.wheelUp)
    case 5: keys.append(.wheelDown)
    default: break
    }
  }
}
