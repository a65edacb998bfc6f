/// An input of the flake besides nixpkgs.
package struct FlakeInput: Sendable, Hashable {
  package var name: String
  package var url: String
  /// Inputs of that flake which nothing here needs: they follow the empty path and are not fetched.
  package var unused: [String] = []

  package static let llamaCpp = FlakeInput(name: "llama-cpp", url: "github:ggml-org/llama.cpp")
  package static let nixosHardware = FlakeInput(
    name: "nixos-hardware", url: "github:NixOS/nixos-hardware")
  package static let nixosWSL = FlakeInput(
    name: "nixos-wsl", url: "github:nix-community/NixOS-WSL")
  /// The branch of the last release of disko.
  static let disko = FlakeInput(name: "disko", url: "github:nix-community/disko/latest")
  static let lanzaboote = FlakeInput(
    name: "lanzaboote", url: "github:nix-community/lanzaboote/v1.1.0")
  static let sopsNix = FlakeInput(name: "sops-nix", url: "github:Mic92/sops-nix")
  static let agenix = FlakeInput(
    name: "agenix", url: "github:ryantm/agenix", unused: ["darwin", "home-manager"])
  static let colmena = FlakeInput(name: "colmena", url: "github:zhaofengli/colmena")
  static let deployRS = FlakeInput(name: "deploy-rs", url: "github:serokell/deploy-rs")

  /// home-manager has a branch for each release of nixpkgs, and its main one for unstable.
  static func homeManager(_ release: Release) -> FlakeInput {
    let branch = release.isStable ? "/release-\(release.name)" : ""
    return FlakeInput(name: "home-manager", url: "github:nix-community/home-manager" + branch)
  }
}

extension Plan {
  /// What the flake takes besides nixpkgs, by name. Each follows our nixpkgs, so that the lock file
  /// holds one only and all parts of the system fit together.
  package var inputs: [FlakeInput] {
    var inputs: [FlakeInput] = []
    if llama?.source == .upstream { inputs.append(.llamaCpp) }
    if machine.profile != nil { inputs.append(.nixosHardware) }
    if storage.guest?.value == .wsl { inputs.append(.nixosWSL) }
    if storage.layout != nil { inputs.append(.disko) }
    if boot.loader.value == .lanzaboote { inputs.append(.lanzaboote) }
    if flake.home != nil { inputs.append(.homeManager(release)) }
    switch flake.secrets {
    case .sopsNix: inputs.append(.sopsNix)
    case .agenix: inputs.append(.agenix)
    case nil: break
    }
    switch flake.deployment {
    case .colmena: inputs.append(.colmena)
    case .deployRS: inputs.append(.deployRS)
    case .nixosRebuild: break
    }
    return inputs.sorted { $0.name < $1.name }
  }
}
