/// Writes JSON as a stream of calls; the caller keeps begin and end in balance.
package struct JSONWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  /// For each open array or object whether something is in it already.
  private var open: [Bool] = []
  private var isAfterKey = false

  /// Pretty output indents by two spaces and puts every item on a line of its own.
  package init(pretty: Bool = false) { isPretty = pretty }

  package mutating func beginArray() { begin("[") }
  package mutating func endArray() { end("]") }
  package mutating func beginObject() { begin("{") }
  package mutating func endObject() { end("}") }

  /// The name of the next value of an object.
  package mutating func key(_ name: String) {
    var name = name
    name.withUTF8 { key(utf8: $0) }
  }

  /// The same for bytes, which must be UTF-8.
  package mutating func key(utf8 name: UnsafeBufferPointer<UInt8>) {
    separate()
    Self.append(quoted: name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  package mutating func null() { word("null") }
  package mutating func bool(_ value: Bool) { word(value ? "true" : "false") }
  package mutating func integer(_ value: some BinaryInteger) { word(String(value)) }

  /// A number that reads back as the same; JSON has no infinities, they become null.
  package mutating func float(_ value: Double) {
    word(value.isFinite ? JSONFloat.text(value) : "null")
  }

  package mutating func string(_ value: String) {
    var value = value
    value.withUTF8 { string(utf8: $0) }
  }

  /// The same for bytes, which must be UTF-8.
  package mutating func string(utf8 value: UnsafeBufferPointer<UInt8>) {
    separate()
    Self.append(quoted: value, to: &bytes)
  }

  /// A whole tree; with `sortingKeys` the members of objects by their bytes, the order of Nix.
  package mutating func node(_ node: TextNode, sortingKeys: Bool = false) {
    switch node.value {
    case .null: null()
    case .bool(let value): bool(value)
    case .integer(let value): integer(value)
    case .float(let value): float(value)
    case .string(let value): string(value)
    case .dateTime(let value): string(value.description)
    case .array(let items):
      beginArray()
      for item in items { self.node(item, sortingKeys: sortingKeys) }
      endArray()
    case .object(let members):
      beginObject()
      let ordered =
        sortingKeys
        ? members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } : members
      for member in ordered {
        key(member.name)
        self.node(member.node, sortingKeys: sortingKeys)
      }
      endObject()
    }
  }

  /// Quotes and escapes: the two-letter escapes where there are any, `\u00xx` for the other
  /// controls, every other byte as it is.
  package static func append(
    quoted text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
  ) {
    out.append(UInt8(ascii: "\""))
    let raw = UnsafeRawBufferPointer(text)
    var start = 0
    var next = 0
    while next < text.count {
      if next + 8 <= text.count {
        let plain = plainCount(raw.loadUnaligned(fromByteOffset: next, as: UInt64.self))
        next += plain
        if plain == 8 { continue }
      }
      let index = next
      let byte = text[index]
      next += 1
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
      out += UnsafeBufferPointer(rebasing: text[start..<index])
      start = index + 1
      append(escaped: byte, to: &out)
    }
    out += UnsafeBufferPointer(rebasing: text[start...])
    out.append(UInt8(ascii: "\""))
  }

  /// How many of eight bytes come before the first one that is escaped.
  @inline(__always) private static func plainCount(_ word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // A byte is zero when taking one from it borrows and it had no high bit.
    let quotes = word ^ ones &* UInt64(UInt8(ascii: "\""))
    let backslashes = word ^ ones &* UInt64(UInt8(ascii: "\\"))
    let controls = (word &- ones &* 0x20) & ~word
    let hits = ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | controls
    // Bytes behind the first hit may be taken for hits too, as the borrow goes on.
    return (hits & (ones &* 0x80)).trailingZeroBitCount / 8
  }

  private static func append(escaped byte: UInt8, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\\"))
    switch byte {
    case 8: out.append(UInt8(ascii: "b"))
    case 9: out.append(UInt8(ascii: "t"))
    case 10: out.append(UInt8(ascii: "n"))
    case 12: out.append(UInt8(ascii: "f"))
    case 13: out.append(UInt8(ascii: "r"))
    case 0..<0x20:
      out += "u00".utf8
      out.append(byte >> 4 + UInt8(ascii: "0"))
      out.append("0123456789abcdef".utf8.dropFirst(Int(byte & 15)).first ?? 0)
    default: out.append(byte)
    }
  }

  private mutating func begin(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(ascii: bracket))
    open.append(false)
  }

  private mutating func end(_ bracket: Unicode.Scalar) {
    if open.popLast() == true { breakLine() }
    bytes.append(UInt8(ascii: bracket))
  }

  private mutating func word(_ text: String) {
    separate()
    bytes += text.utf8
  }

  /// The comma and the line break before an item.
  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    guard let last = open.indices.last else { return }
    if open[last] { bytes.append(UInt8(ascii: ",")) }
    open[last] = true
    breakLine()
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: open.count * 2)
  }
}

/// The text of floats: short digits that read back as the same number.
package enum JSONFloat {
  /// Plain notation for exponents from -5 to 14, else scientific with at least two digits in the
  /// exponent, the layout that Nix's JSON has; always recognizable as a float.
  package static func text(_ value: Double) -> String {
    if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
    let (bytes, point) = ShortFloat.digits(of: value.magnitude)
    var digits = String(decoding: bytes, as: UTF8.self)
    var out = value < 0 ? "-" : ""
    if point > 0, point <= 15 {
      if digits.count <= point {
        digits += String(repeating: "0", count: point - digits.count)
        return out + digits + ".0"
      }
      return out + digits.prefix(point) + "." + digits.dropFirst(point)
    }
    if point > -4, point <= 0 {
      return out + "0." + String(repeating: "0", count: -point) + digits
    }
    out += digits.prefix(1)
    if digits.count > 1 { out += "." + digits.dropFirst() }
    let exponent = point - 1
    let magnitude = String(abs(exponent))
    return out + "e" + (exponent < 0 ? "-" : "+") + (magnitude.count < 2 ? "0" : "") + magnitude
  }
}
