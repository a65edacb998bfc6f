/// What a byte can be in Nix source, as bits of one table look-up.
enum CharacterClass {
  static let identifierStart: UInt8 = 1
  static let identifierPart: UInt8 = 2
  static let digit: UInt8 = 4
  static let pathPart: UInt8 = 8
  static let schemePart: UInt8 = 16
  static let uriPart: UInt8 = 32
  static let space: UInt8 = 64
  /// After a word: it may be the beginning of a path or URI instead.
  static let extendsWord: UInt8 = 128

  /// The classes of all bytes. An array, not an `InlineArray`: indexing one that is stored in a struct
  /// copied its 256 bytes for each byte that was looked at.
  static let table: [UInt8] = (0...255).map(classes)

  private static func classes(of byte: UInt8) -> UInt8 {
    let character = Character(Unicode.Scalar(byte))
    let isLetter = byte < 128 && character.isLetter
    let isDigit = byte < 128 && character.isNumber
    var classes: UInt8 = 0
    func add(_ bits: UInt8, when condition: Bool) {
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
    return classes
  }
}
