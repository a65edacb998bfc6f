# Values that are module evaluations of their own.
{ lib, types }:
rec {
  submodule =
    modules:
    submoduleWith {
      shorthandOnlyDefinesConfig = true;
      modules = lib.toList modules;
    };

  # `known` is the place in the embedded facts that holds the options of the submodule, or null.
  submoduleWith =
    {
      modules,
      specialArgs ? { },
      shorthandOnlyDefinesConfig ? false,
      description ? null,
      class ? null,
      known ? null,
      freeform ? null,
    }@arguments:
    let
      definitionModule =
        def:
        let
          value = def.value;
        in
        if builtins.isAttrs value && shorthandOnlyDefinesConfig then
          {
            _file = def.file;
            # Nobody compares definitions in here with those of another evaluation of the submodule.
            _fileStays = true;
            _position = def.pos or null;
            config = value;
          }
        else
          lib.setDefaultModuleLocation def.file value;
      evaluate =
        loc: defs:
        lib.evalModules {
          inherit class specialArgs known;
          prefix = loc;
          modules =
            [ { _module.args.name = lib.mkOptionDefault (lib.last loc); } ]
            ++ lib.optional (freeform != null) { _module.freeformType = freeform; }
            ++ modules
            ++ map definitionModule defs;
        };
      freeformType = if freeform != null then freeform else (lib.evalModules { inherit modules specialArgs class; }).freeformType;
    in
    types.mkOptionType {
      name = "submodule";
      description =
        if description != null then
          description
        else if freeform != null then
          "open submodule of ${types.phrase [ "noun" "composite" ] freeform}"
        else
          "submodule";
      descriptionClass = if freeform != null then "composite" else "noun";
      check = x: builtins.isAttrs x || lib.isFunction x || builtins.isPath x;
      merge = loc: defs: (evaluate loc defs).config;
      emptyValue.value = { };
      getSubOptions = prefix: (lib.evalModules { inherit prefix modules specialArgs class known; }).options;
      getSubModules = modules;
      substSubModules = m: submoduleWith (arguments // { modules = m; });
      nestedTypes = lib.optionalAttrs (freeform != null) { inherit freeformType; };
      functor = (types.defaultFunctor "submodule") // {
        type = submoduleWith;
        payload = {
          inherit modules specialArgs shorthandOnlyDefinesConfig description class known freeform;
        };
        binOp = a: b: {
          modules = a.modules ++ b.modules;
          specialArgs = a.specialArgs // b.specialArgs;
          shorthandOnlyDefinesConfig = a.shorthandOnlyDefinesConfig || b.shorthandOnlyDefinesConfig;
          description = if a.description == null then b.description else a.description;
          class = if a.class == null then b.class else a.class;
          known = if a.known == null then b.known else a.known;
          freeform = if a.freeform == null then b.freeform else a.freeform;
        };
      };
      hasItems = true;
      items = loc: defs: (evaluate loc defs).items;
    };

  deferredModule = deferredModuleWith { };
  deferredModuleWith =
    {
      staticModules ? [ ],
    }:
    types.mkOptionType {
      name = "deferredModule";
      description = "module";
      descriptionClass = "noun";
      check = x: builtins.isAttrs x || lib.isFunction x || builtins.isPath x;
      merge = loc: defs: {
        imports =
          staticModules
          ++ map (def: lib.setDefaultModuleLocation "${def.file}, via option ${lib.showOption loc}" def.value) defs;
      };
      emptyValue.value = { };
    };

  optionDeclaration = types.mkOptionType {
    name = "optionDeclaration";
    description = "option declaration";
    descriptionClass = "noun";
    check = lib.isOption;
    merge = lib.mergeOneOption;
  };
}
