import SourceText

/// The names that outputs of a flake may have.
enum OutputNames {
  /// What Nix knows, or takes without a word.
  static let known: Set<String> = [
    "apps", "bundlers", "checks", "devShells", "formatter", "hydraJobs", "legacyPackages", "lib",
    "nixosConfigurations", "nixosModules", "overlays", "packages", "templates",
    "darwinConfigurations", "darwinModules", "flakeModule", "flakeModules", "herculesCI",
    "homeConfigurations", "homeModule", "homeModules", "nixopsConfigurations",
  ]

  /// What tools read that many configurations are used with; Nix warns of these.
  static let ofTools: Set<String> = [
    "agenix-rekey", "colmena", "colmenaHive", "deploy", "diskoConfigurations", "githubActions",
    "homeManagerModules", "images", "nixOnDroidConfigurations", "nixidyEnvs",
    "robotnixConfigurations", "schemas", "systemConfigs", "topology", "vars",
  ]

  /// Names of the time before there could be several, and what is written today.
  static let deprecated: [String: String] = [
    "defaultApp": "apps.<system>.default", "defaultBundler": "bundlers.<system>.default",
    "defaultPackage": "packages.<system>.default", "defaultTemplate": "templates.default",
    "devShell": "devShells.<system>.default", "nixosModule": "nixosModules.default",
    "overlay": "overlays.default",
  ]

  /// The finding about an output of this name; nil for one that is as it should be.
  static func finding(_ name: String, at location: SourceLocation?) -> Diagnostic? {
    if let today = deprecated[name] {
      return .warning(
        "deprecated-output", "the output '\(name)' is deprecated", at: location,
        fix: "write `\(today)`")
    }
    guard !known.contains(name), !ofTools.contains(name) else { return nil }
    return .warning(
      "unknown-output",
      "unknown flake output '\(name)': neither Nix nor a tool that is known reads it",
      at: location, fix: nearest(to: name).map { "did you mean `\($0)`?" })
  }

  static func nearest(to name: String) -> String? {
    let all = known.union(ofTools).sorted()
    return Suggestion.nearest(to: name, among: all)
      ?? all.first { $0.lowercased() == name.lowercased() }
  }

  /// Whether Nix takes a name for an architecture and a kernel.
  static func isSystem(_ name: String) -> Bool { name.contains("-") }

  /// Whether it is one that exists.
  static func isKnownSystem(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && kernels.contains(String(parts[1]))
  }

  /// The system that a misspelt one was to be.
  static func nearestSystem(to name: String) -> String? {
    Suggestion.nearest(
      to: name, among: ["x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"])
  }

  private static let kernels: Set<String> = [
    "linux", "darwin", "freebsd", "netbsd", "openbsd", "windows", "cygwin", "none", "wasi",
  ]
}
