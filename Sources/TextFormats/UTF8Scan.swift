/// Checks of UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
package enum UTF8Scan {
  /// The length of the well-formed sequence at `offset`, or 0 when there is none.
  package static func sequenceLength(_ bytes: borrowing [UInt8], at offset: Int) -> Int {
    let first = bytes[offset]
    if first < 0x80 { return 1 }
    let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard first >= 0xc2, first <= 0xf4, offset + length <= bytes.count else { return 0 }
    let second = bytes[offset + 1]
    let lowest: UInt8 = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80
    let highest: UInt8 = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf
    guard second >= lowest, second <= highest else { return 0 }
    for index in 2..<max(2, length) where bytes[offset + index] & 0xc0 != 0x80 { return 0 }
    return length
  }

  /// The offset of the first byte that is not part of well-formed UTF-8, or nil.
  package static func firstInvalid(_ bytes: borrowing [UInt8]) -> Int? {
    var offset = 0
    while offset < bytes.count {
      let length = sequenceLength(bytes, at: offset)
      if length == 0 { return offset }
      offset += length
    }
    return nil
  }

  /// Appends the encoding of a code point that is not a surrogate.
  static func append(_ codePoint: UInt32, to out: inout [UInt8]) {
    let low = { (shift: UInt32) in UInt8(0x80 | codePoint >> shift & 0x3f) }
    switch codePoint {
    case 0..<0x80: out.append(UInt8(codePoint))
    case 0x80..<0x800:
      out.append(UInt8(0xc0 | codePoint >> 6))
      out.append(low(0))
    case 0x800..<0x1_0000:
      out.append(UInt8(0xe0 | codePoint >> 12))
      out.append(low(6))
      out.append(low(0))
    default:
      out.append(UInt8(0xf0 | codePoint >> 18))
      out.append(low(12))
      out.append(low(6))
      out.append(low(0))
    }
  }
}

extension UTF8Scan {
  /// Whether more bytes could make the bytes one well-formed sequence.
  package static func isPrefix(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first >= 0xc2, first <= 0xf4 else { return false }
    let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard bytes.count < length else { return false }
    // The lowest continuation for every byte that is missing, but for the second the one that fits.
    var padded = Array(bytes)
    if padded.count == 1 { padded.append(first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80) }
    padded += repeatElement(0x80, count: length - padded.count)
    return sequenceLength(padded, at: 0) == length
  }
}
