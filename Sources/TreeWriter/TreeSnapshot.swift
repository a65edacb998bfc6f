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
  /// A damaged manifest.
  package var problems: [Diagnostic]

  package init(
    items: [String: Item] = [:], manifest: Manifest? = nil, problems: [Diagnostic] = []
  ) {
    self.items = items
    self.manifest = manifest
    self.problems = problems
  }

  package subscript(path: String) -> Item { items[path] ?? .absent }

  /// Reads the manifest of a tree and what stands at the paths and at those of the manifest.
  package static func read(_ root: String, paths: [String]) throws(DiskError) -> TreeSnapshot {
    var snapshot = TreeSnapshot()
    guard FileInfo(at: root) != nil else { return snapshot }
    let record = try item(TreePath.manifest, in: root)
    if record != .absent { snapshot.items[TreePath.manifest] = record }
    if case .file(let bytes) = record {
      switch Manifest.parse(SourceFile(name: TreePath.manifest, bytes: bytes)) {
      case .success(let manifest): snapshot.manifest = manifest
      case .failure(let error): snapshot.problems.append(error.diagnostic)
      }
    }
    let known = snapshot.manifest.map { Array($0.files.keys) } ?? []
    for path in Set(paths + known) where path != TreePath.manifest {
      let item = try item(path, in: root)
      if item != .absent { snapshot.items[path] = item }
    }
    return snapshot
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
