import Glibc

/// Reading files that are not ours, to take them along where they cannot be linked.
enum ForeignFile {
  static func contents(of path: String) throws(DiskError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskError(nil, path, errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw DiskError(nil, path, errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  static func target(ofLink path: String) throws(DiskError) -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink(path, $0, bytes.count) } ?? 0
    }
    guard count >= 0 else { throw DiskError(nil, path, errno) }
    guard let text = String(validating: buffer[..<count], as: UTF8.self) else {
      throw DiskError(nil, path, EILSEQ)
    }
    return text
  }
}
