/// Puts `user` in the place of the user's name in the paths of a session.
///
/// The Vulkan loader searches below HOME, so its path stands in documents and recordings; whose it is
/// concerns nobody. Paths are translated back when they are opened.
struct HomeAlias {
  private var pairs: [(shown: String, real: String)] = []

  /// Nothing is translated.
  static let none = HomeAlias(home: nil)

  /// - Parameter home: `/home/alice`; root's home and others without a name need no alias.
  init(home: String?) {
    guard let home, home.hasPrefix("/"), home != "/root",
      let name = home.split(separator: "/").last, name != "user",
      home.split(separator: "/").count >= 2
    else { return }
    let parent = home.dropLast(name.utf8.count)
    guard parent.hasSuffix("/") else { return }
    pairs = [
      ("\(parent)user", home),
      ("/etc/profiles/per-user/user", "/etc/profiles/per-user/\(name)"),
    ]
  }

  /// The path on this host of one that is shown.
  func real(_ path: String) -> String {
    for (shown, real) in pairs where path == shown || path.hasPrefix("\(shown)/") {
      return real + path.dropFirst(shown.utf8.count)
    }
    return path
  }

  /// The text with all paths of the user as they are shown.
  func redacted(_ bytes: [UInt8]) -> [UInt8] {
    pairs.reduce(bytes) { Self.replace(Array($1.real.utf8), with: Array($1.shown.utf8), in: $0) }
  }

  private static func replace(_ old: [UInt8], with new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.first {
      let after = rest.dropFirst(old.count).first
      // A path ends at a separator, in a list of paths at a colon.
      let isWhole = after.map { [0, 0x2f, 0x3a].contains($0) } ?? true
      if byte == old.first, isWhole, rest.starts(with: old) {
        out += new
        rest = rest.dropFirst(old.count)
      } else {
        out.append(byte)
        rest = rest.dropFirst()
      }
    }
    return out
  }
}
