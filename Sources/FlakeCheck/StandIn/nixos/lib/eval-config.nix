# `nixosSystem`: the modules of the user, those of the stand-in, and the checks over both.
{
  lib ? import ../../lib { },
  system ? null,
  pkgs ? null,
  modules ? [ ],
  baseModules ? [ ../modules/module-list.nix ],
  extraModules ? [ ],
  specialArgs ? { },
  extraArgs ? { },
  modulesLocation ? null,
  prefix ? [ ],
  check ? true,
  place ? null,
  argumentsPlace ? null,
  pkgsPlace ? builtins.unsafeGetAttrPos "pkgs" specialArgs,
}:
let
  located =
    if modulesLocation == null then modules else map (lib.setDefaultModuleLocation modulesLocation) modules;
  evaluation = lib.evalModules {
    inherit prefix check;
    class = "nixos";
    known = lib.facts.options;
    modules =
      baseModules
      ++ extraModules
      ++ located
      ++ [
        {
          _file = "nixosSystem";
          key = "nixosSystem";
          config = {
            _module.args = {
              inherit baseModules extraModules modules;
              noUserModules = evaluation;
            }
            // extraArgs;
            nixpkgs =
              lib.optionalAttrs (system != null) { system = lib.mkDefault system; }
              // lib.optionalAttrs (pkgs != null) { inherit pkgs; };
          };
        }
      ];
    specialArgs = {
      modulesPath = builtins.toString ../modules;
    }
    // specialArgs;
  };
  checked = import ../checks.nix {
    inherit
      lib
      evaluation
      place
      argumentsPlace
      pkgsPlace
      ;
  };
in
evaluation
// {
  inherit (evaluation.config._module or evaluation._module) args;
  pkgs = evaluation._module.args.pkgs;
  inherit lib;
  extraArgs = { };
  config = evaluation.config // {
    system = evaluation.config.system // {
      build = lib.facts.open lib.facts.opaque (
        evaluation.config.system.build or { }
        // {
          inherit (checked) toplevel;
          vm = checked.toplevel;
          isoImage = checked.toplevel;
          images = lib.facts.open lib.facts.opaque { };
        }
      );
    };
  };
  # For the checker: everything that can be judged on its own.
  nixwiz = checked;
}
