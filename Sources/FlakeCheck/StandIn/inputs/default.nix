# What is known of flakes that configurations take as inputs: the options of their NixOS modules, so
# that these are judged like those of nixpkgs. Everything else of such a flake is accepted, as of one
# that is not at hand.
{ facts, name }:
let
  unknown = import ../unknown-flake.nix { inherit facts name; };
  modules = {
    "agenix" = {
      default = ./agenix.nix;
      age = ./agenix.nix;
    };
    "disko" = {
      default = ./disko.nix;
      disko = ./disko.nix;
    };
    "home-manager" = {
      default = ./home-manager.nix;
      home-manager = ./home-manager.nix;
    };
    "lanzaboote" = {
      default = ./lanzaboote.nix;
      lanzaboote = ./lanzaboote.nix;
    };
    "sops-nix" = {
      default = ./sops-nix.nix;
      sops = ./sops-nix.nix;
    };
  };
in
unknown // { nixosModules = unknown.nixosModules // modules.${name}; }
