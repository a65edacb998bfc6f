package import NixStore

/// Copying paths to the store: nothing is written, only the store path is computed.
extension Evaluator {
  /// The store path of a file or tree, as a string that depends on it. What `"${./file}"` gives.
  package func copyToStore(_ path: String) throws -> NixString {
    let text: String
    if let known = copiedPaths[path] {
      storeView.note(path)
      text = known
    } else {
      guard !path.hasSuffix(".drv") else {
        throw failure("file names are not allowed to end in '.drv'")
      }
      text = try computeStorePath(path, name: CanonicalPath.lastPart(path))
      copiedPaths[path] = text
    }
    return NixString.make(text, context: context([.path(text)]), in: arena)
  }

  /// A path whose folder has no symbolic links in it. Folders have many files that are copied.
  private func resolvedInFolder(_ path: String) throws(IOFailure) -> String {
    let folder = CanonicalPath.parent(path)
    guard folder != "/" else { return path }
    var resolved = resolvedFolders[folder]
    if resolved == nil {
      resolved = try io.resolveSymlinks(folder)
      resolvedFolders[folder] = resolved
    }
    let name = CanonicalPath.lastPart(path)
    return resolved == "/" ? "/\(name)" : "\(resolved ?? folder)/\(name)"
  }

  /// The store path that a tree gets under a name.
  package func computeStorePath(
    _ path: String, name: String,
    filter: ((_ path: [UInt8], _ node: NarNode) throws -> Bool)? = nil
  ) throws -> String {
    do {
      try storeView.checkAccess(to: path)
      let resolved = try resolvedInFolder(path)
      let digest = try NarHasher.digest(
        of: Array(resolved.utf8), in: SourceReader(self), filter: filter)
      let storePath = try StorePath.fixedOutput(
        name: Array(name.utf8), digest: digest, isRecursive: true)
      return String(decoding: storePath.bytes, as: UTF8.self)
    } catch let error as StoreError {
      throw failure(error.message, kind: .io)
    } catch let error as IOFailure {
      throw readFailure(path, error)
    }
  }
}

/// The files of an `EvalIO` as the NAR hasher reads them.
final class SourceReader: NarSource {
  private let io: any EvalIO
  private let evaluator: Evaluator
  /// The file that was asked for last: its size is asked for first, its content right after.
  private var last: (path: String, content: [UInt8])?
  /// Whether to look when things were changed, which costs a system call each.
  private let notesChanges: Bool
  /// The newest change seen, in seconds since 1970.
  private(set) var lastChange = 0

  init(_ evaluator: Evaluator, notesChanges: Bool = false) {
    io = evaluator.io
    self.evaluator = evaluator
    self.notesChanges = notesChanges
  }

  private func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

  func narNode(at path: [UInt8]) throws -> NarNode {
    let path = text(path)
    try evaluator.checkStack()
    if notesChanges { lastChange = max(lastChange, try io.modificationTime(path)) }
    switch try io.fileType(path) {
    case .regular:
      return .regular(
        isExecutable: try io.isExecutable(path), size: try content(path).count)
    case .directory: return .directory
    case .symlink: return .symlink(target: Array(try io.readLink(path).utf8))
    case .unknown: return .other
    case nil: throw IOFailure("No such file or directory", isMissing: true)
    }
  }

  func narEntries(in path: [UInt8]) throws -> [[UInt8]] {
    try io.readDirectory(text(path)).map { Array($0.name.utf8) }
  }

  func narContent(
    of path: [UInt8], _ consume: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try content(text(path)).withUnsafeBytes { try evaluator.inParts($0, consume) }
  }

  private func content(_ path: String) throws -> [UInt8] {
    if let last, last.path == path { return last.content }
    let content = try io.readFile(path)
    last = (path, content)
    return content
  }
}
