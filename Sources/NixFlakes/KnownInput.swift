/// What is known of flakes that many configurations take as inputs.
package struct KnownInput: Sendable, Equatable {
  /// Whether the flake is nixpkgs itself.
  package let isNixpkgs: Bool
  /// Whether the flake has an input `nixpkgs` that one wants to follow one's own.
  package let hasNixpkgs: Bool

  /// Names that the global registry resolves.
  static let registry: Set<String> = [
    "agda", "arion", "blender-bin", "disko", "dreampkgs", "dwarffs", "emacs-overlay", "fenix",
    "flake-parts", "flake-utils", "helix", "hercules-ci-agent", "hercules-ci-effects",
    "home-manager", "hydra", "mach-nix", "nickel", "nimble", "nix", "nix-darwin", "nix-serve",
    "nixops", "nixos-hardware", "nixos-homepage", "nixos-search", "nixpkgs", "nur", "patchelf",
    "poetry2nix", "pridefetch", "sops-nix", "systems", "templates",
  ]

  private static let withNixpkgs: Set<String> = [
    "0xc000022070/zen-browser-flake", "ggml-org/llama.cpp", "ggerganov/llama.cpp",
    "gmodena/nix-flatpak", "hercules-ci/arion", "hyprwm/hyprland",
    "jovian-experiments/jovian-nixos", "nixos/nixos-hardware",
    "lnl7/nix-darwin", "mic92/sops-nix", "nix-community/disko", "nix-community/emacs-overlay",
    "nix-community/fenix", "nix-community/home-manager", "nix-community/lanzaboote",
    "nix-community/nixos-anywhere", "nix-community/nixos-generators", "nix-community/nixos-wsl",
    "nix-community/nixvim", "nix-community/nur", "nix-community/plasma-manager",
    "nix-community/stylix", "nix-community/nix-index-database", "nix-community/impermanence",
    "nix-darwin/nix-darwin", "numtide/treefmt-nix", "ryantm/agenix", "danth/stylix",
    "serokell/deploy-rs", "anduril/jetpack-nixos", "oxalica/rust-overlay",
  ]

  /// What the address of an input tells, or nil when it is a stranger.
  package init?(_ input: FlakeFile.Input) {
    let address = Self.address(of: input)
    let repository = address.split(separator: "/").prefix(2).joined(separator: "/")
    isNixpkgs =
      repository == "nixos/nixpkgs" || address == "nixpkgs" || address.hasPrefix("nixpkgs/")
      || address.contains("nixos.org/nixos-") || address.contains("nixos.org/nixpkgs-")
      || address.hasPrefix("flakehub.com/f/nixos/nixpkgs")
      || (input.url == nil && input.type == nil && input.name == "nixpkgs")
    // Impermanence and the like have none; their absence here only costs a warning.
    hasNixpkgs = Self.withNixpkgs.contains(repository) && repository != "nix-community/impermanence"
    guard isNixpkgs || hasNixpkgs else { return nil }
  }

  /// `owner/repository…` in lower case, or the rest of the URL.
  private static func address(of input: FlakeFile.Input) -> String {
    if let owner = input.owner, let repository = input.repo {
      return "\(owner)/\(repository)".lowercased()
    }
    var url = (input.url ?? input.repo ?? input.name).lowercased()
    for scheme in ["git+", "tarball+", "https://", "http://", "ssh://", "git@", "flake:"]
    where url.hasPrefix(scheme) {
      url.removeFirst(scheme.count)
    }
    for forge in ["github:", "gitlab:", "sourcehut:", "github.com/", "gitlab.com/"]
    where url.hasPrefix(forge) {
      url.removeFirst(forge.count)
    }
    if let question = url.firstIndex(of: "?") { url = String(url[..<question]) }
    return url.hasSuffix(".git") ? String(url.dropLast(4)) : url
  }
}
