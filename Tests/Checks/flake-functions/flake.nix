{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.stranger.url = "github:someone/something";
  outputs =
    { self, nixpkgs, stranger }:
    # Some outputs come from an input that is not at hand, and the hosts do not.
    stranger.lib.eachSystem (system: {
      packages.default = nixpkgs.legacyPackages.${system}.hello;
      checks.default = nixpkgs.legacyPackages.${system}.hello;
    })
    // {
      legacyPackages = stranger.packages;
      devShells = stranger.devShells;
      nixosModules = stranger.nixosModules;
      overlays = stranger.overlays // { mine = stranger.lib.makeOverlay { }; };
      nixosConfigurations = {
        box = nixpkgs.lib.nixosSystem { modules = [ ./box.nix ]; };
        theirs = stranger.lib.makeHost { modules = [ ]; };
      };
    };
}
