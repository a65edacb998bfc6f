# What a flake gets as its input `nixpkgs`.
{ self }:
let
  facts = import ./facts { source = import ./facts/open.nix; };
  plain = import ./lib { inherit facts; };
  instantiate = import ./pkgs {
    inherit facts;
    lib = plain;
  };
  lib = plain.extend (
    final: prev: {
      nixosSystem =
        args:
        import ./nixos/lib/eval-config.nix (
          {
            lib = final;
            system = null;
            modules = args.modules or [ ] ++ [ ];
            place = builtins.unsafeGetAttrPos "modules" args;
            argumentsPlace = builtins.unsafeGetAttrPos "specialArgs" args;
          }
          // removeAttrs args [ "modules" ]
        );
      nixos.evalModules = args: import ./nixos/lib/eval-config.nix ({ lib = final; } // args);
    }
  );
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
