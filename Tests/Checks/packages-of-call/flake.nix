# What is given as `pkgs` is told where it is given, not where a package is wanted.
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { self, nixpkgs, ... }:
    {
      nixosConfigurations.box = nixpkgs.lib.nixosSystem {
        modules = [ ./box.nix ./extra.nix ];
        pkgs = nixpkgs;
      };
    };
}
