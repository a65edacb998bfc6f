/// A tree in memory, mounted at a path over other files: a rendered flake that is not on disk yet,
/// or a source standing at its store path.
package struct OverlayIO: EvalIO {
  /// What may stand in the tree.
  package enum Entry: Sendable {
    case file([UInt8], isExecutable: Bool = false)
    case link(String)
    /// Everything below comes from another path of the files underneath.
    case mount(String)
  }

  private var base: any EvalIO
  private let entries: [String: Entry]
  private let hasMounts: Bool
  /// The children of each folder of the tree.
  private let folders: [String: [String: FileType]]

  /// - Parameters:
  ///   - tree: relative paths to entries; folders come from the paths.
  ///   - root: where the tree stands; whatever `base` has there is hidden.
  package init(tree: [String: Entry], at root: String, over base: any EvalIO = DiskIO()) {
    self.base = base
    var entries: [String: Entry] = [:]
    var folders: [String: [String: FileType]] = [root: [:]]
    for (relative, entry) in tree {
      var parent = root
      let parts = relative.split(separator: "/")
      if parts.isEmpty { entries[root] = entry }
      for (index, part) in parts.enumerated() {
        let isLast = index == parts.count - 1
        folders[parent, default: [:]][String(part)] = isLast ? entry.type : .directory
        parent += "/\(part)"
        if isLast { entries[parent] = entry }
      }
    }
    self.entries = entries
    hasMounts = entries.values.contains { if case .mount = $0 { true } else { false } }
    self.folders = folders
    self.root = root
  }

  private let root: String

  /// Where a path leads.
  private enum Target {
    case entry(Entry)
    case folder([String: FileType])
    case below(String)
    case missing
  }

  private func target(_ path: String) -> Target {
    guard path.utf8.starts(with: root.utf8) else { return .below(path) }
    let rest = path.utf8.dropFirst(root.utf8.count)
    guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return .below(path) }
    if let entry = entries[path] {
      if case .mount(let source) = entry { return .below(source) }
      return .entry(entry)
    }
    if let folder = folders[path] { return .folder(folder) }
    // Perhaps below a mount.
    guard hasMounts else { return .missing }
    var parent = path.utf8[...]
    while let slash = parent.lastIndex(of: UInt8(ascii: "/")), slash > parent.startIndex {
      parent = parent[..<slash]
      if case .mount(let source)? = entries[String(Substring(parent))] {
        return .below(source + path[slash...])
      }
    }
    return .missing
  }

  private static let missing = IOFailure("No such file or directory", isMissing: true)

  package func readFile(_ path: String) throws(IOFailure) -> [UInt8] {
    switch target(path) {
    case .entry(.file(let bytes, _)): return bytes
    case .entry(.link): return try readFile(try resolveSymlinks(path))
    case .entry(.mount), .missing: throw Self.missing
    case .folder: throw IOFailure("Is a directory")
    case .below(let path): return try base.readFile(path)
    }
  }

  package func readDirectory(_ path: String) throws(IOFailure) -> [(name: String, type: FileType)] {
    switch target(path) {
    case .folder(let children):
      var list: [(name: String, type: FileType)] = []
      for (name, type) in children {
        let resolved: FileType? =
          if case .mount(let source)? = entries["\(path)/\(name)"] {
            try base.fileType(source)
          } else { type }
        list.append((name, resolved ?? .unknown))
      }
      return list.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    case .below(let path): return try base.readDirectory(path)
    case .entry(.link): return try readDirectory(try resolveSymlinks(path))
    case .entry: throw IOFailure("Not a directory")
    case .missing: throw Self.missing
    }
  }

  package func fileType(_ path: String) throws(IOFailure) -> FileType? {
    switch target(path) {
    case .entry(let entry): return entry.type
    case .folder: return .directory
    case .below(let path): return try base.fileType(path)
    case .missing: return nil
    }
  }

  package func entry(_ path: String) throws(IOFailure) -> FileEntry? {
    switch target(path) {
    case .entry(.file(let bytes, let isExecutable)):
      return .regular(bytes, isExecutable: isExecutable)
    case .entry(.link(let target)): return .symlink(target: target)
    case .entry(.mount), .folder: return .directory
    case .below(let path): return try base.entry(path)
    case .missing: return nil
    }
  }

  package func readLink(_ path: String) throws(IOFailure) -> String {
    switch target(path) {
    case .entry(.link(let target)): return target
    case .below(let path): return try base.readLink(path)
    default: throw IOFailure("Invalid argument")
    }
  }

  package func modificationTime(_ path: String) throws(IOFailure) -> Int {
    if case .below(let path) = target(path) { return try base.modificationTime(path) }
    return 0
  }

  package func environmentVariable(_ name: String) -> String? { base.environmentVariable(name) }

  package func stopping(when isStopped: @escaping @Sendable () -> Bool) -> any EvalIO {
    var copy = self
    copy.base = base.stopping(when: isStopped)
    return copy
  }
}

extension OverlayIO.Entry {
  fileprivate var type: FileType {
    switch self {
    case .file: .regular
    case .link: .symlink
    case .mount: .directory
    }
  }
}
