{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.tools.url = "github:someone/tools";
  outputs =
    { nixpkgs, ... }@inputs:
    {
      nixosConfigurations.box = nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [
          ./box.nix
        ];
      };
    };
}
