/// Where the files of a host are in a flake.
///
/// The first host has the top of the tree, as a flake of one host has; a further one keeps all that
/// it does not share with the first below its own folder, so that neither changes the other's files.
package struct HostPlace: Sendable, Hashable {
  package let name: String
  package let isFirst: Bool

  package init(_ name: String, isFirst: Bool) {
    self.name = name
    self.isFirst = isFirst
  }

  /// The folder of a host of any flake.
  package static func folder(of name: String) -> String { "hosts/\(name)" }

  package var folder: String { Self.folder(of: name) }
  package var answers: String { isFirst ? "answers.nix" : "\(folder)/answers.nix" }
  package var modules: String { isFirst ? "modules" : "\(folder)/modules" }
  package var importList: String { "\(modules)/default.nix" }
  /// The name of the overlay for llama.cpp among the outputs of the flake.
  var overlayName: String { isFirst ? "llama-cpp" : "llama-cpp-\(name)" }
  var overlay: String { "overlays/\(overlayName).nix" }

  /// The modules that say the same on all hosts with the same answers. The others follow from the
  /// machine; they are never shared, so that a swapped card stays the affair of its host.
  static let sharedModules: Set<String> = [
    "backups", "desktop", "drift", "home", "locale", "secrets", "services", "upgrades",
    "users", "virtualisation",
  ]

  /// The place of a file that a flake of this host alone would have at `path`.
  package func path(ofLone path: String) -> String {
    let lone = HostPlace(name, isFirst: true)
    if path == lone.overlay { return overlay }
    if path == lone.answers { return answers }
    return path.hasPrefix("\(lone.modules)/") ? modules + path.dropFirst(lone.modules.count) : path
  }
}
