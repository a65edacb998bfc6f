# Option types: what a definition may be, how several become one value, how messages name the type.
{ lib }:
let
  base = import ./base.nix { inherit lib; };
  types =
    base
    // import ./primitive.nix { inherit lib types; }
    // import ./containers.nix { inherit lib types; }
    // import ./submodule.nix { inherit lib types; }
    // {
      inherit types;
      known = import ./known.nix { inherit lib types; };
    };
in
types
