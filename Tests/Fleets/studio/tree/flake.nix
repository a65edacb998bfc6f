{
  description = "NixOS configuration of strix";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

    deploy-rs = {
      url = "github:serokell/deploy-rs";
      inputs.nixpkgs.follows = "nixpkgs";
    };

    home-manager = {
      url = "github:nix-community/home-manager";
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
        strix = [
          ./hosts/strix
          ./modules
        ];
        guest = [
          ./hosts/guest
          ./hosts/guest/modules
        ];
      };
    in
    {
      overlays.llama-cpp = import ./overlays/llama-cpp.nix;

      nixosConfigurations = builtins.mapAttrs (
        _: modules: nixpkgs.lib.nixosSystem { inherit modules specialArgs; }
      ) hosts;

      homeConfigurations = {
        "ada@strix" = inputs.home-manager.lib.homeManagerConfiguration {
          pkgs = nixpkgs.legacyPackages.x86_64-linux;
          extraSpecialArgs = { inherit inputs; };
          modules = [
            ./home/ada.nix
            {
              home = {
                username = "ada";
                homeDirectory = "/home/ada";
              };
            }
          ];
        };
        "ada@guest" = inputs.home-manager.lib.homeManagerConfiguration {
          pkgs = nixpkgs.legacyPackages.x86_64-linux;
          extraSpecialArgs = { inherit inputs; };
          modules = [
            ./home/ada.nix
            {
              home = {
                username = "ada";
                homeDirectory = "/home/ada";
              };
            }
          ];
        };
      };

      deploy.nodes = {
        strix = {
          hostname = "strix";
          profiles.system = {
            user = "root";
            path = inputs.deploy-rs.lib.x86_64-linux.activate.nixos self.nixosConfigurations.strix;
          };
        };
        guest = {
          hostname = "guest";
          profiles.system = {
            user = "root";
            path = inputs.deploy-rs.lib.x86_64-linux.activate.nixos self.nixosConfigurations.guest;
          };
        };
      };

      formatter.x86_64-linux = nixpkgs.legacyPackages.x86_64-linux.nixfmt-tree;
    };
}
