import Glibc

/// The folder beside the target in which a run prepares its work, locked while the run lives.
///
/// For the target `/etc/nixos` it is `/etc/.nixos.nixwiz-write`. It exists only during a run, or
/// after one that was killed; the lock (flock(2)) goes away with the process, which is how the next
/// run tells the two apart.
struct WriteLock: ~Copyable {
  let folder: String
  private let descriptor: Int32

  /// The new tree before the exchange, the old one after it.
  var tree: String { "\(folder)/tree" }
  /// The old tree where the system cannot exchange two names.
  var old: String { "\(folder)/old" }

  /// Takes the lock; makes the folder when it is not there.
  init(folder: String, target: String, disk: Disk) throws(WriteFailure) {
    self.folder = folder
    // Another run may remove the folder between our two calls, but not for ever.
    for _ in 0..<16 {
      try Self.make(folder, disk)
      let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else {
        if errno == ENOENT { continue }
        throw .system(DiskError(nil, folder, errno))
      }
      guard Self.lock(descriptor) else {
        close(descriptor)
        throw .busy(target)
      }
      var held = stat()
      if fstat(descriptor, &held) == 0, FileInfo(held) == FileInfo(at: folder) {
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
    throw .busy(target)
  }

  deinit { close(descriptor) }

  /// Waits 0.2 s at most. A run takes a few milliseconds, and a process that another thread is just
  /// starting shares the descriptor until its exec.
  private static func lock(_ descriptor: Int32) -> Bool {
    for _ in 0..<20 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(10_000)
    }
    return false
  }

  /// Only the owner may look into it: what lies there may be half made.
  private static func make(_ folder: String, _ disk: Disk) throws(WriteFailure) {
    do throws(DiskError) {
      try disk.makeFolder(folder, mode: 0o700)
    } catch {
      guard error.number == EEXIST else { throw .system(error) }
      try checkIsOurs(folder)
    }
  }

  /// What a killed run leaves has only names that we give; anything else is somebody's own folder
  /// and not ours to clean.
  private static func checkIsOurs(_ folder: String) throws(WriteFailure) {
    guard let info = FileInfo(at: folder) else { return }
    let fix = "move it away"
    guard info.kind == .folder else {
      throw .unsuitable(folder, reason: "is \(info.kind.words), not a work folder", fix: fix)
    }
    let names: [String]
    do { names = try FolderListing.names(in: folder) } catch {
      if error.number == ENOENT { return }
      throw .system(error)
    }
    guard names.allSatisfy({ $0 == "tree" || $0 == "old" }) else {
      throw .unsuitable(folder, reason: "holds files that are not from nixwiz", fix: fix)
    }
  }
}
