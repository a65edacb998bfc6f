/// Base64 of RFC 4648 with padding, as ssh and Nix keys use it.
enum Base64 {
  /// The bytes, or nil when the text is not base64 of whole groups.
  static func decode(_ text: String) -> [UInt8]? {
    let bytes = Array(text.utf8)
    guard bytes.count % 4 == 0, !bytes.isEmpty else { return nil }
    let padding = bytes.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count / 4 * 3)
    var group: UInt32 = 0
    for (index, byte) in bytes.dropLast(padding).enumerated() {
      guard let value = value(of: byte) else { return nil }
      group = group << 6 | UInt32(value)
      if index % 4 == 3 {
        out += [UInt8(group >> 16 & 0xff), UInt8(group >> 8 & 0xff), UInt8(group & 0xff)]
        group = 0
      }
    }
    switch padding {
    case 1: out += [UInt8(group >> 10 & 0xff), UInt8(group >> 2 & 0xff)]
    case 2: out.append(UInt8(group >> 4 & 0xff))
    default: break
    }
    return out
  }

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}

extension TextRule {
  /// A password hash as crypt(5) writes it, of a method that NixOS takes and that is not broken.
  package static let passwordHash = TextRule(
    "a password hash of yescrypt or SHA-512",
    pattern: "^\\$(y|gy|7|6|2[aby])\\$[!-9;-~]+$", maximumLength: 384,
    entry: .password
  ) { text in
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0].isEmpty else {
      return Problem(
        "this is not a password hash, and a clear password must not be in a configuration: "
          + "everyone on the machine could read it in the Nix store",
        fix: "put the output of `mkpasswd -m yescrypt` here", code: "clear-password")
    }
    switch parts[1] {
    case "y", "gy", "7":
      let whole = parts.count == 5 || (parts[1] == "7" && parts.count == 4)
      return whole && parts[parts.count - 1].utf8.count == 43 && isCryptBase64(parts.dropFirst(2))
        ? nil : damaged("yescrypt")
    case "6":
      let rounds = parts.count == 5 && parts[2].hasPrefix("rounds=")
      let salted = rounds ? parts.dropFirst(3) : parts.dropFirst(2)
      return salted.count == 2 && parts[parts.count - 1].utf8.count == 86 && isCryptBase64(salted)
        ? nil : damaged("SHA-512")
    case "2a", "2b", "2y":
      return parts.count == 4 && parts[3].utf8.count == 53 && isCryptBase64(parts.dropFirst(3))
        ? nil : damaged("bcrypt")
    case "1", "5", "sha1", "md5", "3":
      return Problem(
        "hashes of method \(parts[1]) are too weak or refused by NixOS",
        fix: "make a new one with `mkpasswd -m yescrypt`")
    default:
      return Problem(
        "the method of this hash is not known", fix: "make one with `mkpasswd -m yescrypt`")
    }
  }

  private static func damaged(_ method: String) -> Problem {
    Problem(
      "this \(method) hash is not whole; the account would be locked",
      fix: "copy the whole output of `mkpasswd`")
  }

  private static func isCryptBase64(_ parts: ArraySlice<Substring>) -> Bool {
    parts.allSatisfy { part in
      part.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2e || $0 == 0x2f }
    }
  }

  /// A line of authorized_keys.
  package static let sshKey = TextRule(
    "a public ssh key", pattern: "(ssh-|ecdsa-|sk-)[!-~]+ [A-Za-z0-9+/]+=*", maximumLength: 16_384
  ) { text in
    if text.contains("PRIVATE KEY") {
      return Problem(
        "this is a private key; it must never leave its machine",
        fix: "put the line of the .pub file here", code: "private-key")
    }
    if text.utf8.contains(where: { $0 < 0x20 }) {
      return Problem("a public key is one line", fix: "one list entry for each key")
    }
    let words = text.split(separator: " ")
    guard let index = words.firstIndex(where: { sshKeyTypes.contains(String($0)) }) else {
      return Problem("no known type of ssh key in it", fix: "it begins as in `ssh-ed25519 AAAA…`")
    }
    guard index + 1 < words.count, let blob = Base64.decode(String(words[index + 1])) else {
      return Problem("the key after `\(words[index])` is not base64; it may be cut")
    }
    guard let fields = sshFields(blob) else {
      return Problem("the key after `\(words[index])` is cut", fix: "copy the whole line")
    }
    guard fields.first.map({ Array($0) }) == Array(words[index].utf8), fields.count > 1 else {
      return Problem("the key is not of the type `\(words[index])` that it names")
    }
    return nil
  }

  /// The strings of a key, each with its length in four bytes before it; nil when the last is cut.
  private static func sshFields(_ blob: [UInt8]) -> [ArraySlice<UInt8>]? {
    var fields: [ArraySlice<UInt8>] = []
    var rest = blob[...]
    while !rest.isEmpty {
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard rest.count >= 4 + length else { return nil }
      fields.append(rest.dropFirst(4).prefix(length))
      rest = rest.dropFirst(4 + length)
    }
    return fields
  }

  private static let sshKeyTypes: Set<String> = [
    "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
  ]
}
