{
  description = "The machines of the office";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

    colmena = {
      url = "github:zhaofengli/colmena";
      inputs.nixpkgs.follows = "nixpkgs";
    };
  };

  outputs =
    { self, nixpkgs, ... }@inputs:
    let
      inherit (self) outputs;
      specialArgs = { inherit inputs outputs; };

      # Of each host: its own folder, and the modules that are generated for it.
      hosts = {
        ampere = [
          ./hosts/ampere
          ./modules
        ];
        matrox = [
          ./hosts/matrox
          ./hosts/matrox/modules
        ];
        thinkpad = [
          ./hosts/thinkpad
          ./hosts/thinkpad/modules
        ];
      };
    in
    {
      overlays = {
        llama-cpp = import ./overlays/llama-cpp.nix;
        llama-cpp-thinkpad = import ./overlays/llama-cpp-thinkpad.nix;
      };

      nixosConfigurations = builtins.mapAttrs (
        _: modules: nixpkgs.lib.nixosSystem { inherit modules specialArgs; }
      ) hosts;

      colmenaHive = inputs.colmena.lib.makeHive {
        meta = {
          nixpkgs = nixpkgs.legacyPackages.x86_64-linux;
          inherit specialArgs;
        };
        ampere = {
          deployment.targetHost = "ampere.example.org";
          imports = hosts.ampere;
        };
        matrox = {
          deployment.targetHost = "matrox.example.org";
          imports = hosts.matrox;
        };
        thinkpad = {
          deployment.targetHost = "thinkpad.example.org";
          imports = hosts.thinkpad;
        };
      };

      formatter.x86_64-linux = nixpkgs.legacyPackages.x86_64-linux.nixfmt-tree;
    };
}
