{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { self, nixpkgs }:
    {
      packages = { };
      nixosConfiguration.box = nixpkgs.lib.nixosSystem { modules = [ ]; };
    };
}
