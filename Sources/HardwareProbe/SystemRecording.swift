import Glibc

/// A recorded machine: the files, folders and links that a probe has looked at.
///
/// `nixwiz probe --root` reads the folder that it is written to, with the same result as the machine.
package struct SystemRecording {
  /// What a link in a recording points to that stands for a device, a FIFO or a file that could not
  /// be read: there is something, but no content.
  static let unreadable = "nixwiz:not-recorded"

  enum Entry {
    case folder
    case file([UInt8])
    case link(String)
  }

  /// Why a recording was not written.
  package struct WriteError: Error {
    /// In words, with the path.
    package var message: String
  }

  /// By path without links, parents before children.
  var entries: [(path: String, entry: Entry)] = []

  /// Writes the recording into a folder, which must be new or empty.
  package func write(to folder: String) throws(WriteError) {
    if mkdir(folder, 0o755) != 0, errno != EEXIST { throw Self.failure("create", folder) }
    guard let status = Files.status(folder, follow: true), Files.kind(status) == .folder else {
      throw WriteError(message: "\(folder) is not a folder")
    }
    guard Files.names(folder, limit: 1).isEmpty else {
      throw WriteError(message: "\(folder) is not empty")
    }
    for (path, entry) in entries {
      // Folders that were only passed through have no entry of their own.
      try Self.makeFolders(above: path, in: folder)
      let place = folder + path
      switch entry {
      case .folder:
        if mkdir(place, 0o755) != 0, errno != EEXIST { throw Self.failure("create", place) }
      case .link(let target):
        if symlink(target, place) != 0 { throw Self.failure("link", place) }
      case .file(let bytes): try Self.write(bytes, to: place)
      }
    }
  }

  private static func makeFolders(above path: String, in folder: String) throws(WriteError) {
    var place = folder
    for part in path.split(separator: "/").dropLast() {
      place += "/\(part)"
      if mkdir(place, 0o755) != 0, errno != EEXIST { throw failure("create", place) }
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(WriteError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("create", path) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("write", path) }
      rest = rest.dropFirst(count)
    }
  }

  private static func failure(_ action: String, _ path: String) -> WriteError {
    WriteError(message: "cannot \(action) \(path): \(String(cString: strerror(errno)))")
  }
}
