/// The reserved words, found by comparing whole machine words.
enum Keyword {
  /// The length of `inherit`.
  static let maximumLength = 7

  /// The keyword whose bytes, first byte highest, make up the number; else `identifier`.
  @inline(__always)
  static func kind(of word: UInt64) -> TokenKind {
    switch word {
    case 0x6966: .if
    case 0x7468_656e: .then
    case 0x656c_7365: .else
    case 0x61_7373_6572_74: .assert
    case 0x7769_7468: .with
    case 0x6c_6574: .let
    case 0x696e: .in
    case 0x72_6563: .rec
    case 0x69_6e68_6572_6974: .inherit
    case 0x6f72: .or
    default: .identifier
    }
  }
}
