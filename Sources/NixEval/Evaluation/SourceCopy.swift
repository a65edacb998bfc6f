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

  /// A path with all symbolic links resolved. Folders have many files that are copied, so that those
  /// above are looked at once.
  func resolved(_ path: String) throws(IOFailure) -> String {
    if let known = resolvedPaths[path] { return known }
    let place = try resolvedInFolder(path)
    let resolved = try io.fileType(place) == .symlink ? try io.resolveSymlinks(place) : place
    resolvedPaths[path] = resolved
    return resolved
  }

  /// A path whose folder has no symbolic links in it.
  private func resolvedInFolder(_ path: String) throws(IOFailure) -> String {
    let folder = CanonicalPath.parent(path)
    guard folder != "/" else { return path }
    let resolved = try resolved(folder)
    let name = CanonicalPath.lastPart(path)
    return resolved == "/" ? "/\(name)" : "\(resolved)/\(name)"
  }

  /// The digest of a file or tree, computed once: the patches of LLVM are copied under five names.
  private func sourceDigest(_ path: String) throws -> Digest {
    if let known = sourceDigests[path] { return known }
    let digest = try NarHasher.digest(of: Array(path.utf8), in: SourceReader(self))
    sourceDigests[path] = digest
    return digest
  }

  /// The store path that a tree gets under a name.
  package func computeStorePath(
    _ path: String, name: String, filter: NarHasher<SourceReader>.Filter? = nil
  ) throws -> String {
    do {
      try storeView.checkAccess(to: path)
      let resolved = try resolvedInFolder(path)
      let digest =
        if let filter {
          try NarHasher.digest(
            of: Array(resolved.utf8), in: SourceReader(self), filter: filter)
        } else { try sourceDigest(resolved) }
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
package final class SourceReader: NarSource {
  private let io: any EvalIO
  private let evaluator: Evaluator
  /// Whether to look when things were changed, which costs a system call each.
  private let notesChanges: Bool
  /// The newest change seen, in seconds since 1970.
  private(set) var lastChange = 0

  init(_ evaluator: Evaluator, notesChanges: Bool = false) {
    io = evaluator.io
    self.evaluator = evaluator
    self.notesChanges = notesChanges
  }

  private func noteChange(_ path: String) throws {
    if notesChanges { lastChange = max(lastChange, try io.modificationTime(path)) }
  }

  package func narNode(at path: [UInt8]) throws -> NarNode {
    let path = String(decoding: path, as: UTF8.self)
    try noteChange(path)
    return switch try io.entry(path) {
    case .regular(let content, let isExecutable)?: .regular(content, isExecutable: isExecutable)
    case .directory?: .directory
    case .symlink(let target)?: .symlink(target: Array(target.utf8))
    case .unknown?: .other
    case nil: throw IOFailure("No such file or directory", isMissing: true)
    }
  }

  package func narEntries(in path: [UInt8]) throws -> [(name: [UInt8], kind: NarKind)] {
    let path = String(decoding: path, as: UTF8.self)
    try noteChange(path)
    return try io.readDirectory(path).map { name, type in
      let kind: NarKind =
        switch type {
        case .regular: .regular
        case .directory: .directory
        case .symlink: .symlink
        case .unknown: .other
        }
      return (Array(name.utf8), kind)
    }
  }

  package func checkProgress() throws { try evaluator.checkStack() }
}
