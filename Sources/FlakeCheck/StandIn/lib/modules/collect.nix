# Modules and everything they import, each once.
{ lib, modules }:
let
  structural = [
    "_class"
    "_file"
    "_position"
    "key"
    "disabledModules"
    "imports"
    "options"
    "config"
    "meta"
    "freeformType"
  ];
in
rec {
  # A module function called with the arguments it names: from the special arguments, else from
  # `_module.args`, looked up only when the module uses them.
  applyModuleArgs =
    file: f: args:
    let
      context = name: ''while evaluating the module argument `${name}' in "${file}":'';
      wanted = builtins.mapAttrs (
        name: _: builtins.addErrorContext (context name) (args.${name} or args.config._module.args.${name})
      ) (lib.functionArgs f);
    in
    f (args // wanted);
  applyModuleArgsIfFunction = key: f: args: if lib.isFunction f then applyModuleArgs key f args else f;

  unifyModuleSyntax =
    file: key: m:
    let
      bad = removeAttrs m structural;
      names = builtins.attrNames bad;
      explicit = m ? config || m ? options;
      extra = m: lib.optionalAttrs (m ? meta) { inherit (m) meta; };
      freeform = m: lib.optionalAttrs (m ? freeformType) { _module.freeformType = m.freeformType; };
      with' = config: if m ? freeformType || (explicit && m ? meta) then modules.mkMerge [ config (extra m // freeform m) ] else config;
    in
    {
      _file = toString m._file or file;
      _class = m._class or null;
      position = m._position or null;
      key = toString m.key or key;
      disabledModules = m.disabledModules or [ ];
      imports = m.imports or [ ];
      options = m.options or { };
      config =
        if explicit then
          if names != [ ] then
            throw "Module `${key}' has an unsupported attribute `${builtins.head names}'. This is caused by introducing a top-level `config' or `options' attribute. Add configuration attributes immediately on the top level instead, or move all of them (namely: ${toString names}) into the explicit `config' attribute."
          else
            with' (m.config or { })
        else
          with' (removeAttrs m (lib.remove "meta" structural));
    };

  # A module as it may be written (set, function, path, string) in the one form used below.
  loadModule =
    args: fallbackFile: fallbackKey: m:
    if lib.isFunction m then
      unifyModuleSyntax fallbackFile fallbackKey (applyModuleArgs fallbackKey m args)
    else if builtins.isAttrs m then
      if m._type or "module" == "module" then
        unifyModuleSyntax fallbackFile fallbackKey m
      else if m._type == "if" || m._type == "override" then
        loadModule args fallbackFile fallbackKey { config = m; }
      else
        throw (
          "Could not load a value as a module, because it is of type ${builtins.toJSON m._type}"
          + lib.optionalString (fallbackFile != lib.unknownModule) ", in file ${toString fallbackFile}."
          + lib.optionalString (m._type == "configuration") " If you do intend to import this configuration, please only import the modules that make up the configuration."
          + lib.optionalString (m._type == "flake") " Perhaps you forgot to select an attribute name?"
        )
    else if builtins.isList m then
      unifyModuleSyntax fallbackFile fallbackKey { imports = m; }
    else
      let
        loaded = import m;
      in
      if lib.isFunction loaded then
        unifyModuleSyntax (toString m) (toString m) (applyModuleArgs (toString m) loaded args)
      else if builtins.isAttrs loaded then
        if loaded._type or "module" == "module" then unifyModuleSyntax (toString m) (toString m) loaded else loadModule args (toString m) (toString m) loaded
      else
        throw "Expected a module, but found a value of type ${builtins.typeOf loaded}, while trying to load a module into ${toString m}";

  # `modulesPath` resolves what `disabledModules` names; `class` refuses modules of another system.
  collectModules =
    class: modulesPath: initial: args:
    let
      node =
        parentFile: parentKey: index: m:
        let
          module = loadModule args parentFile "${parentKey}:anon-${toString index}" m;
          checked =
            if class != null && module._class != null && module._class != class then
              throw "The module `${module._file}' (class: ${builtins.toJSON module._class}) cannot be imported into a module evaluation that expects class ${builtins.toJSON class}."
            else
              module;
        in
        {
          inherit (module) key;
          module = checked;
          imports = lib.imap1 (n: node module._file module.key n) checked.imports;
        };
      flatten = nodes: builtins.genericClosure {
        startSet = nodes;
        operator = n: n.imports;
      };
      all = flatten (lib.imap1 (node lib.unknownModule "") initial);
      disabledKey =
        file: d:
        if builtins.isString d then
          if lib.hasPrefix "/" d then d else "${toString modulesPath}/${d}"
        else if builtins.isAttrs d then
          toString (d.key or (throw "Module `${file}` contains a disabledModules item that is an attribute set, presumably a module, that does not have a `key` attribute."))
        else
          toString d;
      disabled = builtins.concatMap (n: map (disabledKey n.module._file) n.module.disabledModules) all;
      keep = n: !(builtins.elem n.key disabled);
      # Imports of a disabled module go with it.
      prune = nodes: map (n: n // { imports = prune n.imports; }) (builtins.filter keep nodes);
    in
    map (n: n.module) (
      if disabled == [ ] then all else flatten (prune (lib.imap1 (node lib.unknownModule "") initial))
    );

  setDefaultModuleLocation = file: m: {
    _file = file;
    imports = [ m ];
  };
  importApply = path: static: setDefaultModuleLocation path (import path static);
  importJSON = file: {
    _file = file;
    config = lib.importJSON file;
  };
  importTOML = file: {
    _file = file;
    config = lib.importTOML file;
  };
}
