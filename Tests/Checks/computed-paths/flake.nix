{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { self, nixpkgs, ... }:
    {
      nixosConfigurations.box = import ./lib/host.nix nixpkgs "box";
    };
}
