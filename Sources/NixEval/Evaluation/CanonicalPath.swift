/// Absolute paths without `.`, `..`, empty parts or a slash at the end.
enum CanonicalPath {
  /// The canonical form of `bytes`; `..` at the root stays there.
  static func make(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let isMade = bytes.withContiguousStorageIfAvailable { isCanonical($0) }
    return isMade == true ? Array(bytes) : rewritten(bytes)
  }

  /// Whether there is nothing to do: a slash before each part, and no part is empty, `.` or `..`.
  private static func isCanonical(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count > 1, bytes[0] == UInt8(ascii: "/") else { return false }
    var isAtStart = false
    for byte in bytes {
      // A part that starts with a dot may be any; it is left to the other way.
      if isAtStart, byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
      isAtStart = byte == UInt8(ascii: "/")
    }
    return !isAtStart
  }

  private static func rewritten(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    let dot = UInt8(ascii: ".")
    var out: [UInt8] = []
    out.reserveCapacity(bytes.underestimatedCount + 1)
    /// Where the part being read starts in `out`, at its slash.
    var start = 0
    func close() {
      let length = out.count - start
      let isHere = length == 2 && out[start + 1] == dot
      let isUp = length == 3 && out[start + 1] == dot && out[start + 2] == dot
      if length == 1 || isHere {
        out.removeSubrange(start...)
      } else if isUp {
        out.removeSubrange(start...)
        if let parent = out.lastIndex(of: slash) { out.removeSubrange(parent...) }
      }
    }
    out.append(slash)
    for byte in bytes {
      if byte == slash {
        close()
        start = out.count
      }
      out.append(byte)
    }
    close()
    return out.isEmpty ? [slash] : out
  }

  static func make(_ text: String) -> String { String(decoding: make(text.utf8), as: UTF8.self) }

  /// The folder of a path.
  static func parent(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else {
      return "/"
    }
    return String(path[..<slash])
  }

  /// The last part of a path.
  static func lastPart(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }
}
