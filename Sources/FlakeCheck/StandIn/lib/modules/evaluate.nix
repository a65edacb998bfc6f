# A whole evaluation: from a list of modules to `config`, `options` and what can be checked.
{ lib, modules }:
let
  inherit (lib) showOption showDefs;

  internal =
    specialArgs:
    let
      inherit (lib) mkOption types;
      hidden = args: mkOption (args // { internal = true; });
    in
    {
      _file = "the module system";
      key = "module-system";
      options._module = {
        args = hidden { type = types.lazyAttrsOf types.raw; };
        check = hidden {
          type = types.bool;
          default = true;
        };
        freeformType = hidden {
          type = types.nullOr types.optionType;
          default = null;
        };
        specialArgs = hidden {
          type = types.raw;
          readOnly = true;
          default = specialArgs;
        };
      };
    };
in
rec {
  # `known` gives the options that exist without a declaration (see facts/cursor.nix).
  evalModules =
    {
      modules,
      prefix ? [ ],
      specialArgs ? { },
      args ? { },
      check ? true,
      class ? null,
      known ? null,
    }@arguments:
    let
      moduleArgs = {
        inherit lib options specialArgs;
        config = plain;
        _class = class;
        _prefix = prefix;
      }
      // specialArgs;

      collect = lib.modules.collectModules class (specialArgs.modulesPath or "") moduleArgs;
      collected = collect (
        modules
        ++ [
          options'
          arguments'
        ]
      );
      options' = internal specialArgs;
      arguments' = {
        _file = "the module system";
        key = "module-arguments";
        config._module.args = {
          inherit extendModules;
          moduleType = type;
        }
        // args;
      };

      level = lib.modules.mergeLevel {
        inherit prefix;
        known = if known == null then null else known.rooted {
            inherit defs;
            config = plain;
          };
        decls = map (m: m.declaration) (lib.reverseList collected);
        inherit defs;
      };
      defs = map (m: m.definition) (lib.reverseList collected);

      freeformType = level.config._module.freeformType;
      free =
        if freeformType == null || level.unmatched == [ ] then
          { }
        else
          freeformType.merge prefix (
            builtins.concatMap (
              u:
              map (def: {
                inherit (def) file pos;
                value = lib.setAttrByPath (lib.drop (builtins.length prefix) u.loc) def.value;
              }) u.defs
            ) level.unmatched
          );
      plain =
        if freeformType == null then
          removeAttrs level.config [ "_module" ] // { inherit (level.config) _module; }
        else
          lib.recursiveUpdateUntil (path: a: b: builtins.length path > 0 && !(builtins.isAttrs a && builtins.isAttrs b && !(lib.isDerivation a))) free level.config;
      options = level.options;

      unknown = lib.facts.cutoff (if freeformType == null && check then level.unmatched else [ ]);
      message =
        let
          first = builtins.head unknown;
        in
        "The option `${showOption first.loc}' does not exist. Definition values:${showDefs (map (d: d // { value = unwrap d.value; }) first.defs)}";
      config = if unknown == [ ] || !level.config._module.check then removeAttrs plain [ "_module" ] else throw message;

      extendModules =
        extension:
        evalModules (
          arguments
          // {
            modules = arguments.modules ++ extension.modules or [ ];
            specialArgs = specialArgs // extension.specialArgs or { };
            prefix = extension.prefix or prefix;
          }
        );
      type = lib.types.submoduleWith { inherit modules specialArgs class; };
    in
    {
      _type = "configuration";
      inherit
        class
        config
        options
        extendModules
        type
        freeformType
        ;
      inherit (level.config) _module;
      # `config` even when something undefined is set.
      unchecked = plain;
      graph = [ ];
      # Everything that can be checked on its own: undefined options first, then the definitions.
      items =
        map (u: u // { kind = "unknown"; demanded = true; }) (if check then unknown else [ ])
        ++ lib.optionals (freeformType != null && known != null) (
          map (
            u:
            u
            // {
              kind = "free";
              demanded = true;
              value = lib.attrByPath (lib.drop (builtins.length prefix) u.loc) null plain;
            }
          ) level.unmatched
        )
        ++ level.items;
    };

  # The value inside properties, for messages.
  unwrap =
    value:
    let
      kind = value._type or "";
    in
    if kind == "if" || kind == "override" || kind == "order" then
      unwrap value.content
    else if kind == "merge" then
      if value.contents == [ ] then null else unwrap (builtins.head value.contents)
    else
      value;
}
