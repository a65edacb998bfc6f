import Glibc

/// Files as they are on this machine.
package struct DiskIO: EvalIO {
  /// Larger files are refused: nothing that Nix expressions read comes near.
  private static let maximumFileSize = 1 << 30

  package init() {}

  package func readFile(_ path: String) throws(IOFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.failure() }
    defer { close(descriptor) }
    let info = try Self.status(of: descriptor)
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw IOFailure(
        info.st_mode & S_IFMT == S_IFDIR ? "Is a directory" : "it is not a regular file")
    }
    return try Self.read(descriptor, info)
  }

  package func entry(_ path: String) throws(IOFailure) -> FileEntry? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else {
      let failure = Self.failure()
      if failure.isMissing { return nil }
      // Links cannot be opened so, nor sockets, nor what one may not read.
      guard let type = try fileType(path) else { return nil }
      if type == .regular { throw failure }
      return try FileEntry(type, target: try readLink(path))
    }
    defer { close(descriptor) }
    let info = try Self.status(of: descriptor)
    guard info.st_mode & S_IFMT == S_IFREG else {
      return info.st_mode & S_IFMT == S_IFDIR ? .directory : .unknown
    }
    return .regular(
      try Self.read(descriptor, info), isExecutable: info.st_mode & S_IXUSR != 0)
  }

  private static func status(of descriptor: Int32) throws(IOFailure) -> stat {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw failure() }
    return info
  }

  /// The bytes of a regular file.
  private static func read(_ descriptor: Int32, _ info: stat) throws(IOFailure) -> [UInt8] {
    guard info.st_size <= maximumFileSize else { throw IOFailure("the file is too large") }
    let size = Int(info.st_size)
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if got < 0, errno == EINTR { continue }
        failed = got < 0
        if got <= 0 { return }
        count += got
      }
    }
    if failed { throw failure() }
    return bytes
  }

  package func readDirectory(_ path: String) throws(IOFailure) -> [(name: String, type: FileType)] {
    guard let directory = opendir(path) else { throw Self.failure() }
    defer { closedir(directory) }
    var entries: [(name: String, type: FileType)] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let type: FileType =
        switch Int32(entry.pointee.d_type) {
        case 8: .regular
        case 4: .directory
        case 10: .symlink
        // Some file systems do not say.
        case 0: try fileType("\(path)/\(name)") ?? .unknown
        default: .unknown
        }
      entries.append((name, type))
    }
    return entries.sorted { Self.precedes($0.name, $1.name) }
  }

  /// The order of bytes, by `memcmp`: folders of nixpkgs have thousands of entries.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let order = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right -> Int in
        guard let one = left.baseAddress, let other = right.baseAddress else { return 0 }
        let order = memcmp(one, other, min(left.count, right.count))
        return order == 0 ? left.count - right.count : Int(order)
      }
    }
    guard let order, let order, order != 0 else {
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return order < 0
  }

  package func fileType(_ path: String) throws(IOFailure) -> FileType? {
    var info = stat()
    guard lstat(path, &info) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Self.failure()
    }
    return switch info.st_mode & S_IFMT {
    case S_IFREG: .regular
    case S_IFDIR: .directory
    case S_IFLNK: .symlink
    default: .unknown
    }
  }

  package func readLink(_ path: String) throws(IOFailure) -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map { readlink(path, $0, characters.count) } ?? -1
      }
    }
    guard count >= 0 else { throw Self.failure() }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  package func modificationTime(_ path: String) throws(IOFailure) -> Int {
    var info = stat()
    guard lstat(path, &info) == 0 else { throw Self.failure() }
    return info.st_mtim.tv_sec
  }

  package func environmentVariable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(cString: value)
  }

  private static func failure() -> IOFailure {
    let code = errno
    return IOFailure(String(cString: strerror(code)), isMissing: code == ENOENT || code == ENOTDIR)
  }
}
