# A package that is given for no system is told once, not for each of its attributes.
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { self, nixpkgs }:
    {
      formatter = nixpkgs.legacyPackages.x86_64-linux.nixfmt;
      nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ./box.nix ]; };
    };
}
