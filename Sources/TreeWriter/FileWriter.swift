import Glibc

/// Replaces single files, for commands that change a file which the user names.
package enum FileWriter {
  /// Gives a file new content in one step; its permissions and, where possible, its owner stay. A
  /// link is followed: what it points to is replaced, not the link.
  package static func replace(
    _ path: String, with bytes: [UInt8], disk: Disk = Disk()
  ) throws(WriteFailure) {
    guard let real = realpath(path, nil) else { throw .system(DiskError(nil, path, errno)) }
    defer { free(real) }
    let target = String(cString: real)
    let fresh = "\(target).nixwiz-\(getpid())"
    do throws(DiskError) {
      try disk.writeFile(fresh, bytes, like: FileInfo(at: target))
      try disk.rename(fresh, over: target)
    } catch {
      try? disk.removeFile(fresh)
      throw .system(error)
    }
  }
}
