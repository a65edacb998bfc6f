# What no configuration has a part in. The checker keeps it from one check to the next, so nothing
# in here may ask what a configuration mentions, or report on it.
let
  facts = import ./facts { source = import ./facts/open.nix; };
  plain = import ./lib { inherit facts; };
in
{
  inherit facts;
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
}
