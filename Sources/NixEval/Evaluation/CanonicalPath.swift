/// Absolute paths without `.`, `..`, empty parts or a slash at the end.
enum CanonicalPath {
  /// The canonical form of `bytes`; `..` at the root stays there.
  static func make(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let made = bytes.withContiguousStorageIfAvailable {
      isCanonical($0) ? Array($0) : rewritten($0)
    }
    return made ?? Array(bytes).withUnsafeBufferPointer { rewritten($0) }
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

  private static func rewritten(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    let dot = UInt8(ascii: ".")
    return [UInt8](unsafeUninitializedCapacity: bytes.count + 1) { out, count in
      var next = 0
      while next < bytes.count {
        let start = next
        while next < bytes.count, bytes[next] != slash { next += 1 }
        let part = bytes[start..<next]
        next += 1
        if part.isEmpty || part.count == 1 && part[start] == dot { continue }
        if part.count == 2, part[start] == dot, part[start + 1] == dot {
          while count > 0 {
            count -= 1
            if out[count] == slash { break }
          }
          continue
        }
        out[count] = slash
        _ = UnsafeMutableBufferPointer(rebasing: out[(count + 1)...]).update(fromContentsOf: part)
        count += part.count + 1
      }
      if count == 0 {
        out[0] = slash
        count = 1
      }
    }
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
