/// What a byte can be in Nix source, as bits of one table look-up.
enum CharacterClass {
  static let identifierStart: UInt16 = 1
  static let identifierPart: UInt16 = 2
  static let digit: UInt16 = 4
  static let pathPart: UInt16 = 8
  static let schemePart: UInt16 = 16
  static let uriPart: UInt16 = 32
  static let space: UInt16 = 64
  /// After a word: it may be the beginning of a path or URI instead.
  static let extendsWord: UInt16 = 128
  /// In a string: what is not text, or not its own value.
  static let stringMark: UInt16 = 256
  /// The same in an indented string.
  static let indentedMark: UInt16 = 512

  /// The classes of all bytes, which are never freed. A pointer, as each look into an array checks
  /// the index, and one into an `InlineArray` of a struct copied all of it.
  nonisolated(unsafe) static let table: UnsafePointer<UInt16> = {
    let table = UnsafeMutablePointer<UInt16>.allocate(capacity: 256)
    for byte in UInt8.min...UInt8.max { table[Int(byte)] = classes(of: byte) }
    return UnsafePointer(table)
  }()

  private static func classes(of byte: UInt8) -> UInt16 {
    let character = Character(Unicode.Scalar(byte))
    let isLetter = byte < 128 && character.isLetter
    let isDigit = byte < 128 && character.isNumber
    var classes: UInt16 = 0
    func add(_ bits: UInt16, when condition: Bool) {
      if condition { classes |= bits }
    }
    add(identifierStart, when: isLetter || byte == UInt8(ascii: "_"))
    add(identifierPart, when: isLetter || isDigit || "_'-".utf8.contains(byte))
    add(digit, when: isDigit)
    add(pathPart, when: isLetter || isDigit || "._-+".utf8.contains(byte))
    add(schemePart, when: isLetter || isDigit || "+-.".utf8.contains(byte))
    add(uriPart, when: isLetter || isDigit || "%/?:@&=+$,-_.!~*'".utf8.contains(byte))
    add(space, when: " \t\r\n".utf8.contains(byte))
    add(extendsWord, when: "./+:".utf8.contains(byte))
    add(stringMark, when: "\"\\\r$".utf8.contains(byte))
    add(indentedMark, when: "$'".utf8.contains(byte))
    return classes
  }
}
