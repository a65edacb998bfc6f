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
    final: prev:
    let
      # A system goes on being the same one when its caller is evaluated again, as after an exchange in the
      # flake itself (`RepeatedCalls`). So nothing here may read an argument but through a cutoff.
      inherit (facts) cutoff;
      # The same set, of which each value has readers of its own.
      stable = set: final.genAttrs (cutoff (builtins.attrNames set)) (name: cutoff set.${name});
      placeIn = set: name: cutoff (builtins.unsafeGetAttrPos name set);
      system =
        args:
        import ./nixos/lib/eval-config.nix (
          {
            lib = final;
            system = null;
            place = placeIn args "modules";
            argumentsPlace = placeIn args "specialArgs";
            pkgsPlace = placeIn (args.specialArgs or { }) "pkgs";
          }
          // stable (removeAttrs args [ "modules" "specialArgs" ])
          // {
            modules = cutoff (args.modules or [ ] ++ [ ]);
            specialArgs = stable (args.specialArgs or { });
          }
        );
    in
    {
      nixosSystem = args: facts.repeat system args;
      nixos.evalModules = args: import ./nixos/lib/eval-config.nix ({ lib = final; } // args);
    }
  );
}
