import Glibc

/// Files as they are on this machine.
package struct DiskIO: EvalIO {
  /// Larger files are refused: nothing that Nix expressions read comes near.
  private static let maximumFileSize = 1 << 30

  /// Bytes of a file that are read at once, in a millisecond or two.
  private static let partSize = 4 << 20

  /// Asked at each part of a large file whether to give up.
  private var isStopped: @Sendable () -> Bool = { false }

  package init() {}

  package func stopping(when isStopped: @escaping @Sendable () -> Bool) -> any EvalIO {
    var copy = self
    copy.isStopped = isStopped
    return copy
  }

  package func readFile(_ path: String) throws(IOFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.failure() }
    defer { close(descriptor) }
    let info = try Self.status(of: descriptor)
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw IOFailure(
        info.st_mode & S_IFMT == S_IFDIR ? "Is a directory" : "it is not a regular file")
    }
    return try read(descriptor, info)
  }

  package func entry(_ path: String) throws(IOFailure) -> FileEntry? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else {
      let failure = Self.failure()
      if failure.isMissing { return nil }
      // Links cannot be opened so, nor sockets, nor what one may not read.
      switch try fileType(path) {
      case .directory: return .directory
      case .symlink: return .symlink(target: try readLink(path))
      case .unknown: return .unknown
      case .regular: throw failure
      case nil: return nil
      }
    }
    defer { close(descriptor) }
    let info = try Self.status(of: descriptor)
    guard info.st_mode & S_IFMT == S_IFREG else {
      return info.st_mode & S_IFMT == S_IFDIR ? .directory : .unknown
    }
    return .regular(
      try read(descriptor, info), isExecutable: info.st_mode & S_IXUSR != 0)
  }

  private static func status(of descriptor: Int32) throws(IOFailure) -> stat {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw failure() }
    return info
  }

  /// The bytes of a regular file.
  private func read(_ descriptor: Int32, _ info: stat) throws(IOFailure) -> [UInt8] {
    guard info.st_size <= Self.maximumFileSize else { throw IOFailure("the file is too large") }
    let size = Int(info.st_size)
    var failed = false
    var wasStopped = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        wasStopped = count > 0 && isStopped()
        if wasStopped { return }
        let part = min(size - count, Self.partSize)
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, part)
        if got < 0, errno == EINTR { continue }
        failed = got < 0
        if got <= 0 { return }
        count += got
      }
    }
    if failed { throw Self.failure() }
    if wasStopped { throw IOFailure("reading was given up") }
    return bytes
  }

  package func readDirectory(_ path: String) throws(IOFailure) -> [(name: String, type: FileType)] {
    guard let directory = opendir(path) else { throw Self.failure() }
    defer { closedir(directory) }
    var listing = FolderListing()
    while let entry = readdir(directory) {
      let kind = entry.pointee.d_type
      withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: UInt8.self, capacity: 256) { name in
          listing.append(UnsafeBufferPointer(start: name, count: strlen(name)), kind)
        }
      }
    }
    var entries: [(name: String, type: FileType)] = []
    entries.reserveCapacity(listing.count)
    for (name, kind) in listing.sorted() {
      let type: FileType =
        switch kind {
        case 8: .regular
        case 4: .directory
        case 10: .symlink
        // Some file systems do not say.
        case 0: try fileType("\(path)/\(name)") ?? .unknown
        default: .unknown
        }
      entries.append((name, type))
    }
    return entries
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

/// The entries of a folder in the order of their bytes. Folders of nixpkgs have thousands, and a system
/// lists a thousand folders, so the names are sorted before they become strings.
private struct FolderListing {
  private struct Entry {
    /// The first eight bytes as a number, in their order.
    let key: UInt64
    let start: Int
    let count: Int
    let kind: UInt8
  }

  private var names: ContiguousArray<UInt8> = []
  private var entries: ContiguousArray<Entry> = []

  var count: Int { entries.count }

  mutating func append(_ name: UnsafeBufferPointer<UInt8>, _ kind: UInt8) {
    let isItselfOrParent = name.first == UInt8(ascii: ".") && name.allSatisfy { $0 == 0x2e }
    guard !isItselfOrParent || name.count > 2 else { return }
    var key: UInt64 = 0
    for byte in name.prefix(8) { key = key << 8 | UInt64(byte) }
    key <<= UInt64(8 * (8 - min(name.count, 8)))
    entries.append(Entry(key: key, start: names.count, count: name.count, kind: kind))
    names.append(contentsOf: name)
  }

  /// Names with the numbers of `d_type`.
  func sorted() -> [(name: String, kind: UInt8)] {
    names.withUnsafeBufferPointer { names in
      guard let base = names.baseAddress else { return [] }
      return entries.sorted { left, right in
        if left.key != right.key { return left.key < right.key }
        let order = memcmp(base + left.start, base + right.start, min(left.count, right.count))
        return order == 0 ? left.count < right.count : order < 0
      }.map { entry in
        let name = UnsafeBufferPointer(start: base + entry.start, count: entry.count)
        return (String(decoding: name, as: UTF8.self), entry.kind)
      }
    }
  }
}
