import Glibc
package import SourceText
import TextFormats

/// What stands on the disk at the places that a plan is about.
package struct TreeSnapshot: Sendable, Hashable {
  /// What stands at one path.
  package enum Item: Sendable, Hashable {
    case absent
    case file([UInt8])
    /// Something that is not a file to compare with: `a link`, `a folder`, …
    case obstacle(String)
    /// A folder above the path is not one: the path of what stands there, and what it is.
    case blocked(by: String, String)
  }

  /// Files larger than this are not compared: no generated file comes near it.
  static let maximumFileSize = 16 << 20

  /// Paths that are not listed are absent.
  package var items: [String: Item]
  /// What the tree says about itself; nil in a tree that is not ours.
  package var manifest: Manifest?
  /// What can be undone: the files of each entry, by its number.
  package var undo: [Int: [String]]
  /// A damaged manifest.
  package var problems: [Diagnostic]

  package init(
    items: [String: Item] = [:], manifest: Manifest? = nil, undo: [Int: [String]] = [:],
    problems: [Diagnostic] = []
  ) {
    self.items = items
    self.manifest = manifest
    self.undo = undo
    self.problems = problems
  }

  package subscript(path: String) -> Item { items[path] ?? .absent }

  /// Reads what stands at the paths, and everything that the tree says about itself: the manifest,
  /// its files, their texts as last generated, side files and the documents of the machines.
  package static func read(_ root: String, paths: [String]) throws(DiskError) -> TreeSnapshot {
    var snapshot = TreeSnapshot()
    guard FileInfo(at: root) != nil else { return snapshot }
    try snapshot.add(TreePath.manifest, in: root)
    if case .file(let bytes) = snapshot[TreePath.manifest] {
      switch Manifest.parse(SourceFile(name: TreePath.manifest, bytes: bytes)) {
      case .success(let manifest): snapshot.manifest = manifest
      case .failure(let error): snapshot.problems.append(error.diagnostic)
      }
    }
    let files = Set(paths).union(snapshot.manifest?.files.keys.map { $0 } ?? [])
    for path in files.subtracting([TreePath.manifest]) {
      try snapshot.add(path, in: root)
      if !TreePath.isRecord(path) {
        try snapshot.add(TreePath.base(of: path), in: root)
        try snapshot.add(TreePath.sideFile(of: path), in: root)
        try snapshot.add(TreePath.aside(of: path), in: root)
      }
    }
    try snapshot.add(TreePath.onlyHardware, in: root)
    for path in try Self.files(below: TreePath.hardware, in: root) {
      try snapshot.add(path, in: root)
    }
    for path in try Self.files(below: TreePath.undo, in: root) {
      guard let name = path.dropFirst(TreePath.undo.utf8.count + 1).split(separator: "/").first,
        let number = Int(name)
      else { continue }
      snapshot.undo[number, default: []].append(path)
    }
    return snapshot
  }

  /// Notes what stands at a path.
  private mutating func add(_ path: String, in root: String) throws(DiskError) {
    let item = try Self.item(path, in: root)
    if item != .absent { items[path] = item }
  }

  /// The files below a folder of ours, which is empty unless it and all above it are folders.
  private static func files(below folder: String, in root: String) throws(DiskError) -> [String] {
    guard try item("\(folder)/.", in: root) == .obstacle("a folder") else { return [] }
    var found: [String] = []
    var open = [folder]
    while let folder = open.popLast() {
      for name in try FolderListing.names(in: "\(root)/\(folder)") {
        let path = "\(folder)/\(name)"
        switch FileInfo(at: "\(root)/\(path)")?.kind {
        case .folder: open.append(path)
        case .file: found.append(path)
        case .link, .other, nil: continue
        }
      }
    }
    return found
  }

  private static func item(_ path: String, in root: String) throws(DiskError) -> Item {
    for parent in TreePath.parents(of: path) {
      guard let info = FileInfo(at: "\(root)/\(parent)") else { return .absent }
      if info.kind != .folder { return .blocked(by: parent, info.kind.words) }
    }
    let full = "\(root)/\(path)"
    guard let info = FileInfo(at: full) else { return .absent }
    guard info.kind == .file else { return .obstacle(info.kind.words) }
    guard info.size <= maximumFileSize else { return .obstacle("a file of more than 16 MiB") }
    return .file(try contents(of: full, limit: maximumFileSize))
  }

  /// The bytes of a file that is no link, up to a limit.
  private static func contents(of path: String, limit: Int) throws(DiskError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskError(nil, path, errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw DiskError(nil, path, errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    throw DiskError(nil, path, EFBIG)
  }
}

extension FileInfo.Kind {
  /// What it is, with its article.
  var words: String {
    switch self {
    case .file: "a file"
    case .folder: "a folder"
    case .link: "a symbolic link"
    case .other: "a device, socket or pipe"
    }
  }
}

extension TreeSnapshot.Item {
  var bytes: [UInt8]? {
    if case .file(let bytes) = self { bytes } else { nil }
  }
}

// MARK: - What the tree says about itself

extension TreeSnapshot {
  /// A file as it was last generated; nil when that is lost or was tampered with.
  package func base(of path: String) -> [UInt8]? {
    guard let known = manifest?.files[path],
      let bytes = self[TreePath.base(of: path)].bytes,
      ContentHash.hexadecimal(of: bytes) == known.hash
    else { return nil }
    return bytes
  }

  /// The generated files that the user changed or deleted, by path. The user's own files are none.
  package var edits: [UnifiedDiff] {
    (manifest?.files.keys.sorted() ?? []).compactMap { path in
      guard let base = base(of: path), self[path] != .file(base) else { return nil }
      return UnifiedDiff(path: path, old: base, new: self[path].bytes)
    }
  }

  /// The document of the machine that a host was last planned for.
  package func hardware(of host: String) -> SourceFile? {
    for path in [TreePath.hardware(of: host), TreePath.onlyHardware] {
      if let bytes = self[path].bytes { return SourceFile(name: path, bytes: bytes) }
    }
    return nil
  }

  /// The hosts with a document, sorted; empty for trees of version 0.1.0, which had one host.
  package var hosts: [String] {
    let folder = "\(TreePath.hardware)/"
    return items.keys.filter { $0.hasPrefix(folder) && $0.hasSuffix(".json") }
      .map { String($0.dropFirst(folder.count).dropLast(".json".count)) }.sorted()
  }

  /// The paths of our records, without what can be undone.
  var records: [String] {
    let bases = manifest?.files.keys.map(TreePath.base) ?? []
    let hardware = hosts.map(TreePath.hardware) + [TreePath.onlyHardware]
    return (bases + hardware).filter { self[$0] != .absent }
  }

  /// The side files of conflicts that exist no longer: used, or never touched by the user.
  func settledSideFiles(_ entries: [WritePlan.Entry]) -> [String] {
    (manifest?.sideFiles ?? [:]).compactMap { path, record in
      let side = TreePath.sideFile(of: path)
      guard let bytes = self[side].bytes else { return nil }
      let entry = entries.first { $0.path == path }
      if case .conflict = entry?.action { return nil }
      let isUsed = entry?.action == .merge && entry?.new == bytes
      return isUsed || ContentHash.hexadecimal(of: bytes) == record.marked ? side : nil
    }
  }
}
