import Glibc

/// The only part of the program that writes to a user's disk.
package struct TreeWriter: Sendable {
  /// The real path of the folder, whether it exists or not.
  package let target: String
  package var disk: Disk

  /// A writer for a folder. A link to a folder is followed here, once, because people link
  /// `/etc/nixos` to where they keep it; inside the tree no link is followed.
  package init(target: String, disk: Disk = Disk()) throws(WriteFailure) {
    self.disk = disk
    self.target = try Self.resolve(target)
  }

  /// Beside the target, so that it is on the same file system.
  private var workFolder: String {
    let parent = TreeTransaction.parent(of: target)
    let name = target[target.index(after: target.lastIndex(of: "/") ?? target.startIndex)...]
    return "\(parent == "/" ? "" : parent)/.\(name).nixwiz-write"
  }

  /// What stands on the disk at the paths of a tree, and what the folder says about itself.
  package func read(paths: [String]) throws(WriteFailure) -> TreeSnapshot {
    do { return try TreeSnapshot.read(target, paths: paths) } catch { throw .system(error) }
  }

  /// Does what the plan says: all of it or, with a failure, nothing.
  ///
  /// What it replaces is kept for `undo`; the oldest of more than `UndoEntry.maximumCount` such
  /// entries goes.
  package func commit(_ plan: WritePlan) throws(WriteFailure) {
    guard plan.conflicts.isEmpty else { throw .conflicts(plan.conflicts) }
    guard !plan.isUpToDate else { return }
    let undo = plan.isUndoable ? UndoEntry(of: plan).files : [:]
    let expired = plan.isUndoable ? UndoEntry.expired(plan.snapshot) : []
    try commit(
      plan, writes: plan.writes.merging(undo) { own, _ in own },
      removals: plan.removals.union(expired))
  }

  /// Writes the files with conflict markers beside those in conflict, and nothing else. Returns
  /// their paths.
  package func writeSideFiles(of plan: WritePlan) throws(WriteFailure) -> [String] {
    let writes = plan.conflictWrites
    guard !writes.isEmpty else { return [] }
    try commit(plan, writes: writes, removals: [])
    return writes.keys.filter { !TreePath.isRecord($0) }.sorted()
  }

  private func commit(
    _ plan: WritePlan, writes: [String: [UInt8]], removals: Set<String>
  ) throws(WriteFailure) {
    let made = try makeFolders(to: TreeTransaction.parent(of: target))
    do throws(WriteFailure) {
      let work = try WriteLock(folder: workFolder, target: target, disk: disk)
      let transaction = TreeTransaction(
        target: target, writes: writes, removals: removals, disk: disk)
      try transaction.recover(work)
      do throws(WriteFailure) {
        try checkUnchanged(since: plan)
        try transaction.run(in: work)
      } catch {
        transaction.finish(work)
        throw error
      }
    } catch {
      for folder in made.reversed() { try? disk.removeFolder(folder) }
      throw error
    }
  }

  /// Puts back what an earlier run that was killed left half done. Cheap when there is nothing.
  package func recover() throws(WriteFailure) {
    guard FileInfo(at: workFolder) != nil else { return }
    let work = try WriteLock(folder: workFolder, target: target, disk: disk)
    let transaction = TreeTransaction(target: target, writes: [:], removals: [], disk: disk)
    try transaction.recover(work)
    transaction.finish(work)
  }

  private func checkUnchanged(since plan: WritePlan) throws(WriteFailure) {
    let paths = Array(plan.snapshot.items.keys) + plan.entries.map(\.path) + plan.records.keys
    let now = try read(paths: paths)
    guard now.items == plan.snapshot.items, now.undo == plan.snapshot.undo else {
      throw .changedMeanwhile(target)
    }
  }

  /// Makes the folders that are missing above the target; returns them, outermost first.
  private func makeFolders(to folder: String) throws(WriteFailure) -> [String] {
    var missing: [String] = []
    var path = folder
    while path != "/", FileInfo(at: path) == nil {
      missing.append(path)
      path = TreeTransaction.parent(of: path)
    }
    var made: [String] = []
    for path in missing.reversed() {
      do throws(DiskError) {
        try disk.makeFolder(path)
        made.append(path)
      } catch {
        for folder in made.reversed() { try? disk.removeFolder(folder) }
        throw .system(error)
      }
    }
    return made
  }

  // MARK: - The target

  /// The absolute path without links, `.` and `..`; the parts that do not exist stay as they are.
  private static func resolve(_ path: String) throws(WriteFailure) -> String {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw .unsuitable("''", reason: "is no folder", fix: "name a folder with --output")
    }
    var existing = path
    var rest: [Substring] = []
    while true {
      if let real = realpath(existing, nil) {
        defer { free(real) }
        let base = String(cString: real)
        return try suitable(rest.reduce(base == "/" ? "" : base) { "\($0)/\($1)" }, as: path)
      }
      guard errno == ENOENT else { throw .system(DiskError(nil, path, errno)) }
      guard FileInfo(at: existing) == nil else {
        throw .unsuitable(existing, reason: "is a link to nowhere", fix: "remove the link")
      }
      let parts = existing.split(separator: "/")
      guard let last = parts.last else { throw .system(DiskError(nil, path, ENOENT)) }
      guard last != ".." else { throw .system(DiskError(nil, path, ENOENT)) }
      if last != "." { rest.insert(last, at: 0) }
      let above = parts.dropLast().joined(separator: "/")
      existing = existing.hasPrefix("/") ? "/\(above)" : (above.isEmpty ? "." : above)
    }
  }

  private static func suitable(_ target: String, as given: String) throws(WriteFailure) -> String {
    let fix = "name a folder of its own with --output"
    guard !target.isEmpty else { throw .unsuitable("/", reason: "is the root folder", fix: fix) }
    guard target != "/nix/store", !target.hasPrefix("/nix/store/") else {
      throw .unsuitable(given, reason: "is in the Nix store, which only Nix writes", fix: fix)
    }
    if let info = FileInfo(at: target), info.kind != .folder {
      throw .unsuitable(given, reason: "is \(info.kind.words), not a folder", fix: fix)
    }
    return target
  }
}
