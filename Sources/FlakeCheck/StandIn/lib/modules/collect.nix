# Modules and everything they import, each once.
{ lib, modules }:
let
  structural = [
    "_class"
    "_file"
    "_fileStays"
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
  # The arguments that a module function names: from the special arguments, else from
  # `_module.args`, looked up only when the module uses them.
  moduleArguments =
    file: f: args:
    let
      context = name: ''while evaluating the module argument `${name}' in "${file}":'';
    in
    args
    // builtins.mapAttrs (
      name: _: builtins.addErrorContext (context name) (args.${name} or args.config._module.args.${name})
    ) (lib.functionArgs f);
  applyModuleArgs = file: f: args: f (moduleArguments file f args);
  applyModuleArgsIfFunction = key: f: args: if lib.isFunction f then applyModuleArgs key f args else f;

  unifyModuleSyntax = unifyModule (value: value);
  # A module that is a function or a file: what its set says about itself is mostly the same after another
  # attribute came to it.
  unifyModuleFunction =
    file: key: f: args:
    let
      # Stays when the body of the function is evaluated again.
      arguments = moduleArguments key f args;
    in
    unifyModule lib.facts.cutoff file key (f arguments);
  unifyModule =
    settled: file: key: m:
    let
      bad = removeAttrs m structural;
      names = builtins.attrNames bad;
      explicit = m ? config || m ? options;
      extra = m: lib.optionalAttrs (m ? meta) { inherit (m) meta; };
      freeform = m: lib.optionalAttrs (m ? freeformType) { _module.freeformType = m.freeformType; };
      with' = config: if m ? freeformType || (explicit && m ? meta) then modules.mkMerge [ config (extra m // freeform m) ] else config;
    in
    {
      _file = settled (toString m._file or file);
      _class = settled (m._class or null);
      fileStays = settled (m._fileStays or false);
      position = settled (m._position or null);
      key = settled (toString m.key or key);
      disabledModules = settled (m.disabledModules or [ ]);
      imports = settled (m.imports or [ ]);
      options = settled (m.options or { });
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
      unifyModuleFunction fallbackFile fallbackKey m args
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
      throw "Module imports can't be nested lists. Perhaps you meant to remove one level of lists? Definitions: - In `${toString fallbackFile}'"
    else
      let
        loaded = import m;
        name = toString m;
        kind = lib.facts.cutoff (
          if lib.isFunction loaded then
            "function"
          else if !builtins.isAttrs loaded then
            "none"
          else if loaded._type or "module" == "module" then
            "set"
          else
            "property"
        );
      in
      if kind == "function" then
        unifyModuleFunction name name loaded args
      else if kind == "set" then
        unifyModule lib.facts.cutoff name name loaded
      else if kind == "property" then
        loadModule args name name loaded
      else
        throw "Expected a module, but found a value of type ${builtins.typeOf loaded}, while trying to load a module into ${name}";

  # `modulesPath` resolves what `disabledModules` names; `class` refuses modules of another system. The
  # function that this gives turns a list of modules into that of all modules.
  collectModules =
    class: modulesPath: args:
    let
      node =
        parentFile: parentKey: index: m:
        if builtins.isPath m then
          lib.facts.once fileNode m
        else
          loaded false (loadModule args parentFile "${parentKey}:anon-${toString index}" m);
      # A file is the same module wherever it is imported.
      fileNode = path: loaded true (loadModule args "" "" path);
      # A file is one module, and so is its name one object.
      loaded =
        isFile: module:
        let
          checked =
            if class != null && module._class != null && module._class != class then
              throw "The module `${module._file}' (class: ${builtins.toJSON module._class}) cannot be imported into a module evaluation that expects class ${builtins.toJSON class}."
            else
              module;
          file = checked._file;
        in
        {
          inherit (module) key;
          # What it declares and defines is made once for a file, so that a module that stays has the same.
          module = checked // {
            declaration =
              let
                declaration = {
                  inherit file;
                  value = checked.options;
                };
              in
              declaration // { parts = modules.declarationsIn args._prefix declaration; };
            definition =
              let
                definition = {
                  inherit file;
                  fileStays = isFile || module.fileStays;
                  pos = checked.position;
                  value = checked.config;
                };
              in
              definition // { parts = modules.partsOf args._prefix definition; };
          };
          imports = lib.imap1 (n: node module._file module.key n) checked.imports;
        };
      flatten = nodes: builtins.genericClosure {
        startSet = nodes;
        operator = n: n.imports;
      };
      disabledKey =
        file: d:
        if builtins.isString d then
          if lib.hasPrefix "/" d then d else "${toString modulesPath}/${d}"
        else if builtins.isAttrs d then
          toString (d.key or (throw "Module `${file}` contains a disabledModules item that is an attribute set, presumably a module, that does not have a `key` attribute."))
        else
          toString d;
    in
    initial:
    let
      all = flatten (lib.imap1 (node lib.unknownModule "") initial);
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
