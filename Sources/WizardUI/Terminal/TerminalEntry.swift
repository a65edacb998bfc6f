import CNcurses
import CTerminal
import Glibc

/// Finds a terminfo entry for the terminal.
///
/// A static program knows only the folders of the distribution it was linked on, and NixOS has none
/// of them; on an installer there may be no entry at all. Then one of the entries that the program
/// carries is used, through the `TERMINFO=b64:…` of ncurses.
package enum TerminalEntry {
  /// Where terminfo entries are found on the systems that the program meets.
  static let folders: [String] = {
    let user = getenv("USER").map { String(cString: $0) } ?? "root"
    return [
      "/run/current-system/sw/share/terminfo", "/etc/profiles/per-user/\(user)/share/terminfo",
      "/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo",
    ]
  }()

  /// Loads an entry for `term` and gives the name to hand to newterm(3); nil when there is none.
  ///
  /// Sets `TERMINFO_DIRS` or `TERMINFO` when the environment does not lead to an entry.
  package static func load(term: String, descriptor: Int32) -> String? {
    if nixwiz_load_terminfo(term, descriptor) == 1 { return term }
    if getenv("TERMINFO_DIRS") == nil {
      setenv("TERMINFO_DIRS", folders.joined(separator: ":"), 1)
      if nixwiz_load_terminfo(term, descriptor) == 1 { return term }
      unsetenv("TERMINFO_DIRS")
    }
    for name in [term, family(of: term)].compactMap({ $0 }) {
      guard let entry = embedded(name) else { continue }
      setenv("TERMINFO", "b64:\(Base64Text.encode(entry))", 1)
      if nixwiz_load_terminfo(name, descriptor) == 1 { return name }
      unsetenv("TERMINFO")
    }
    return nil
  }

  /// A terminal that understands the same, for those that have no entry of their own here.
  static func family(of term: String) -> String? {
    let families: [(prefix: String, entry: String)] = [
      ("tmux", "screen-256color"), ("screen", "screen"), ("linux", "linux"), ("vt1", "vt100"),
      ("vt", "vt220"), ("rxvt", "rxvt"), ("xterm", "xterm-256color"), ("foot", "xterm-256color"),
      ("alacritty", "xterm-256color"), ("wezterm", "xterm-256color"),
      ("ghostty", "xterm-256color"), ("kitty", "xterm-256color"), ("st", "xterm-256color"),
      ("konsole", "xterm-256color"), ("gnome", "xterm-256color"), ("putty", "xterm"),
    ]
    return families.first { term.hasPrefix($0.prefix) }?.entry
  }

  /// A compiled entry that the program carries.
  private static func embedded(_ name: String) -> UnsafeBufferPointer<UInt8>? {
    guard var entry = nixwiz_terminfo_entries() else { return nil }
    while let known = entry.pointee.name {
      if strcmp(known, name) == 0 {
        return UnsafeBufferPointer(start: entry.pointee.bytes, count: entry.pointee.size)
      }
      entry += 1
    }
    return nil
  }
}

/// Base64 of RFC 4648 without line ends, as ncurses reads it.
enum Base64Text {
  static func encode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for digit in 0..<4 {
        let isPadding = digit > group.count
        out.append(
          isPadding ? UInt8(ascii: "=") : letters[Int(bits >> UInt32(18 - 6 * digit) & 63)])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
