# The embedded facts as the rest of the stand-in uses them.
#
# `source` answers look-ups by name: in the program a set of primitives over packed tables, else
# the same answers from a JSON file. Nothing is read before it is asked for.
{ source }:
let
  join = builtins.concatStringsSep ".";
in
rec {
  inherit (source)
    release
    libNames
    packageNames
    aliasNames
    scopeNames
    commonAttributes
    mentioned
    cutoff
    once
    repeat
    open
    definitions
    ;
  package = source.package;
  alias = source.alias;
  scope = source.scope;
  nearest = source.nearest;
  # Says something about the configuration and goes on: `{ severity, code, message, fix, place }`.
  report = source.report;

  # A place in the tree of known options. `base` is where the evaluation that asks begins: the root
  # of all options, or the option whose submodule is evaluated.
  cursor =
    {
      path,
      base,
      root,
    }:
    let
      name = join path;
      names = source.children name;
      option = if builtins.length path == builtins.length base then null else source.option name;
      relative = from: drop (builtins.length base) (split from);
      inside = prefix: from: prefix == "" || builtins.substring 0 (builtins.stringLength prefix + 1) from == "${prefix}.";
      # Options that were renamed to this one: not those of an outer evaluation, nor those that an inner
      # one sees to.
      renamed =
        map
          (alias: {
            inherit (alias) rest;
            path = relative alias.from;
          })
          (
            builtins.filter (
              alias: inside (join base) alias.from && (alias.rest == [ ] || !(inside name alias.from))
            ) (source.aliasesOf name)
          );
    in
    {
      inherit path names;
      hasChildren = names != { };
      child =
        name:
        cursor {
          path = path ++ [ name ];
          inherit base root;
        };
      # The same place as the root of a submodule.
      rooted =
        evaluation:
        cursor {
          inherit path;
          base = path;
          root = evaluation // {
            definitions = definitionsByName evaluation.defs;
            pkgs = if root == null then evaluation.config._module.args.pkgs else root.pkgs;
          };
        };
      option = if option == null then null else option // { forced = has "f" option.flags; };

      # Definitions of options that were renamed to this one.
      forwarded = cutoff (builtins.concatMap (
        alias:
        let
          found = definitionsAt alias.path root.definitions;
        in
        if found == [ ] then
          [ ]
        else if alias.rest == [ ] then
          found
        else
          [
            {
              inherit (builtins.head found) file pos;
              value = nest alias.rest {
                _type = "merge";
                contents = map (d: d.value) found;
              };
            }
          ]
      ) (if root == null then [ ] else renamed));

      # The option as a declaration.
      declare =
        lib: loc:
        let
          type = lib.types.known (cursor { inherit path root; base = path; }) option.type;
          text = lib.showOption loc;
        in
        {
          _type = "option";
          inherit type;
          file = "nixpkgs";
          readOnly = has "r" option.flags;
        }
        // (
          if option ? target then
            {
              kind = "renamed";
              inherit (option) target;
              read =
                let
                  target = relative option.target;
                in
                lib.attrByPath target (throw "The option `${text}' was renamed to `${option.target}', which is not there.") root.config;
            }
          else if has "x" option.flags then
            {
              kind = "removed";
              read = throw "The option `${text}' can no longer be used since it's been removed.";
            }
          else
            {
              default =
                if option ? package then
                  lib.attrByPath (split option.package) (assumed lib type text) root.pkgs
                else
                  option.default or (assumed lib type text);
            }
        );
    };

  options = cursor {
    path = [ ];
    base = [ ];
    root = null;
  };

  # What an option without a known default is taken to be: nothing that a configuration could
  # trip over.
  assumed =
    lib: type: text:
    {
      bool = false;
      int = 0;
      unsignedInt16 = 0;
      listOf = [ ];
      attrsOf = { };
      lazyAttrsOf = { };
      attrs = { };
      nullOr = null;
      enum = builtins.head (type.functor.payload or [ null ]);
      path = "/nix/store/00000000000000000000000000000000-${builtins.replaceStrings [ "\"" ] [ "" ] text}";
      package = opaque text;
      submodule = { };
      functionTo = _: null;
      lines = "";
      commas = "";
      envVar = "";
      either = assumed lib (type.nestedTypes.left or lib.types.unspecified) text;
      coercedTo = assumed lib (type.nestedTypes.finalType or lib.types.unspecified) text;
      unspecified = { };
      raw = opaque text;
      nixpkgs-config = { };
      anything = { };
    }
    .${type.name} or (if type.check "" then "" else if type.check 0 then 0 else if type.check 1 then 1 else opaque text);

  # What the attribute of something is that the facts know a part of: a value nobody knows, but null, and
  # so an error, where it looks like a misspelt one of `names`. Names that differ in a number are those of
  # other releases.
  unlisted =
    about: names: attribute:
    let
      plain = builtins.match "[^0-9]*" attribute != null;
    in
    if !builtins.elem attribute names && plain && source.nearest attribute names != null then
      null
    else
      opaque "${about}-${attribute}";
  # Whether a name that a configuration reads is a misspelt one of those it sets. Short names that differ by a
  # letter more are mostly others: sshd and sshfs.
  misread =
    name: names:
    let
      length = builtins.stringLength name;
      near = source.nearest name names;
      apart = builtins.stringLength near - length;
    in
    near != null && (apart == 0 || length > 4 && apart >= -1 && apart <= 1);
  # Functions of packages, which are misspelt more often than the facts lack what looks like them.
  packageFunctions = [
    "override"
    "overrideAttrs"
    "overrideDerivation"
    "overridePythonAttrs"
    "overrideScope"
    "withPackages"
  ];

  # A value nobody knows: a package, a function and a string at once, and a set of such.
  opaque = name: {
    type = "derivation";
    inherit name;
    outPath = "/nix/store/00000000000000000000000000000000-${builtins.replaceStrings [ " " "\"" "<" ">" ] [ "-" "" "" "" ] name}";
    drvPath = "/nix/store/00000000000000000000000000000000-${builtins.replaceStrings [ " " "\"" "<" ">" ] [ "-" "" "" "" ] name}.drv";
    outputs = [ "out" ];
    outputName = "out";
    meta = { };
    system = "x86_64-linux";
    __functor = self: _: self;
    override = _: opaque name;
    overrideAttrs = _: opaque name;
    __unlisted = unlisted name packageFunctions;
  };

  has = letter: flags: builtins.match ".*${letter}.*" flags != null;
  drop = n: list: builtins.genList (i: builtins.elemAt list (n + i)) (let left = builtins.length list - n; in if left < 0 then 0 else left);
  split = text: builtins.filter builtins.isString (builtins.split "\\." text);
  nest =
    path: value:
    if path == [ ] then value else { ${builtins.head path} = nest (drop 1 path) value; };
  # Definitions by name, properties pushed in: `{ NAME = { found; below; }; }`, and so on below. Many
  # options are looked for under other names, and all of them share one such tree.
  definitionsByName =
    defs:
    builtins.mapAttrs
      (_: found: {
        inherit found;
        below = definitionsByName found;
      })
      (
        builtins.zipAttrsWith (_: builtins.concatLists) (
          builtins.concatMap (
            def:
            builtins.concatMap (
              part:
              if builtins.isAttrs part.set then
                [ (definitions { inherit (def) file; } part.wrap part.set) ]
              else
                [ ]
            ) (source.pushed def.value)
          ) defs
        )
      );
  definitionsAt =
    path: definitions:
    let
      here = definitions.${builtins.head path} or { found = [ ]; };
    in
    if builtins.length path == 1 || here.found == [ ] then
      here.found
    else
      definitionsAt (drop 1 path) here.below;
}
