{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.cache.url = "github:example/cache";
  outputs =
    { self, nixpkgs, ... }@inputs:
    {
      nixosConfigurations.other = nixpkgs.lib.nixosSystem {
        modules = [
          ./box.nix
          { boot.kernelPackages = inputs.cache.legacyPackages.x86_64-linux.linuxPackages_mine; }
        ];
      };
      nixosConfigurations.box = nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [ ./box.nix ./extra.nix ];
      };
    };
}
