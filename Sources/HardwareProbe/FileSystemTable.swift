/// /etc/fstab: what the kernel does not tell of a mount.
///
/// `nofail` and the like are read by whoever mounts, and never reach the kernel.
struct FileSystemTable {
  private static let path = "/etc/fstab"
  private static let words: Set<Substring> = [
    "nofail", "noauto", "_netdev", "user", "users", "zfsutil",
  ]
  /// `x-systemd.automount` and its kin; NixOS adds the `x-initrd` ones by itself.
  private static let prefixes = ["x-systemd.", "x-mount."]

  /// The options worth keeping, by mount point.
  private var options: [String: [String]] = [:]

  init(_ root: SystemRoot) {
    for line in (root.bytes(Self.path, redact: Self.redacted) ?? []).split(separator: 0x0a) {
      let fields = line.split { $0 == 0x20 || $0 == 0x09 }
      guard fields.count >= 4, let place = MountTable.unescaped(fields[1]) else { continue }
      let words = String(decoding: fields[3], as: UTF8.self).split(separator: ",")
      options[place] = words.filter(Self.isKept).map(String.init)
    }
  }

  /// Whether the table has a line for the place, even one without such options.
  func names(_ mountPoint: String) -> Bool { options[mountPoint] != nil }

  /// What the table adds for a place.
  func options(at mountPoint: String) -> [String] { options[mountPoint] ?? [] }

  private static func isKept(_ word: Substring) -> Bool {
    words.contains(word) || prefixes.contains { word.hasPrefix($0) }
  }

  /// Mount points, types and the options above; sources may hold names of hosts, and options
  /// passwords.
  private static func redacted(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for line in bytes.split(separator: 0x0a) where line.first != UInt8(ascii: "#") {
      let fields = line.split { $0 == 0x20 || $0 == 0x09 }
      guard fields.count >= 4 else { continue }
      let words = String(decoding: fields[3], as: UTF8.self).split(separator: ",").filter(isKept)
      out += Array("- ".utf8) + fields[1] + [0x20] + fields[2] + [0x20]
      out += Array((words.isEmpty ? "defaults" : words.joined(separator: ",")).utf8) + [0x0a]
    }
    return out
  }
}
