{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.framework.url = "github:someone/framework";
  # All outputs come out of a function that is not at hand.
  outputs =
    inputs@{ framework, nixpkgs, ... }:
    framework.lib.mkFlake { inherit inputs; } {
      systems = [ "x86_64-linux" ];
      perSystem = { pkgs, ... }: { packages.default = pkgs.hello; devShells.default = pkgs.mkShell { }; };
      flake.overlays.default = final: prev: { };
      flake.nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ]; };
    };
}
