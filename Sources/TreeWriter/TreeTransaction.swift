import Glibc

/// Replaces some files of a folder in one step: whoever looks at it, or at the disk after a crash at
/// any moment, sees all of the old files or all of the new ones.
///
/// 1. The whole new tree is built in the work folder beside the target: our new files, and the
///    files that are not ours as hard links.
/// 2. It is written to the disk, then target and new tree are exchanged by one system call.
/// 3. The old folder, now out of sight, is brought to the new state in place and exchanged back.
///    So the folder itself and everything foreign in it stay the very same: a shell that stands in
///    it, a watcher, an editor, attributes that links do not carry. A crash in this step is
///    harmless, the target is already the new tree.
/// 4. What is left in the work folder is removed; after a crash the next run does that.
///
/// Where the system cannot exchange names, step 2 is two renamings and step 3 is left out; a crash
/// between the two leaves no target, and the next run puts the old one back.
struct TreeTransaction {
  let target: String
  let writes: [String: [UInt8]]
  let removals: Set<String>
  let disk: Disk
  /// How many foreign files and folders are taken along. More is no configuration but somebody's
  /// home folder: 100,000 links take seconds.
  var maximumForeignFiles = 100_000

  /// Does all steps, under the lock.
  func run(in work: borrowing WriteLock) throws(WriteFailure) {
    do throws(DiskError) {
      try stage(in: work)
      try disk.synchronize(fileSystemOf: work.folder)
      if FileInfo(at: target) == nil {
        try disk.rename(work.tree, toNew: target)
      } else {
        try swap(in: work)
      }
      try? disk.synchronize(folder: Self.parent(of: target))
    } catch {
      try? disk.remove(tree: work.tree)
      throw failure(error)
    }
    finish(work)
  }

  /// Puts back what a killed run left: nothing of it was seen, or all of it.
  func recover(_ work: borrowing WriteLock) throws(WriteFailure) {
    do throws(DiskError) {
      if FileInfo(at: target) == nil, FileInfo(at: work.old) != nil {
        try disk.rename(work.old, toNew: target)
      }
      try disk.remove(tree: work.tree)
      try disk.remove(tree: work.old)
    } catch { throw .system(error) }
  }

  /// Removes the work folder. A failure is left to the next run.
  func finish(_ work: borrowing WriteLock) {
    try? disk.remove(tree: work.tree)
    try? disk.remove(tree: work.old)
    try? disk.removeFolder(work.folder)
  }

  // MARK: - Step 1

  private func stage(in work: borrowing WriteLock) throws(DiskError) {
    try disk.makeFolder(work.tree)
    let folders = try linkForeignFiles(into: work.tree)
    for (path, bytes) in writes.sorted(by: { $0.key < $1.key }) {
      try makeFolders(above: path, in: work.tree)
      try disk.writeFile("\(work.tree)/\(path)", bytes, like: FileInfo(at: "\(target)/\(path)"))
    }
    // Last and innermost first: a folder may forbid writing into it, and filling it changes its
    // time.
    for (path, info) in folders.reversed() {
      try disk.setAttributes(work.tree + path, info)
      try disk.setTime(work.tree + path, info)
    }
  }

  /// Takes along everything in the target that is neither written nor removed. Returns the folders
  /// of the target, the target itself first, which have yet to get their attributes.
  private func linkForeignFiles(into tree: String) throws(DiskError) -> [(String, FileInfo)] {
    guard let root = FileInfo(at: target) else { return [] }
    guard root.device == FileInfo(at: tree)?.device else { throw DiskError(nil, target, EBUSY) }
    var folders = [""]
    var kept = [("", root)]
    var count = 0
    while let folder = folders.popLast() {
      for name in try FolderListing.names(in: target + folder) {
        let path = "\(folder)/\(name)"
        guard let info = FileInfo(at: target + path) else { continue }
        let relative = String(path.dropFirst())
        if writes[relative] != nil || removals.contains(relative) { continue }
        count += 1
        guard count <= maximumForeignFiles else { throw DiskError(nil, target, E2BIG) }
        guard info.device == root.device else { throw DiskError(nil, target + path, EXDEV) }
        if info.kind == .folder {
          if isLeftEmpty(relative) { continue }
          try disk.makeFolder(tree + path)
          kept.append((path, info))
          folders.append(path)
        } else {
          try linkOrCopy(target + path, to: tree + path, info)
        }
      }
    }
    return kept
  }

  /// Whether a folder of the target holds nothing but files that are removed now.
  private func isLeftEmpty(_ folder: String) -> Bool {
    guard removals.contains(where: { $0.hasPrefix("\(folder)/") }),
      !writes.keys.contains(where: { $0.hasPrefix("\(folder)/") }),
      let names = try? FolderListing.names(in: "\(target)/\(folder)")
    else { return false }
    return names.allSatisfy {
      removals.contains("\(folder)/\($0)") || isLeftEmpty("\(folder)/\($0)")
    }
  }

  /// A second name for a foreign file; a copy where the file system or the rules for links of other
  /// people's files do not allow one.
  private func linkOrCopy(_ from: String, to: String, _ info: FileInfo) throws(DiskError) {
    do throws(DiskError) {
      try disk.link(from, to)
    } catch {
      guard [EPERM, EOPNOTSUPP, EMLINK, ENOSYS].contains(error.number) else { throw error }
      switch info.kind {
      case .file:
        try disk.writeFile(to, try ForeignFile.contents(of: from), like: info)
        try disk.setTime(to, info)
      case .link: try disk.makeLink(to, to: try ForeignFile.target(ofLink: from))
      default: throw error
      }
    }
  }

  private func makeFolders(above path: String, in tree: String) throws(DiskError) {
    for parent in TreePath.parents(of: path) where FileInfo(at: "\(tree)/\(parent)") == nil {
      // What can be undone may hold texts that their owner had closed to others.
      let isPrivate = parent == TreePath.undo
      try disk.makeFolder("\(tree)/\(parent)", mode: isPrivate ? 0o700 : 0o777)
    }
  }

  // MARK: - Steps 2 and 3

  private func swap(in work: borrowing WriteLock) throws(DiskError) {
    do throws(DiskError) {
      try disk.exchange(work.tree, target)
    } catch {
      guard [EINVAL, ENOSYS, EOPNOTSUPP].contains(error.number) else { throw error }
      try renameInTwoSteps(in: work)
      return
    }
    // From here on the new tree is in place; if the rest fails, it stays.
    try? disk.synchronize(folder: Self.parent(of: target))
    do throws(DiskError) {
      try bringUpToDate(work.tree)
      try disk.synchronize(fileSystemOf: work.folder)
      try disk.exchange(work.tree, target)
    } catch { return }
  }

  private func renameInTwoSteps(in work: borrowing WriteLock) throws(DiskError) {
    try disk.rename(target, toNew: work.old)
    do throws(DiskError) {
      try disk.rename(work.tree, toNew: target)
    } catch {
      try disk.rename(work.old, toNew: target)
      throw error
    }
  }

  /// The old folder gets the new files as second names of those in the target.
  private func bringUpToDate(_ tree: String) throws(DiskError) {
    for path in writes.keys.sorted() {
      try makeFolders(above: path, in: tree)
      let place = "\(tree)/\(path)"
      let fresh = "\(place).nixwiz-new"
      try disk.link("\(target)/\(path)", fresh)
      try disk.rename(fresh, over: place)
    }
    for path in removals where FileInfo(at: "\(tree)/\(path)")?.kind == .file {
      try disk.removeFile("\(tree)/\(path)")
    }
    let left = Set(removals.flatMap(TreePath.parents)).filter {
      FileInfo(at: "\(target)/\($0)") == nil && FileInfo(at: "\(tree)/\($0)") != nil
    }
    for folder in left.sorted().reversed() { try disk.removeFolder("\(tree)/\(folder)") }
  }

  // MARK: - Failures

  private func failure(_ error: DiskError) -> WriteFailure {
    switch (error.change, error.number) {
    case (nil, E2BIG):
      .unsuitable(
        target, reason: "holds more than \(maximumForeignFiles) other files",
        fix: "choose a folder for the configuration alone")
    case (nil, EXDEV):
      .unsuitable(
        error.path, reason: "is on another file system than the rest of the folder",
        fix: "unmount it, or choose another folder")
    case (nil, EBUSY), (.exchange, EBUSY), (.rename, EBUSY), (.link, EXDEV):
      .unsuitable(
        target, reason: "is a mount point or a subvolume, which cannot be replaced as a whole",
        fix: "choose a folder inside it")
    default: .system(error)
    }
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
