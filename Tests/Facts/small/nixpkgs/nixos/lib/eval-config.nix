# The values of options are there when they were evaluated, as in the module system.
{ system, modules }:
let
  lib = import ../../lib;
  defined = builtins.head modules;
  declared = import ../modules/services/all.nix { inherit lib; };
  withValues =
    options:
    builtins.mapAttrs (
      _: option:
      if lib.isOption option then option // { value = option.default or null; } else withValues option
    ) options;
  options = withValues declared;
in
{
  inherit options;
  config.system.build.toplevel.drvPath =
    assert options.boot.enabled.value;
    "/nix/store/${defined.nixpkgs.hostPlatform}-nixos.drv";
}
