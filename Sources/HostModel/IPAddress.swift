import Glibc

/// An address of IPv4 or IPv6.
package struct IPAddress: Sendable, Hashable {
  package enum Family: String, Sendable {
    case v4 = "IPv4"
    case v6 = "IPv6"
  }

  let family: Family
  /// 4 or 16 bytes in network order.
  let bytes: [UInt8]

  init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      family = .v4
      bytes = withUnsafeBytes(of: four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      family = .v6
      bytes = withUnsafeBytes(of: six) { Array($0) }
    } else {
      return nil
    }
  }

  /// An address with the length of its network's prefix.
  struct Network: Sendable, Hashable {
    let address: IPAddress
    let prefix: Int

    init?(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, let address = IPAddress(String(parts[0])),
        parts[1].utf8.allSatisfy(TextRule.isDigit), let prefix = Int(parts[1]),
        prefix <= address.bytes.count * 8
      else { return nil }
      self.address = address
      self.prefix = prefix
    }

    func contains(_ other: IPAddress) -> Bool {
      guard other.family == address.family else { return false }
      // An IPv6 router is often known by its address of the link alone.
      if other.family == .v6, other.bytes[0] == 0xfe, other.bytes[1] & 0xc0 == 0x80 { return true }
      return (0..<prefix).allSatisfy { bit in
        let mask = UInt8(0x80) >> (bit % 8)
        return other.bytes[bit / 8] & mask == address.bytes[bit / 8] & mask
      }
    }
  }
}

extension TextRule {
  package static let ipAddress = TextRule(
    "an IP address", pattern: "^[0-9A-Fa-f.:]+$", maximumLength: 45
  ) { text in
    IPAddress(text) == nil
      ? Problem("\"\(text)\" is not an IP address", fix: "write 192.0.2.1 or 2001:db8::1") : nil
  }

  /// `192.0.2.10/24`.
  package static let networkAddress = TextRule(
    "an IP address with the length of its prefix", pattern: "^[0-9A-Fa-f.:]+/[0-9]{1,3}$",
    maximumLength: 49
  ) { text in
    if IPAddress.Network(text) != nil { return nil }
    return Problem(
      "\"\(text)\" is not an address with a prefix",
      fix: IPAddress(text).map { "write \"\(text)/\($0.family == .v4 ? 24 : 64)\"" }
        ?? "write it as in 192.0.2.10/24")
  }

  /// What Linux accepts as the name of an interface, less what would need quoting.
  package static let interfaceName = TextRule(
    "the name of a network interface", pattern: "^[A-Za-z0-9_.-]{1,15}$", maximumLength: 15
  ) { text in
    !text.isEmpty && text.utf8.allSatisfy({ isAlphanumeric($0) || "_.-".utf8.contains($0) })
      ? nil : Problem("\"\(text)\" is not the name of an interface", fix: "`ip link` lists them")
  }

  /// Labels of RFC 1123 with dots between.
  package static let domain = TextRule(
    "a domain", pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$",
    maximumLength: 253
  ) { text in
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.allSatisfy { hostName.problem(String($0)) == nil }
      ? nil : Problem("\"\(text)\" is not a domain", fix: "write it as in example.org")
  }

  /// The name of a Wi-Fi network: up to 32 bytes, and none that NetworkManager would replace.
  package static let ssid = TextRule(
    "the name of a Wi-Fi network", pattern: "^[^$\\n]{1,32}$", maximumLength: 32
  ) { text in
    if text.isEmpty { return Problem("the name of a network must not be empty") }
    return text.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "$") }
      ? Problem(
        "\"\(text)\" holds a sign that would be replaced",
        fix: "set this network up on the machine itself") : nil
  }
}
