import Glibc

/// Files that only their owner may read: drafts and answers, which can hold hashes of passwords.
package enum PrivateFile {
  /// Writes a file with mode 0600. The folders above it are made with 0700 when they are missing.
  ///
  /// - Parameter replacing: whether a file of that name may be there, which is then replaced in one
  ///   step.
  package static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool, disk: Disk = Disk()
  ) throws(WriteFailure) {
    do throws(DiskError) {
      try makeFolders(to: TreeTransaction.parent(of: path), disk)
      let work = "\(path).\(getpid()).new"
      _ = unlink(work)
      try disk.writeFile(work, bytes, mode: 0o600)
      do throws(DiskError) {
        if replacing {
          try disk.rename(work, over: path)
        } else {
          try disk.rename(work, toNew: path)
        }
      } catch {
        _ = unlink(work)
        throw error
      }
    } catch { throw .system(error) }
  }

  /// Removes a file, if there is one.
  package static func remove(_ path: String) { _ = unlink(path) }

  /// Makes a folder of mode 0700 with a name of its own below the folder for temporary files, puts
  /// one file at `path` below it, and gives the folder; nil when that cannot be.
  package static func makeTemporary(holding bytes: [UInt8], at path: String) -> String? {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/nixwiz-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer -> String? in
      guard let base = buffer.baseAddress, mkdtemp(base) != nil else { return nil }
      return String(cString: base)
    }
    guard let folder = made else { return nil }
    do {
      try write(bytes, to: "\(folder)/\(path)", replacing: false)
      return folder
    } catch {
      removeTemporary(folder, holding: path)
      return nil
    }
  }

  /// Removes what `makeTemporary` made.
  package static func removeTemporary(_ folder: String, holding path: String) {
    _ = unlink("\(folder)/\(path)")
    var rest = path.split(separator: "/").dropLast()
    while !rest.isEmpty {
      _ = rmdir("\(folder)/\(rest.joined(separator: "/"))")
      rest = rest.dropLast()
    }
    _ = rmdir(folder)
  }

  private static func makeFolders(to folder: String, _ disk: Disk) throws(DiskError) {
    guard !folder.isEmpty, FileInfo(at: folder) == nil, folder != "." else { return }
    try makeFolders(to: TreeTransaction.parent(of: folder), disk)
    try disk.makeFolder(folder, mode: 0o700)
  }
}
