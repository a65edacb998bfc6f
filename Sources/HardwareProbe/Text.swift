/// Small readings of text from the kernel, strict: what is not a number is nil, not zero.
enum Text {
  /// Text without surrounding white space, or nil when nothing is left.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> String? {
    let bare = trim(bytes)
    return bare.isEmpty ? nil : String(decoding: bare, as: UTF8.self)
  }

  /// The bytes without surrounding blanks, tabs, line ends and NULs.
  static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0d).contains(byte) || byte == 0
  }

  /// A decimal number that fits; nil for anything else.
  static func decimal(_ bytes: ArraySlice<UInt8>) -> Int? {
    let bare = trim(bytes)
    guard bare.count <= 20, let digits = String(validating: bare, as: UTF8.self) else { return nil }
    return Int(digits)
  }

  static func decimal(_ text: Substring) -> Int? { decimal(Array(text.utf8)[...]) }

  /// A number without sign in hexadecimal, with or without `0x`.
  static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> Int? {
    var bare = trim(bytes)
    if bare.starts(with: [0x30, 0x78]) { bare = bare.dropFirst(2) }
    guard !bare.isEmpty, bare.count <= 15 else { return nil }
    var value = 0
    for byte in bare {
      guard let digit = hexadecimalDigit(byte) else { return nil }
      value = value << 4 | digit
    }
    return value
  }

  static func hexadecimal(_ text: Substring) -> Int? { hexadecimal(Array(text.utf8)[...]) }

  static func hexadecimalDigit(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x41...0x46: Int(byte) - 0x41 + 10
    case 0x61...0x66: Int(byte) - 0x61 + 10
    default: nil
    }
  }

  /// The number in lowercase hexadecimal with at least `width` digits.
  static func hex(_ value: Int, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
