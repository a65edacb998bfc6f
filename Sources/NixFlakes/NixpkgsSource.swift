import Glibc

/// Where a nixpkgs source tree can be found on a machine.
package struct NixpkgsSource: Sendable, Equatable {
  package enum Origin: String, Sendable {
    /// `--nixpkgs PATH`.
    case given
    /// The nixpkgs that the flake.lock names, in the local store.
    case lock
    /// `NIX_PATH`.
    case searchPath
    /// root's channel, as on an installer.
    case channel
    /// The flake registry of the machine.
    case registry
  }

  package let path: String
  package let origin: Origin

  /// The first nixpkgs there is. `read` gives the content of a small file, `exists` tells whether
  /// something is there: tests give a machine of their own.
  package static func find(
    given: String? = nil, lock: FlakeLock? = nil, nixPath: String? = environment("NIX_PATH"),
    exists: (String) -> Bool = { access($0, R_OK) == 0 }
  ) -> NixpkgsSource? {
    var candidates: [NixpkgsSource] = []
    if let given { candidates.append(.init(path: given, origin: .given)) }
    if let lock, let node = lock.resolve(["nixpkgs"]), let path = lock.storePath(of: node) {
      candidates.append(.init(path: path, origin: .lock))
    }
    for entry in (nixPath ?? "").split(separator: ":") {
      let parts = entry.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0] == "nixpkgs", parts[1].hasPrefix("/") {
        candidates.append(.init(path: String(parts[1]), origin: .searchPath))
      }
    }
    for channel in ["nixos", "nixpkgs"] {
      let path = "/nix/var/nix/profiles/per-user/root/channels/\(channel)"
      candidates.append(.init(path: path, origin: .channel))
    }
    candidates.append(.init(path: "/etc/nix/inputs/nixpkgs", origin: .registry))
    return candidates.first { exists($0.path + "/nixos/lib/eval-config.nix") }
  }

  /// A variable of the environment.
  package static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
