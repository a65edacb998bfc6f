import Glibc

extension Disk {
  /// Removes a folder with everything in it; links are removed, not followed. What is not there is
  /// removed already.
  func remove(tree root: String) throws(DiskError) {
    guard let info = FileInfo(at: root) else { return }
    guard info.kind == .folder else { return try removeFile(root) }
    // A stack of folders; each is removed when it comes up a second time, empty by then.
    var open: [(path: String, isEmptied: Bool)] = [(root, false)]
    while let (path, isEmptied) = open.popLast() {
      if isEmptied {
        try removeFolder(path)
        continue
      }
      open.append((path, true))
      try makeWritable(path)
      for name in try FolderListing.names(in: path) {
        let child = "\(path)/\(name)"
        if FileInfo(at: child)?.kind == .folder {
          open.append((child, false))
        } else {
          try removeFile(child)
        }
      }
    }
  }

  /// A user who is not root can empty only folders with write permission.
  private func makeWritable(_ folder: String) throws(DiskError) {
    guard var info = FileInfo(at: folder), info.permissions & 0o300 != 0o300 else { return }
    info.permissions |= 0o700
    try setAttributes(folder, info)
  }
}
