import Glibc

/// Writes single files, for commands that change a file or fill a folder which the user names.
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

  /// Puts files into a folder, which is made unless it exists; others in it stay. Each file changes in
  /// one step, and none before all are on disk.
  package static func write(
    _ files: [(name: String, bytes: [UInt8])], into folder: String, disk: Disk = Disk()
  ) throws(WriteFailure) {
    let fresh = files.map { ("\(folder)/.\($0.name).nixwiz-\(getpid())", $0) }
    do throws(DiskError) {
      if access(folder, F_OK) != 0 { try disk.makeFolder(folder) }
      for (path, file) in fresh { try disk.writeFile(path, file.bytes, like: nil) }
      for (path, file) in fresh { try disk.rename(path, over: "\(folder)/\(file.name)") }
    } catch {
      for (path, _) in fresh { try? disk.removeFile(path) }
      throw .system(error)
    }
  }
}
