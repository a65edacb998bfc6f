package import NixStore

/// A folder that stands in for its copy in the store, and what flakes tell of it.
package struct SourceTree: Sendable {
  /// The path that the copy would have; the folder's files are seen there.
  package let storePath: String
  package let digest: Digest
  /// The newest change in the folder, in seconds since 1970.
  package let lastModified: Int

  /// The digest as flakes write it.
  package var narHash: String { String(decoding: digest.encoded(.sri), as: UTF8.self) }
}

extension Evaluator {
  /// Makes a folder stand in for its copy in the store, as a `path:` flake is copied. All of it is
  /// read once to know its hash: a second for the 450 MB of nixpkgs.
  package func sourceTree(at path: String) throws(EvaluationFailure) -> SourceTree {
    try onEvaluationStack { try mountedTree(at: path) }
  }

  func mountedTree(at source: String) throws -> SourceTree {
    let path = CanonicalPath.make(source)
    let known = cache(SourceTrees.self, SourceTrees.init)
    if let tree = known.byPath[path] { return tree }
    let reader = SourceReader(self, notesChanges: true)
    let digest: Digest
    do {
      digest = try NarHasher.digest(of: Array(try io.resolveSymlinks(path).utf8), in: reader)
    } catch let error as StoreError {
      throw failure(error.message, kind: .io)
    } catch let error as IOFailure { throw readFailure(path, error) }
    let storePath = try storeCall { () throws(StoreError) in
      try StorePath.fixedOutput(name: Array("source".utf8), digest: digest, isRecursive: true)
    }
    let text = String(decoding: storePath.bytes, as: UTF8.self)
    // What is in the store already is read there.
    if !isInStore(storePath) { storeView.mount(path, at: text) }
    let tree = SourceTree(storePath: text, digest: digest, lastModified: reader.lastChange)
    known.byPath[path] = tree
    return tree
  }
}

/// The folders that stand in for copies so far.
private final class SourceTrees {
  var byPath: [String: SourceTree] = [:]
}
