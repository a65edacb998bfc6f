import SourceText

/// The checker in front of libpci's reader of dumps.
///
/// libpci reads `lspci -x` output line by line into a small buffer, ends the process on the first
/// line it dislikes, and writes out of bounds for an offset above 7fffffff. So every dump is read
/// here first, by the same grammar and with bounds; what passes is written out again in the plainest
/// form, without the names (which may hold anything), and only that reaches libpci.
struct PCIDump {
  /// A card has 4 KiB of configuration space at most, and a dump line 16 bytes of it.
  static let maximumConfiguration = 4_096
  /// 20,000 functions with short headers are 7 MB.
  static let maximumBytes = 16 << 20
  /// What libpci's buffer holds of a line.
  static let maximumLine = 253

  /// The configuration space of each function as far as it was dumped; holes are ff.
  private(set) var functions: [(address: PCIAddress, configuration: [UInt8])] = []
  /// Lines that were left out, with the reason.
  private(set) var warnings: [Diagnostic] = []

  private var seen: Set<PCIAddress> = []
  /// Whether hex lines belong to the last of `functions`.
  private var isOpen = false

  /// Reads a dump; the error names the line that makes it unreadable as a whole.
  static func read(_ bytes: [UInt8]) -> Result<PCIDump, PCIDumpError> {
    guard bytes.count <= maximumBytes else {
      return .failure(PCIDumpError(line: nil, reason: "is larger than \(maximumBytes >> 20) MiB"))
    }
    var dump = PCIDump()
    var rest = bytes[...]
    var number = 0
    while !rest.isEmpty {
      number += 1
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
        return .failure(PCIDumpError(line: number, reason: "ends without a line end: cut off?"))
      }
      var line = rest[..<end]
      rest = rest[(end + 1)...]
      if line.count > maximumLine {
        return .failure(PCIDumpError(line: number, reason: "is longer than \(maximumLine) bytes"))
      }
      if line.contains(0) {
        return .failure(PCIDumpError(line: number, reason: "holds a NUL byte: not a text"))
      }
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      if let reason = dump.take(line, number: number) {
        return .failure(PCIDumpError(line: number, reason: reason))
      }
    }
    return .success(dump)
  }

  /// The dump in the plainest form that libpci reads.
  var canonicalText: [UInt8] {
    var out: [UInt8] = []
    for (address, configuration) in functions where !configuration.isEmpty {
      out += Array("\(address) \n".utf8)
      for start in stride(from: 0, to: configuration.count, by: 16) {
        out += Array("\(Text.hex(start, 2)):".utf8)
        for byte in configuration[start..<min(start + 16, configuration.count)] {
          out += Array(" \(Text.hex(Int(byte), 2))".utf8)
        }
        out.append(UInt8(ascii: "\n"))
      }
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  /// Takes one line; the reason when the dump cannot be trusted any more.
  private mutating func take(_ line: ArraySlice<UInt8>, number: Int) -> String? {
    if line.isEmpty {
      isOpen = false
      return nil
    }
    let head = line.prefix { $0 != UInt8(ascii: " ") }
    guard head.count < line.count else { return nil }
    if let digits = Self.offsetDigits(head) {
      return isOpen ? takeHex(digits, line.dropFirst(head.count + 1), number: number) : nil
    }
    guard Self.looksLikeAddress(head) else { return nil }
    isOpen = false
    guard let address = Self.address(head) else {
      warn(number, "no such PCI address; its lines are left out")
      return nil
    }
    guard seen.insert(address).inserted else {
      warn(number, "\(address) is listed twice; the first is kept")
      return nil
    }
    functions.append((address, []))
    isOpen = true
    return nil
  }

  private mutating func takeHex(
    _ digits: ArraySlice<UInt8>, _ bytes: ArraySlice<UInt8>, number: Int
  ) -> String? {
    guard let offset = Text.hexadecimal(digits), offset <= 0x7fff_ffff else {
      warn(number, "the offset is out of range; the line is left out")
      return nil
    }
    var values: [UInt8] = []
    for pair in bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
      let pair = Array(pair)
      guard pair.count == 2, let high = Text.hexadecimalDigit(pair[0]),
        let low = Text.hexadecimalDigit(pair[1])
      else {
        // A blank at the end of a line is no value.
        if pair.isEmpty { continue }
        return "is not a line of hexadecimal bytes"
      }
      values.append(UInt8(high << 4 | low))
    }
    guard offset + values.count <= Self.maximumConfiguration else {
      return "runs past the 4096 bytes of a configuration space"
    }
    let last = functions.count - 1
    let missing = offset + values.count - functions[last].configuration.count
    if missing > 0 {
      functions[last].configuration += [UInt8](repeating: 0xff, count: missing)
    }
    functions[last].configuration.replaceSubrange(offset..<offset + values.count, with: values)
    return nil
  }

  private mutating func warn(_ line: Int, _ reason: String) {
    // One strange dump must not give a million warnings.
    guard warnings.count < 20 else { return }
    warnings.append(.warning("pci-dump-line", "line \(line) of the PCI dump: \(reason)"))
  }

  /// The digits of `10:`, up to eight of them.
  private static func offsetDigits(_ head: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard head.last == UInt8(ascii: ":"), (3...9).contains(head.count) else { return nil }
    let digits = head.dropLast()
    return digits.allSatisfy { Text.hexadecimalDigit($0) != nil } ? digits : nil
  }

  /// `00:02.0` or with a domain in front: hexadecimal digits, a colon and a full stop near the end.
  private static func looksLikeAddress(_ head: ArraySlice<UInt8>) -> Bool {
    head.contains(UInt8(ascii: ":")) && head.dropLast().last == UInt8(ascii: ".")
      && head.allSatisfy {
        Text.hexadecimalDigit($0) != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
      }
  }

  /// The address as libpci 3.9 reads it: no domain, or one of four or five digits.
  private static func address(_ head: ArraySlice<UInt8>) -> PCIAddress? {
    let text = String(decoding: head, as: UTF8.self)
    let colons = head.filter { $0 == UInt8(ascii: ":") }.count
    if colons == 1 { return PCIAddress("0000:\(text)") }
    guard head.prefix(while: { $0 != UInt8(ascii: ":") }).count <= 5 else { return nil }
    return PCIAddress(text)
  }
}

/// Why a dump is refused as a whole.
struct PCIDumpError: Error {
  var line: Int?
  var reason: String

  var diagnostic: Diagnostic {
    let place = line.map { "line \($0) of the PCI dump" } ?? "the PCI dump"
    return .error(
      "pci-dump-unreadable", "\(place) \(reason)",
      fix: "record it again with `lspci -nnxxx > FILE`, without editing")
  }
}
