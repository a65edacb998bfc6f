# What a flake gets as its input `nixpkgs`.
{ self }:
let
  inherit (import ./base.nix) instantiate lib;
in
{
  inherit lib;
  legacyPackages = lib.genAttrs lib.systems.flakeExposed (system: instantiate { inherit system; });
  nixosModules = {
    notDetected = ./nixos/modules/installer/scan/not-detected.nix;
    readOnlyPkgs = ./nixos/modules/misc/nixpkgs/read-only.nix;
  };
  checks = { };
  devShells = { };
  formatter = { };
  htmlDocs = { };
}
