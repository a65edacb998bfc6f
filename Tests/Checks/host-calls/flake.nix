{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { self, nixpkgs }:
    let
      tools = import nixpkgs {
        system = "x86_64-linux";
        overlay = [ ];
        allowUnfree = true;
      };
    in
    {
      nixosModules.outside = import ../module.nix;
      nixosConfigurations = {
        bare = { modules = [ ./box.nix ]; };
        text = "box";
        misspelt = nixpkgs.lib.nixosSystem {
          specialArg = { inherit tools; };
          modules = [ ./box.nix ];
        };
        other = nixpkgs.lib.nixosSystem {
          system = "aarch64-linux";
          modules = [ ./box.nix ];
        };
      };
    };
}
