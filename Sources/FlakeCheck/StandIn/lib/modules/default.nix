# The module system, lazily evaluated: modules in, `config` and `options` out.
{ lib }:
let
  modules =
    import ./properties.nix { inherit lib; }
    // import ./merge.nix { inherit lib modules; }
    // import ./collect.nix { inherit lib modules; }
    // import ./level.nix { inherit lib modules; }
    // import ./evaluate.nix { inherit lib modules; }
    // import ./aliases.nix { inherit lib modules; };
in
modules
