import NixStore
import Synchronization

/// The files an evaluator sees: those of its `EvalIO`, and in the store what evaluation itself put
/// there. Nothing is written; a source tree stands in for its copy, a text for its file.
final class StoreView: EvalIO {
  private let base: any EvalIO
  private let prefix: String
  private let additions = Mutex<[String: Addition]>([:])

  /// What stands at a path of the store.
  private enum Addition {
    /// Another path of the files underneath.
    case source(String)
    case text([UInt8])
  }

  /// What may be read of the files underneath.
  private let access: AccessRule?

  /// A folder of which is noted that something was read.
  private let noted: (folder: String, dependencies: Dependencies)?

  init(
    over base: any EvalIO, storeDirectory: String, access: AccessRule?,
    noting noted: (folder: String, dependencies: Dependencies)? = nil
  ) {
    self.base = base
    self.access = access
    self.noted = noted
    prefix = storeDirectory + "/"
  }

  /// Makes a file or tree stand at a path of the store.
  func mount(_ source: String, at storePath: String) {
    additions.withLock { $0[storePath] = .source(source) }
  }

  /// Makes a text stand at a path of the store.
  func add(_ text: [UInt8], at storePath: String) {
    additions.withLock { $0[storePath] = .text(text) }
  }

  /// Where a path leads: to another path, or to a text.
  private enum Target {
    case path(String)
    case text([UInt8])
  }

  /// Notes that a value was made from what stands at a path.
  func note(_ path: String) {
    if let noted, path.hasPrefix(noted.folder) { noted.dependencies.note(.files) }
  }

  private func target(_ path: String) throws(IOFailure) -> Target {
    note(path)
    guard path.hasPrefix(prefix) else {
      try access?.check(path)
      return .path(path)
    }
    let rest = path.utf8.dropFirst(prefix.utf8.count)
    let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
    guard let addition = additions.withLock({ $0[String(path[..<end])] }) else {
      try access?.check(path)
      return .path(path)
    }
    switch addition {
    case .source(let source): return .path(source + path[end...])
    case .text(let text): return end == rest.endIndex ? .text(text) : .path(path)
    }
  }

  /// Throws for a path that may not be read.
  func checkAccess(to path: String) throws(IOFailure) { _ = try target(path) }

  func readFile(_ path: String) throws(IOFailure) -> [UInt8] {
    switch try target(path) {
    case .path(let path): try base.readFile(path)
    case .text(let text): text
    }
  }

  func readDirectory(_ path: String) throws(IOFailure) -> [(name: String, type: FileType)] {
    switch try target(path) {
    case .path(let path): try base.readDirectory(path)
    case .text: throw IOFailure("Not a directory")
    }
  }

  func fileType(_ path: String) throws(IOFailure) -> FileType? {
    switch try target(path) {
    case .path(let path): try base.fileType(path)
    case .text: .regular
    }
  }

  func entry(_ path: String) throws(IOFailure) -> FileEntry? {
    switch try target(path) {
    case .path(let path): try base.entry(path)
    case .text(let text): .regular(text, isExecutable: false)
    }
  }

  func readLink(_ path: String) throws(IOFailure) -> String {
    switch try target(path) {
    case .path(let path): try base.readLink(path)
    case .text: throw IOFailure("Invalid argument")
    }
  }

  func modificationTime(_ path: String) throws(IOFailure) -> Int {
    switch try target(path) {
    case .path(let path): try base.modificationTime(path)
    case .text: 1
    }
  }

  func environmentVariable(_ name: String) -> String? { base.environmentVariable(name) }
}

/// Which files pure and restricted evaluation may read.
struct AccessRule {
  /// Files, and folders with all that is in them.
  let allowed: [String]
  let isPure: Bool

  /// Throws unless a path is allowed or leads to one that is.
  func check(_ path: String) throws(IOFailure) {
    let isAllowed = allowed.contains { root in
      path == root || path.hasPrefix(root == "/" ? root : root + "/")
        || root.hasPrefix(path == "/" ? path : path + "/")
    }
    guard !isAllowed else { return }
    let mode =
      isPure ? "pure evaluation mode (use '--impure' to override)" : "restricted mode"
    throw IOFailure(
      "access to absolute path '\(path)' is forbidden in \(mode)", isForbidden: true)
  }
}
