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

  /// Makes new files in a new folder, or in an empty one; for recordings of machines.
  package static func fill(
    newFolder folder: String, with files: [(path: String, content: NewFile)], disk: Disk = Disk()
  ) throws(WriteFailure) {
    do throws(DiskError) {
      if FileInfo(at: folder)?.kind != .folder { try disk.makeFolder(folder) }
      guard try FolderListing.names(in: folder).isEmpty else {
        throw DiskError(.makeFolder, folder, ENOTEMPTY)
      }
      for (path, content) in files {
        for parent in TreePath.parents(of: path) where FileInfo(at: "\(folder)/\(parent)") == nil {
          try disk.makeFolder("\(folder)/\(parent)")
        }
        switch content {
        case .folder: try disk.makeFolder("\(folder)/\(path)")
        case .file(let bytes): try disk.writeFile("\(folder)/\(path)", bytes)
        case .link(let target): try disk.makeLink("\(folder)/\(path)", to: target)
        }
      }
    } catch { throw .system(error) }
  }

  /// What `fill` makes.
  package enum NewFile: Sendable {
    case folder
    case file([UInt8])
    case link(String)
  }
}
