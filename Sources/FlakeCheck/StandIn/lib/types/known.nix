# Types of the embedded facts: `{ c = CONSTRUCTOR; a = ARGUMENTS; }` turned into a type.
#
# What the facts do not describe in full (functions of a coercion, types cut at the seventh level)
# becomes a type that accepts: a wrong message is worse than none.
{ lib, types }:
let
  inherit (types) mkOptionType;

  unitOption = types.addCheck types.unspecified (_: true) // {
    description = "systemd option";
    merge =
      loc: defs:
      let
        values = lib.getValues defs;
      in
      if builtins.isList (builtins.head values) then
        builtins.concatLists (map lib.toList values)
      else
        lib.mergeEqualOption loc defs;
  };
  sysctl = mkOptionType {
    name = "sysctl option value";
    descriptionClass = "noun";
    check =
      x:
      x == null || builtins.isInt x || builtins.isBool x || lib.isStringLike x;
    merge = loc: defs: lib.mergeOneOption loc (lib.modules.filterOverrides defs);
  };
  overlay = mkOptionType {
    name = "nixpkgs-overlay";
    description = "nixpkgs overlay";
    descriptionClass = "noun";
    check = lib.isFunction;
    merge = lib.mergeOneOption;
  };
  # The definition of the first module wins without a word; only the lists of names are joined.
  configuration = mkOptionType {
    name = "nixpkgs-config";
    description = "nixpkgs config";
    descriptionClass = "noun";
    check = x: builtins.isAttrs x || lib.isFunction x;
    merge =
      loc: defs:
      let
        given = map (def: if lib.isFunction def.value then def.value { } else def.value) defs;
        merged = builtins.foldl' lib.recursiveUpdate { } given;
        joined =
          name:
          lib.optionalAttrs (merged ? ${name}) {
            ${name} = builtins.concatMap (c: c.${name} or [ ]) given;
          };
      in
      merged // joined "allowUnfreePackages" // joined "permittedInsecurePackages";
  };
  between =
    text:
    let
      found = builtins.match "integer between (-?[0-9]+) and (-?[0-9]+) .*" text;
      number = i: builtins.fromJSON (builtins.elemAt found i);
    in
    if found == null then types.int else types.ints.between (number 0) (number 1);

  named = {
    inherit (types)
      bool
      int
      float
      str
      path
      package
      lines
      commas
      envVar
      anything
      raw
      unspecified
      attrs
      nonEmptyStr
      singleLineStr
      pathInStore
      shellPackage
      optionType
      boolByOr
      deferredModule
      ;
    string = types.str;
    separatedString = types.separatedString " ";
    absolutePath = types.path;
    unsignedInt = types.ints.unsigned;
    positiveInt = types.ints.positive;
    unsignedInt8 = types.ints.u8;
    unsignedInt16 = types.ints.u16;
    unsignedInt32 = types.ints.u32;
    signedInt8 = types.ints.s8;
    signedInt16 = types.ints.s16;
    signedInt32 = types.ints.s32;
    numberNonnegative = types.numbers.nonnegative;
    numberPositive = types.numbers.positive;
    "passwdEntry str" = types.passwdEntry types.str;
    "passwdEntry path" = types.passwdEntry types.path;
    kernelParam = types.strMatching "([^\"[:space:]]|\"[^\"]*\")+" // {
      description = "string, with spaces inside double quotes";
    };
    "systemd option" = unitOption;
    "sysctl option value" = sysctl;
    nixpkgs-overlay = overlay;
    nixpkgs-config = configuration;
    any = types.anything;
    pkgs = types.pkgs;
  };

  # A conversion of the facts accepts both ends: what the function does is not known.
  coerced =
    from: to:
    types.either to from
    // {
      description = "${types.phrase [ "noun" ] to} or ${types.phrase [ "noun" ] from} convertible to it";
      descriptionClass = "nonRestrictiveClause";
      merge =
        loc: defs:
        if builtins.all (def: to.check def.value) defs then
          to.merge loc defs
        else if from.name == "listOf" && builtins.all (def: from.check def.value) defs then
          # Several modules give lists, as with kernel modules: converted or not, they add up.
          from.merge loc defs
        else if to.name == "listOf" then
          to.merge loc (map (def: def // { value = lib.toList def.value; }) defs)
        else
          lib.mergeOneOption loc defs;
    };
in
# `cursor` is the place of the option in the facts, where the options of a submodule are found.
cursor:
let
  build =
    text:
    let
      expr =
        if builtins.isString text then
          {
            c = text;
            a = [ ];
          }
        else
          text;
      argument = i: build (builtins.elemAt expr.a i);
      constructors = {
        nullOr = types.nullOr (argument 0);
        listOf = types.listOf (argument 0);
        nonEmptyListOf = types.nonEmptyListOf (argument 0);
        attrsOf = types.attrsOf (argument 0);
        lazyAttrsOf = types.lazyAttrsOf (argument 0);
        attrListOf = types.attrListOf (argument 0);
        functionTo = types.functionTo (argument 0);
        unique = types.uniq (argument 0);
        either = types.either (argument 0) (argument 1);
        coercedTo = coerced (argument 0) (argument 1);
        enum = types.enum expr.a;
        strMatching = types.strMatching (builtins.head expr.a);
        intBetween = between (builtins.head expr.a);
        submodule = types.submoduleWith {
          modules = [ ];
          shorthandOnlyDefinesConfig = true;
          known = if cursor.hasChildren then cursor else null;
          freeform = if expr.a == [ ] then (if cursor.hasChildren then null else types.anything) else argument 0;
        };
      };
    in
    constructors.${expr.c} or named.${expr.c} or types.unspecified;
in
build
