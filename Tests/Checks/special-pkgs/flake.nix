{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { self, nixpkgs, ... }@inputs:
    {
      nixosConfigurations.box = nixpkgs.lib.nixosSystem {
        specialArgs.pkgs = nixpkgs.legacyPackages.x86_64-linux;
        modules = [ ./box.nix ./extra.nix ];
      };
    };
}
