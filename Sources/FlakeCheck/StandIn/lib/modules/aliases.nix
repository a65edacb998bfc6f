# Modules for options that moved or went away.
{ lib, modules }:
let
  inherit (lib) mkOption showOption;
in
rec {
  mkRemovedOptionModule =
    from: replacement:
    { options, ... }:
    {
      options = lib.setAttrByPath from (mkOption {
        visible = false;
        apply = _: throw "The option `${showOption from}' can no longer be used since it's been removed. ${replacement}";
      });
      config.assertions =
        let
          opt = lib.getAttrFromPath from options;
        in
        [
          {
            assertion = opt.definitionsWithLocations == [ ];
            message = "The option definition `${showOption from}' in ${lib.showFiles opt.files} no longer has any effect; please remove it.\n${replacement}";
          }
        ];
    };

  doRename =
    {
      from,
      to,
      visible ? false,
      warn ? false,
      use ? lib.id,
      withPriority ? true,
      condition ? true,
    }:
    { config, options, ... }:
    let
      source = lib.getAttrFromPath from options;
      target = lib.attrByPath to null options;
    in
    {
      options = lib.setAttrByPath from (
        mkOption {
          inherit visible;
          description = "Alias of ${showOption to}.";
          apply = x: use (lib.getAttrFromPath to config);
        }
        // lib.optionalAttrs (target != null && target ? type) { inherit (target) type; }
      );
      config = modules.mkMerge [
        (lib.optionalAttrs (warn && builtins.isAttrs options && options ? warnings) {
          warnings = lib.optional (
            source.isDefined
          ) "The option `${showOption from}' defined in ${lib.showFiles source.files} has been renamed to `${showOption to}'.";
        })
        (modules.mkIf condition (
          if withPriority then
            mkAliasAndWrapDefsWithPriority (lib.setAttrByPath to) source
          else
            mkAliasAndWrapDefinitions (lib.setAttrByPath to) source
        ))
      ];
    };
  mkRenamedOptionModule = from: to: doRename { inherit from to; warn = true; };
  mkRenamedOptionModuleWith = { from, to, sinceRelease }: mkRenamedOptionModule from to;
  mkAliasOptionModule = from: to: doRename { inherit from to; visible = true; };
  mkAliasOptionModuleMD = mkAliasOptionModule;
  mkChangedOptionModule =
    from: to: change:
    mkMergedOptionModule [ from ] to change;
  mkMergedOptionModule =
    from: to: merge:
    { config, options, ... }:
    {
      options = builtins.foldl' lib.recursiveUpdate { } (
        map (path: lib.setAttrByPath path (mkOption { visible = false; default = "_mkMergedOptionModule"; })) from
      );
      config =
        let
          defined = lib.any (path: lib.attrByPath path "_mkMergedOptionModule" config != "_mkMergedOptionModule") from;
        in
        lib.setAttrByPath to (modules.mkIf defined (merge config));
    };
  mkAliasDefinitions = mkAliasAndWrapDefinitions lib.id;
  mkAliasAndWrapDefinitions = wrap: option: modules.mkIf (option.isDefined or false) (wrap (modules.mkMerge option.definitions));
  mkAliasAndWrapDefsWithPriority =
    wrap: option:
    modules.mkIf (option.isDefined or false) (
      # Each on its own: an override around a merge would hide it.
      wrap (
        modules.mkMerge (
          map (modules.mkOverride (option.highestPrio or modules.defaultOverridePriority)) option.definitions
        )
      )
    );
  mkAliasIfDef = option: modules.mkIf (option.isDefined or false);
  mkDerivedConfig = option: f: modules.mkAliasAndWrapDefinitions lib.id (option // { definitions = map f option.definitions; });
  fixupOptionType = loc: option: option;
  mergeAttrDefinitionsWithPrio = option: lib.mapAttrs (_: defs: modules.filterOverrides' defs) { };
}
