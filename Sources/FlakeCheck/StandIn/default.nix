# `import nixpkgs { … }`.
let
  facts = import ./facts { source = import ./facts/open.nix; };
  lib = import ./lib { inherit facts; };
in
import ./pkgs { inherit facts lib; }
