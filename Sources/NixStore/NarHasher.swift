/// Where files to serialise come from: a disk, a tree in memory, or a tree with edits over it.
package protocol NarSource {
  /// What stands at a path; links are not followed.
  func narNode(at path: [UInt8]) throws -> NarNode
  /// The names in a folder, in any order.
  func narEntries(in path: [UInt8]) throws -> [[UInt8]]
  /// Gives the content of a file in as many parts as suits the source.
  func narContent(of path: [UInt8], _ consume: (UnsafeRawBufferPointer) throws -> Void) throws
}

/// The kinds of files that the store can hold.
package enum NarNode: Sendable, Hashable {
  case regular(isExecutable: Bool, size: Int)
  case directory
  case symlink(target: [UInt8])
  /// A socket, a device, a pipe.
  case other
}

/// Hashes files in the Nix archive format (NAR) without holding more than a part of one in memory.
///
/// The format is a sequence of strings: the length in 8 bytes, little end first, then the bytes,
/// then zeros up to a multiple of 8. It knows no times, owners or modes but the executable bit.
package struct NarHasher<Source: NarSource> {
  private let source: Source
  private let filter: ((_ path: [UInt8], _ node: NarNode) throws -> Bool)?
  private var hasher: StreamHasher
  private var depth = 0

  /// Deeper trees do not exist on disks, where a path has at most 4,096 bytes.
  private static var maximumDepth: Int { 2048 }

  /// The digest of the archive of what stands at `path`. `filter` says which entries of folders
  /// are in the archive; it is not asked about `path` itself.
  package static func digest(
    of path: [UInt8], in source: Source, algorithm: HashAlgorithm = .sha256,
    filter: ((_ path: [UInt8], _ node: NarNode) throws -> Bool)? = nil
  ) throws -> Digest {
    var hasher = Self(source: source, filter: filter, hasher: StreamHasher(algorithm))
    hasher.write("nix-archive-1")
    try hasher.writeNode(path, try source.narNode(at: path))
    return hasher.hasher.finish()
  }

  private init(
    source: Source, filter: ((_ path: [UInt8], _ node: NarNode) throws -> Bool)?,
    hasher: StreamHasher
  ) {
    self.source = source
    self.filter = filter
    self.hasher = hasher
  }

  private mutating func writeNode(_ path: [UInt8], _ node: NarNode) throws {
    write("(")
    write("type")
    switch node {
    case .regular(let isExecutable, let size):
      write("regular")
      if isExecutable {
        write("executable")
        write("")
      }
      write("contents")
      try writeContent(of: path, size: size)
    case .symlink(let target):
      write("symlink")
      write("target")
      write(target)
    case .directory:
      write("directory")
      try writeEntries(of: path)
    case .other:
      throw StoreError(.badFile, "file '\(display(path))' has an unsupported type")
    }
    write(")")
  }

  private mutating func writeEntries(of path: [UInt8]) throws {
    guard depth < Self.maximumDepth else {
      throw StoreError(
        .badFile, "'\(display(path))' is more than \(Self.maximumDepth) folders deep")
    }
    depth += 1
    let folder = path.last == UInt8(ascii: "/") ? path : path + [UInt8(ascii: "/")]
    for name in try source.narEntries(in: path).sorted(by: { $0.precedes($1) }) {
      let child = folder + name
      let node = try source.narNode(at: child)
      if let filter, try !filter(child, node) { continue }
      write("entry")
      write("(")
      write("name")
      write(name)
      write("node")
      try writeNode(child, node)
      write(")")
    }
    depth -= 1
  }

  private mutating func writeContent(of path: [UInt8], size: Int) throws {
    writeLength(size)
    var written = 0
    // The hasher is moved out, as the closure must not capture `self` while it is changed.
    var hasher = self.hasher
    try source.narContent(of: path) { part in
      written += part.count
      hasher.update(part)
    }
    self.hasher = hasher
    guard written == size else {
      throw StoreError(.badFile, "file '\(display(path))' changed while it was read")
    }
    pad(size)
  }

  // MARK: Strings

  private mutating func write(_ bytes: [UInt8]) {
    writeLength(bytes.count)
    hasher.update(bytes)
    pad(bytes.count)
  }

  private mutating func write(_ literal: StaticString) {
    writeLength(literal.utf8CodeUnitCount)
    hasher.update(literal)
    pad(literal.utf8CodeUnitCount)
  }

  private mutating func writeLength(_ count: Int) {
    withUnsafeBytes(of: UInt64(count).littleEndian) { hasher.update($0) }
  }

  private mutating func pad(_ count: Int) {
    let missing = -count & 7
    guard missing > 0 else { return }
    withUnsafeBytes(of: UInt64(0)) {
      hasher.update(UnsafeRawBufferPointer(rebasing: $0[..<missing]))
    }
  }
}
