import Glibc
import NixStore

extension FlakeLock {
  /// Where the source of a node lies on this machine: its store path, computed from its hash, when
  /// the store has it; or the folder of a `path` input.
  package func storePath(of name: String) -> String? {
    guard let node = nodes[name] else { return nil }
    if let hash = node.narHash, let path = Self.storePath(narHash: hash), Self.exists(path) {
      return path
    }
    if node.type == "path", let path = node.path, path.hasPrefix("/"), Self.exists(path) {
      return path
    }
    return nil
  }

  /// The store path of a flake's source: a fixed output named `source`.
  package static func storePath(narHash: String) -> String? {
    guard narHash.hasPrefix("sha256-"),
      let digest = try? Digest(decoding: Array(narHash.utf8.dropFirst(7)), .sri, .sha256),
      let path = try? StorePath.fixedOutput(
        name: Array("source".utf8), digest: digest, isRecursive: true)
    else { return nil }
    return String(decoding: path.bytes, as: UTF8.self)
  }

  private static func exists(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0
  }
}
