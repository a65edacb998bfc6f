# `import <nixpkgs/nixos> { }`.
{
  configuration,
  system ? "x86_64-linux",
  specialArgs ? { },
}:
import ./lib/eval-config.nix {
  inherit system specialArgs;
  modules = [ configuration ];
}
