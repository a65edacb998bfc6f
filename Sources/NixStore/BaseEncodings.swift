/// Hexadecimal digits, lower case when written, either case when read.
package enum Base16 {
  package static func encodedLength(_ size: Int) -> Int { size * 2 }

  package static func append(_ bytes: [UInt8], to out: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
      for byte in bytes {
        out.append(digit(byte >> 4))
        out.append(digit(byte & 15))
      }
    }
  }

  package static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(encodedLength(bytes.count))
    append(bytes, to: &out)
    return out
  }

  /// The bytes, or nil when something else than pairs of digits is there.
  package static func decode(_ digits: [UInt8]) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
      out.append(high << 4 | low)
    }
    return out
  }

  @inline(__always) static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? value &+ UInt8(ascii: "0") : value &- 10 &+ UInt8(ascii: "a")
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

/// The base 32 of Nix: 32 digits without e, o, u and t, the last byte first, and within it the
/// highest bits first. No other base 32 does that, so no library can be used.
package enum Nix32 {
  static let digits = Array("0123456789abcdfghijklmnpqrsvwxyz".utf8)

  /// For each byte the value of the digit, or 0xff.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xff, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()

  package static func encodedLength(_ size: Int) -> Int { size == 0 ? 0 : (size * 8 - 1) / 5 + 1 }

  package static func isDigit(_ byte: UInt8) -> Bool { values[Int(byte)] != 0xff }

  package static func append(_ bytes: [UInt8], to out: inout [UInt8]) {
    out += bytes.withUnsafeBytes { encode($0) }
  }

  package static func encode(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { encode($0) } }

  package static func encode(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let length = encodedLength(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: length) { out, count in
      digits.withUnsafeBufferPointer { digits in
        for place in 0..<length {
          let bit = (length - 1 - place) * 5
          let index = bit / 8
          var value = UInt16(bytes[index])
          if index + 1 < bytes.count { value |= UInt16(bytes[index + 1]) << 8 }
          out[place] = digits[Int(value >> UInt16(bit % 8) & 31)]
        }
      }
      count = length
    }
  }

  /// The bytes, or nil when another character is among the digits. Bits beyond the last whole byte
  /// make one byte more, which tells the caller that the text is not of any digest.
  package static func decode(_ digits: [UInt8]) -> [UInt8]? {
    let size = digits.count * 5 / 8
    var out = [UInt8](repeating: 0, count: size + 2)
    for (place, digit) in digits.reversed().enumerated() {
      let value = values[Int(digit)]
      guard value != 0xff else { return nil }
      let (index, shift) = (place * 5).quotientAndRemainder(dividingBy: 8)
      let bits = UInt16(value) << UInt16(shift)
      out[index] |= UInt8(truncatingIfNeeded: bits)
      out[index + 1] |= UInt8(truncatingIfNeeded: bits >> 8)
    }
    out.removeLast(out[size] == 0 ? 2 : 1)
    return out
  }
}

/// Base 64 of RFC 4648, with padding when written; line breaks are skipped when read.
package enum Base64 {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// For each byte the value of the digit, or 0xff.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xff, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()

  package static func encodedLength(_ size: Int) -> Int { (size + 2) / 3 * 4 }

  package static func append(_ bytes: [UInt8], to out: inout [UInt8]) {
    for index in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - index)
      var group = UInt32(bytes[index]) << 16
      if count > 1 { group |= UInt32(bytes[index + 1]) << 8 }
      if count > 2 { group |= UInt32(bytes[index + 2]) }
      for place in 0..<4 {
        let digit = digits[Int(group >> UInt32(18 - 6 * place) & 63)]
        out.append(place <= count ? digit : UInt8(ascii: "="))
      }
    }
  }

  package static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    append(bytes, to: &out)
    return out
  }

  /// The bytes, or nil when another character is among the digits; padding may be missing.
  package static func decode(_ text: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = []
    var group: UInt32 = 0
    var bits: UInt32 = 0
    for byte in text {
      if byte == UInt8(ascii: "=") { break }
      if byte == UInt8(ascii: "\n") { continue }
      let value = values[Int(byte)]
      guard value != 0xff else { return nil }
      group = group << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: group >> bits))
      }
    }
    return out
  }
}
