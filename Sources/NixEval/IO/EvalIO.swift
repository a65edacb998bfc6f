/// The kinds of directory entries as `builtins.readFileType` names them.
package enum FileType: String, Sendable {
  case regular
  case directory
  case symlink
  case unknown
}

/// What stands at a path.
package enum FileEntry: Sendable {
  case regular([UInt8], isExecutable: Bool)
  case directory
  case symlink(target: String)
  /// A socket, a device, a pipe.
  case unknown
}

/// Why something could not be read.
package struct IOFailure: Error, Sendable {
  /// A sentence such as `No such file or directory`.
  package let reason: String
  package let isMissing: Bool
  /// Refused by the rules of pure or restricted evaluation; the reason is the whole message.
  package let isForbidden: Bool

  package init(_ reason: String, isMissing: Bool = false, isForbidden: Bool = false) {
    self.reason = reason
    self.isMissing = isMissing
    self.isForbidden = isForbidden
  }
}

/// Everything evaluation reads from outside. Nothing else in this module touches files, so that a
/// tree can be judged from memory before anything is written.
///
/// Paths are absolute and canonical (no `.`, `..`, `//`); symbolic links may be in them.
package protocol EvalIO: Sendable {
  /// The bytes of a file, links followed: `import`, `builtins.readFile`, copying to the store.
  func readFile(_ path: String) throws(IOFailure) -> [UInt8]

  /// Names and types in a folder, sorted by name: `builtins.readDir`, copying to the store.
  func readDirectory(_ path: String) throws(IOFailure) -> [(name: String, type: FileType)]

  /// The type of an entry, links not followed; nil when there is none: `builtins.readFileType`,
  /// `pathExists`, search paths.
  func fileType(_ path: String) throws(IOFailure) -> FileType?

  /// What stands at a path, links not followed, with the bytes of a regular file; nil when there is
  /// nothing: `import`, copying to the store. Thousands of files are read so, and asking for the type
  /// before opening each would be a system call more.
  func entry(_ path: String) throws(IOFailure) -> FileEntry?

  /// The target of a symbolic link: copying to the store, `resolveSymlinks`.
  func readLink(_ path: String) throws(IOFailure) -> String

  /// When an entry was changed, in seconds since 1970: `lastModified` of a `path:` flake.
  func modificationTime(_ path: String) throws(IOFailure) -> Int

  /// A variable of the environment: `builtins.getEnv`, the home folder of `~/…`.
  func environmentVariable(_ name: String) -> String?

  /// The same files, where reading a large one fails as soon as `isStopped`. An evaluator asks for its
  /// files so; why reading failed it knows itself.
  func stopping(when isStopped: @escaping @Sendable () -> Bool) -> any EvalIO
}

extension EvalIO {
  package func stopping(when isStopped: @escaping @Sendable () -> Bool) -> any EvalIO { self }
}

extension EvalIO {
  /// The path with all symbolic links resolved, or only those of the folders above: `import`
  /// reads the file a link leads to and takes relative paths from there.
  package func resolveSymlinks(_ path: String, includingLast: Bool = true) throws(IOFailure)
    -> String
  {
    /// As the kernel: more links than this in one path are a loop.
    let limit = 40
    var links = 0
    var resolved: [Substring] = []
    var pending = Array(path.split(separator: "/").reversed())
    while let part = pending.popLast() {
      if part == "." { continue }
      if part == ".." {
        _ = resolved.popLast()
        continue
      }
      resolved.append(part)
      if pending.isEmpty, !includingLast { break }
      let current = "/" + resolved.joined(separator: "/")
      guard try fileType(current) == .symlink else { continue }
      links += 1
      guard links <= limit else { throw IOFailure("Too many levels of symbolic links") }
      let target = try readLink(current)
      resolved.removeLast()
      if target.hasPrefix("/") { resolved = [] }
      pending += target.split(separator: "/").reversed()
    }
    return "/" + resolved.joined(separator: "/")
  }

  /// The type of what a path leads to, links followed; nil when there is nothing.
  package func resolvedType(_ path: String) throws(IOFailure) -> FileType? {
    let type = try fileType(path)
    guard type == .symlink else { return type }
    return try fileType(try resolveSymlinks(path))
  }
}
