/// A line that is being typed: its characters and the cursor.
package struct TextInput: Sendable, Equatable {
  package private(set) var characters: [Character]
  /// Before which character the next one goes.
  package private(set) var cursor: Int

  /// More is not taken: no answer comes near it.
  static let maximumLength = 16_384

  package init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  package var text: String { String(characters) }

  /// Whether a text would be taken.
  func hasRoom(for text: String) -> Bool { characters.count + text.count <= Self.maximumLength }

  package mutating func insert(_ text: String) {
    // Joined with what stands before it, a mark may make one character of two.
    let before = String(characters[..<cursor]) + text
    guard hasRoom(for: text) else { return }
    let head = Array(before)
    characters = head + characters[cursor...]
    cursor = head.count
  }

  package mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  package mutating func deleteForward() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  package mutating func deleteWord() {
    while cursor > 0, characters[cursor - 1] == " " { deleteBackward() }
    while cursor > 0, characters[cursor - 1] != " " { deleteBackward() }
  }

  package mutating func deleteToEnd() { characters.removeSubrange(cursor...) }

  package mutating func clear() { self = TextInput() }

  package mutating func moveLeft() { cursor = max(0, cursor - 1) }

  package mutating func moveRight() { cursor = min(characters.count, cursor + 1) }

  package mutating func moveToStart() { cursor = 0 }

  package mutating func moveToEnd() { cursor = characters.count }

  /// The part that fits into so many columns with the cursor in it, and the cursor's column there.
  package func window(columns: Int) -> (text: String, cursor: Int) {
    let columns = max(1, columns)
    let before = String(characters[..<cursor])
    // The cursor needs a column of its own behind the text.
    let head = DisplayWidth.suffix(before, columns: columns - 1)
    let column = DisplayWidth.of(head)
    let tail = DisplayWidth.prefix(String(characters[cursor...]), columns: columns - column)
    return (String(head) + tail, column)
  }

  /// What a key of editing does; false for every other key.
  package mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let text):
      insert(text.firstLine.replacingTabs)
    case .backspace: deleteBackward()
    case .delete: deleteForward()
    case .left: moveLeft()
    case .right: moveRight()
    default: return false
    }
    return true
  }
}

extension String {
  /// What a field takes of a paste.
  var firstLine: String { String(prefix { $0 != "\n" }) }

  fileprivate var replacingTabs: String { String(map { $0 == "\t" ? " " : $0 }) }
}
