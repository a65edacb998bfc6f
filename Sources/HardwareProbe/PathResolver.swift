import Glibc

/// Follows symbolic links inside a folder as the kernel would with that folder as `/`.
///
/// Each path component is looked at once and remembered: a probe asks for hundreds of files in the
/// same folders. Absolute targets start at the folder, `..` stops at it, and 40 links in a row are a
/// loop, as for the kernel.
final class PathResolver {
  /// One name in the tree.
  enum Entry: Equatable {
    case file
    case folder
    case link(String)
    case other
  }

  private static let maximumLinks = 40
  private static let maximumLength = 4_096

  private let prefix: String
  private let home: HomeAlias
  private let recorder: SystemRecorder?
  private var known: [String: Entry?] = [:]

  init(prefix: String, home: HomeAlias, recorder: SystemRecorder?) {
    self.prefix = prefix
    self.home = home
    self.recorder = recorder
  }

  /// What lies at the end of all links, and its path without any.
  func follow(_ path: String) -> (path: String, entry: Entry)? { walk(path, followLast: true) }

  /// The same with a link as last part left as it is.
  func entry(_ path: String) -> Entry? { walk(path, followLast: false)?.entry }

  private func walk(_ path: String, followLast: Bool) -> (path: String, entry: Entry)? {
    guard path.utf8.count <= Self.maximumLength, !path.utf8.contains(0) else { return nil }
    var pending = Self.parts(path)
    var resolved: [String] = []
    var here = ""
    var entry = Entry.folder
    var links = 0
    while let part = pending.popLast() {
      if part == "." { continue }
      guard entry == .folder else { return nil }
      if part == ".." {
        if !resolved.isEmpty { resolved.removeLast() }
        here = resolved.map { "/\($0)" }.joined()
        continue
      }
      let next = "\(here)/\(part)"
      guard let found = look(next) else { return nil }
      if case .link(let target) = found, followLast || !pending.isEmpty {
        links += 1
        guard links <= Self.maximumLinks, target.utf8.count <= Self.maximumLength else {
          return nil
        }
        if target.hasPrefix("/") {
          resolved = []
          here = ""
        }
        pending += Self.parts(target)
        continue
      }
      resolved.append(part)
      here = next
      entry = found
    }
    return (here.isEmpty ? "/" : here, entry)
  }

  /// The parts of a path, last first.
  private static func parts(_ path: String) -> [String] {
    path.split(separator: "/").reversed().map(String.init)
  }

  private func look(_ path: String) -> Entry? {
    if let entry = known[path] { return entry }
    // A link to the number of whoever looks: a folder is the same and does not change.
    if path == "/proc/self" {
      recorder?.noteEntry(.folder, at: path)
      return .folder
    }
    let place = prefix + home.real(path)
    let entry = Files.status(place, follow: false).flatMap { status -> Entry? in
      switch status.st_mode & S_IFMT {
      case S_IFLNK:
        Files.link(place).map { $0 == SystemRecording.unreadable ? .other : .link($0) }
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    }
    known[path] = .some(entry)
    if let entry { recorder?.noteEntry(entry, at: path) }
    return entry
  }
}
