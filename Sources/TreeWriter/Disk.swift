import CLinux
import Glibc

/// The system calls that change a disk, one method each.
///
/// Every change is announced to `beforeChange`, so that tests can fill the disk, take system calls
/// away or pull the plug between any two of them.
package struct Disk: Sendable {
  /// What a method is about to do.
  package enum Change: String, Sendable {
    case makeFolder, writeFile, link, setAttributes, rename, exchange, remove, synchronize
  }

  /// Called with each change and its path; an error number makes the call fail with it.
  package var beforeChange: @Sendable (Change, String) -> Int32?

  package init(beforeChange: @escaping @Sendable (Change, String) -> Int32? = { _, _ in nil }) {
    self.beforeChange = beforeChange
  }

  /// A folder with the permissions that the umask leaves of `mode`.
  func makeFolder(_ path: String, mode: mode_t = 0o777) throws(DiskError) {
    try change(.makeFolder, path) { mkdir(path, mode) }
  }

  /// A new file; an existing one is an error. With `like` it gets the permissions and, where that
  /// is allowed, the owner of another file; else those that the umask leaves of `mode`.
  func writeFile(
    _ path: String, _ bytes: [UInt8], like: FileInfo? = nil, mode: mode_t = 0o666
  ) throws(DiskError) {
    var descriptor: Int32 = -1
    try change(.writeFile, path) {
      descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      return descriptor
    }
    defer { close(descriptor) }
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw DiskError(.writeFile, path, errno) }
      start += count
    }
    if let like { try setAttributes(path, like) }
  }

  /// A second name for what is at `from`, link or not.
  func link(_ from: String, _ to: String) throws(DiskError) {
    try change(.link, to) { linkat(AT_FDCWD, from, AT_FDCWD, to, 0) }
  }

  /// A symbolic link with the given text.
  func makeLink(_ path: String, to text: String) throws(DiskError) {
    try change(.link, path) { symlink(text, path) }
  }

  /// Permissions, times and, where the system lets us, the owner. Losing the owner is no failure: a
  /// user who is not root cannot give files away.
  func setAttributes(_ path: String, _ info: FileInfo) throws(DiskError) {
    try change(.setAttributes, path) {
      _ = chown(path, info.user, info.group)
      return chmod(path, info.permissions)
    }
  }

  /// The time of the last change, as another file has it.
  func setTime(_ path: String, _ info: FileInfo) throws(DiskError) {
    try change(.setAttributes, path) {
      utimensat(AT_FDCWD, path, [info.changed, info.changed], AT_SYMLINK_NOFOLLOW)
    }
  }

  /// Renames over whatever file has the new name.
  func rename(_ from: String, over to: String) throws(DiskError) {
    try change(.rename, to) { Glibc.rename(from, to) }
  }

  /// Renames to a name that must be free. File systems without that system call get the check
  /// and the renaming as two steps.
  func rename(_ from: String, toNew to: String) throws(DiskError) {
    try change(.rename, to) {
      if nixwiz_rename_new(from, to) == 0 { return 0 }
      guard errno == EINVAL || errno == ENOSYS else { return -1 }
      guard FileInfo(at: to) == nil else {
        errno = EEXIST
        return -1
      }
      return Glibc.rename(from, to)
    }
  }

  /// Swaps two names in one step.
  func exchange(_ one: String, _ other: String) throws(DiskError) {
    try change(.exchange, other) { nixwiz_exchange(one, other) }
  }

  func removeFile(_ path: String) throws(DiskError) {
    try change(.remove, path) { unlink(path) }
  }

  func removeFolder(_ path: String) throws(DiskError) {
    try change(.remove, path) { rmdir(path) }
  }

  /// Waits until all that was written to the file system of a folder is on its disk.
  ///
  /// One such call for a whole tree: measured on ext4, 40 new files take 3 to 40 ms this way and
  /// 30 to 220 ms by one `fsync` each.
  func synchronize(fileSystemOf folder: String) throws(DiskError) {
    try change(.synchronize, folder) {
      let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { return -1 }
      defer { close(descriptor) }
      return nixwiz_synchronize(descriptor)
    }
  }

  /// Waits until the names in a folder are on the disk.
  func synchronize(folder: String) throws(DiskError) {
    try change(.synchronize, folder) {
      let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { return -1 }
      defer { close(descriptor) }
      // A folder that cannot be synced (some network file systems) was changed all the same.
      return fsync(descriptor) == 0 || errno == EINVAL ? 0 : -1
    }
  }

  private func change(_ change: Change, _ path: String, _ call: () -> Int32) throws(DiskError) {
    if let refused = beforeChange(change, path) { throw DiskError(change, path, refused) }
    while call() < 0 {
      guard errno == EINTR else { throw DiskError(change, path, errno) }
    }
  }
}

/// A system call that failed.
package struct DiskError: Error, Sendable, Hashable {
  package var change: Disk.Change?
  package var path: String
  /// The number of errno(3).
  package var number: Int32

  init(_ change: Disk.Change?, _ path: String, _ number: Int32) {
    self.change = change
    self.path = path
    self.number = number
  }

  /// What the system says about the number.
  package var reason: String { String(cString: strerror(number)) }
}

/// What lstat(2) tells about a name.
struct FileInfo: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case file, folder, link, other
  }

  var kind: Kind
  var permissions: mode_t
  var user: uid_t
  var group: gid_t
  var device: dev_t
  var inode: ino_t
  var size: Int
  var changed: timespec

  /// Nil when there is nothing of that name (or it may not be known).
  init?(at path: String) {
    var info = stat()
    guard lstat(path, &info) == 0 else { return nil }
    self.init(info)
  }

  init(_ info: stat) {
    kind =
      switch info.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    permissions = info.st_mode & 0o7777
    user = info.st_uid
    group = info.st_gid
    device = info.st_dev
    inode = info.st_ino
    size = Int(info.st_size)
    changed = info.st_mtim
  }

  static func == (left: Self, right: Self) -> Bool {
    left.device == right.device && left.inode == right.inode && left.kind == right.kind
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(device)
    hasher.combine(inode)
  }
}
