/// Where files to serialise come from: a disk, a tree in memory, or a tree with edits over it.
package protocol NarSource {
  /// What stands at a path; links are not followed.
  func narNode(at path: [UInt8]) throws -> NarNode
  /// The names in a folder, in the order of their bytes, and the kinds of what they name.
  func narEntries(in path: [UInt8]) throws -> [(name: [UInt8], kind: NarKind)]
  /// Throws where hashing is to stop; asked at each entry and each part of a file.
  func checkProgress() throws
}

/// The kinds of files.
package enum NarKind: Sendable {
  case regular
  case directory
  case symlink
  /// A socket, a device, a pipe: the store cannot hold them.
  case other
}

/// A file, a folder or a link.
package enum NarNode: Sendable {
  case regular([UInt8], isExecutable: Bool)
  case directory
  case symlink(target: [UInt8])
  case other
}

/// Hashes files in the Nix archive format (NAR), of which one at a time is in memory.
///
/// The format is a sequence of strings: the length in 8 bytes, little end first, then the bytes,
/// then zeros up to a multiple of 8. It knows no times, owners or modes but the executable bit.
package struct NarHasher<Source: NarSource> {
  private let source: Source
  private let filter: Filter?
  private var hasher: StreamHasher
  private var depth = 0

  /// Which entries of folders are in the archive.
  package typealias Filter = (_ path: [UInt8], _ kind: NarKind) throws -> Bool

  /// Deeper trees do not exist on disks, where a path has at most 4,096 bytes.
  private static var maximumDepth: Int { 2048 }

  /// The digest of the archive of what stands at `path`. `filter` is not asked about `path` itself.
  package static func digest(
    of path: [UInt8], in source: Source, algorithm: HashAlgorithm = .sha256, filter: Filter? = nil
  ) throws -> Digest {
    var hasher = Self(source: source, filter: filter, hasher: StreamHasher(algorithm))
    hasher.write("nix-archive-1")
    try hasher.writeNode(path, try source.narNode(at: path))
    return hasher.hasher.finish()
  }

  private init(source: Source, filter: Filter?, hasher: StreamHasher) {
    self.source = source
    self.filter = filter
    self.hasher = hasher
  }

  private mutating func writeNode(_ path: [UInt8], _ node: NarNode) throws {
    try source.checkProgress()
    write("(")
    write("type")
    switch node {
    case .regular(let content, let isExecutable):
      write("regular")
      if isExecutable {
        write("executable")
        write("")
      }
      write("contents")
      try writeContent(content)
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
    for (name, kind) in try source.narEntries(in: path) {
      let child = folder + name
      if let filter, try !filter(child, kind) { continue }
      write("entry")
      write("(")
      write("name")
      write(name)
      write("node")
      try writeNode(child, kind == .directory ? .directory : try source.narNode(at: child))
      write(")")
    }
    depth -= 1
  }

  private mutating func writeContent(_ content: [UInt8]) throws {
    writeLength(content.count)
    try content.withUnsafeBytes { bytes in
      try bytes.forEachPart { part in
        try source.checkProgress()
        hasher.update(part)
      }
    }
    pad(content.count)
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
