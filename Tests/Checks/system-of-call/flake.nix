# A system that is none is told where it is given, if no module sets another.
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { self, nixpkgs }:
    {
      nixosConfigurations.box = nixpkgs.lib.nixosSystem {
        system = "x86-linux";
        modules = [ ./box.nix ];
      };
    };
}
