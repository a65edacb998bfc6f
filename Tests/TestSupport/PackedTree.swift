import Glibc
import Synchronization

/// A folder packed into one text file, as the recorded machines of `Tests/Machines` are kept.
///
/// The format, one entry after another in path order:
///
///     == PATH              the lines that follow are the content
///     == PATH @empty       an empty file
///     == PATH @hex         the content in hexadecimal, 64 digits a line
///     == PATH @link TARGET a symbolic link
///
/// Paths are relative, without blanks. A recorded machine is some hundred tiny files and links, which
/// make one readable, greppable and diffable file this way.
package enum PackedTree {
  /// Lays the tree out in a folder that exists.
  package static func unpack(_ text: String, into folder: String) {
    var entry: Substring?
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("== ") {
        if let entry { write(entry, lines, into: folder) }
        entry = line.dropFirst(3)
        lines = []
      } else {
        lines.append(line)
      }
    }
    if let entry { write(entry, lines, into: folder) }
  }

  /// The folder that the file at `path` is unpacked in, once for the whole run of the tests, which
  /// must only read it. A tree has some hundred files, and many tests look at each.
  package static func shared(_ path: String) -> String {
    folders.withLock { folders in
      if let folder = folders[path] { return folder }
      if folders.isEmpty { atexit { PackedTree.removeShared() } }
      var template = Array("/tmp/nixwiz-tree-XXXXXX".utf8CString)
      let folder = template.withUnsafeMutableBufferPointer { buffer -> String in
        guard let base = buffer.baseAddress, mkdtemp(base) != nil else { return "" }
        return String(cString: base)
      }
      precondition(!folder.isEmpty, "no temporary folder")
      unpack(Fixture.text(at: path) ?? "", into: folder)
      folders[path] = folder
      return folder
    }
  }

  private static let folders = Mutex<[String: String]>([:])

  private static func removeShared() {
    folders.withLock { for folder in $0.values { Fixture.remove(tree: folder) } }
  }

  /// Unpacks the file at `path` for as long as `body` runs.
  package static func withUnpacked<Result>(
    _ path: String, _ body: (String) throws -> Result
  ) rethrows -> Result {
    try Fixture.withTemporaryFolder { folder in
      unpack(Fixture.text(at: path) ?? "", into: folder)
      return try body(folder)
    }
  }

  private static func write(_ entry: Substring, _ lines: [Substring], into folder: String) {
    let words = entry.split(separator: " ", maxSplits: 2)
    guard let first = words.first else { return }
    let path = "\(folder)/\(first)"
    switch words.dropFirst().first {
    case "@link":
      makeFolders(above: path)
      if words.count == 3 { symlink(String(words[2]), path) }
    case "@empty": Fixture.write([], to: path)
    case "@hex": Fixture.write(lines.flatMap(bytes(hexadecimal:)), to: path)
    default: Fixture.write(Array(lines.map { "\($0)\n" }.joined().utf8), to: path)
    }
  }

  private static func bytes(hexadecimal line: Substring) -> [UInt8] {
    let digits = line.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }

  private static func makeFolders(above path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o755)
    }
  }
}
