# What the checker itself adds: things to demand with the system, and options that moved with traps.
{
  config,
  options,
  lib,
  ...
}:
let
  inherit (lib) mkOption types;
in
{
  options.nixwiz = {
    unknownModules = mkOption {
      type = types.listOf types.str;
      default = [ ];
      internal = true;
      description = "Modules of inputs that are not at hand; what they declare is accepted.";
    };
    demands = mkOption {
      type = types.listOf types.raw;
      default = [ ];
      internal = true;
      description = "Values that building the system evaluates, with the option they belong to.";
    };
  };
  options.assertions = mkOption { type = types.listOf types.unspecified; };
  options.warnings = mkOption { type = types.listOf types.unspecified; };
}
