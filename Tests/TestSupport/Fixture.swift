import Glibc

/// Files of the tests.
package enum Fixture {
  /// The content of a file, or nil when it cannot be read.
  package static func bytes(at path: String) -> [UInt8]? {
    guard let stream = fopen(path, "r") else { return nil }
    defer { fclose(stream) }
    var out: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      if count == 0 { return out }
      out += buffer[..<count]
    }
  }

  /// The content of a file as text, or nil when it cannot be read.
  package static func text(at path: String) -> String? {
    bytes(at: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The sorted names in a folder, empty when there is none.
  package static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Writes a file and the folders above it.
  package static func write(_ bytes: [UInt8], to path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o755)
    }
    guard let stream = fopen(path, "w") else { return }
    fwrite(bytes, 1, bytes.count, stream)
    fclose(stream)
  }

  /// Where there is one, a file system in memory, for tests that would wait for a disk very often.
  package static let memory = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"

  /// Makes a symbolic link and the folders above it.
  package static func link(_ path: String, to target: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o755)
    }
    symlink(target, path)
  }

  /// A new empty folder, removed by `body`'s end.
  package static func withTemporaryFolder<Result>(
    in parent: String = "/tmp", _ body: (String) throws -> Result
  ) rethrows -> Result {
    var template = Array("\(parent)/nixwiz-test-XXXXXX".utf8CString)
    let path = template.withUnsafeMutableBufferPointer { buffer -> String in
      guard let base = buffer.baseAddress, mkdtemp(base) != nil else { return "" }
      return String(cString: base)
    }
    precondition(!path.isEmpty, "no temporary folder")
    defer { remove(tree: path) }
    return try body(path)
  }

  /// Removes a folder with everything in it; links are not followed.
  package static func remove(tree path: String) {
    for name in names(in: path) {
      let child = "\(path)/\(name)"
      var info = stat()
      if lstat(child, &info) == 0, info.st_mode & S_IFMT == S_IFDIR {
        remove(tree: child)
      } else {
        unlink(child)
      }
    }
    rmdir(path)
  }
}
