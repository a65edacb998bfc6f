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

  /// Gives a copy of a text into somebody's hands, in a folder that only its owner may enter and that
  /// is gone afterwards, with the backups that an editor left in it.
  ///
  /// - Parameters:
  ///   - name: of the file, which tells an editor its language.
  ///   - body: gets the path of the file, and says whether what was made of it is wanted.
  /// - Returns: the text in the end; nil when it is not wanted or there is no file any more.
  package static func lend(
    _ bytes: [UInt8], called name: String, to body: (String) -> Bool
  ) throws(WriteFailure) -> [UInt8]? {
    guard let folder = makeTemporary(holding: bytes, at: name) else {
      throw .system(DiskError(.writeFile, temporaryFolder, errno))
    }
    defer { try? Disk().remove(tree: folder) }
    guard body("\(folder)/\(name)") else { return nil }
    do throws(DiskError) {
      let snapshot = try TreeSnapshot.read(folder, paths: [name])
      guard case .file(let text) = snapshot[name] else { return nil }
      return text
    } catch { throw .system(error) }
  }

  private static var temporaryFolder: String {
    getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  }

  /// Makes a folder of mode 0700 with a name of its own below the folder for temporary files, puts
  /// one file at `path` below it, and gives the folder; nil when that cannot be.
  package static func makeTemporary(holding bytes: [UInt8], at path: String) -> String? {
    var template = Array("\(temporaryFolder)/nixwiz-XXXXXX".utf8CString)
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
