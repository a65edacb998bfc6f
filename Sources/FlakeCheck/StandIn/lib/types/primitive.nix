# Types of single values.
{ lib, types }:
let
  inherit (types) mkOptionType;
  simple =
    name: description: check:
    mkOptionType {
      inherit name description check;
      descriptionClass = "noun";
      merge = lib.mergeEqualOption;
    };
  clause = type: type // { descriptionClass = "nonRestrictiveClause"; };

  isInt = builtins.isInt;
  between =
    low: high:
    simple "intBetween" "integer between ${toString low} and ${toString high} (both inclusive)" (
      x: isInt x && x >= low && x <= high
    );
  unsignedSized =
    bits: high:
    simple "unsignedInt${toString bits}"
      "${toString bits} bit unsigned integer; between 0 and ${toString high} (both inclusive)"
      (x: isInt x && x >= 0 && x <= high);
  signedSized =
    bits: high:
    simple "signedInt${toString bits}"
      "${toString bits} bit signed integer; between ${toString (-high - 1)} and ${toString high} (both inclusive)"
      (x: isInt x && x >= -high - 1 && x <= high);
  isNumber = x: isInt x || builtins.isFloat x;
  strings =
    separator: name: description:
    simple name description builtins.isString
    // {
      merge = loc: defs: builtins.concatStringsSep separator (lib.getValues defs);
      emptyValue = { };
      functor = (types.defaultFunctor name) // {
        payload = separator;
        binOp = a: b: if a == b then a else null;
        type = _: strings separator name description;
      };
    };
  oneLine = text: builtins.match "[^\n\r]*\n?" text != null;
in
rec {
  bool = simple "bool" "boolean" builtins.isBool;
  boolByOr = bool // {
    name = "boolByOr";
    merge = loc: defs: builtins.any (def: def.value) defs;
  };
  int = simple "int" "signed integer" isInt;
  float = simple "float" "floating point number" builtins.isFloat;
  number = types.either int float;
  numbers = {
    between =
      low: high:
      simple "numberBetween" "integer or floating point number between ${toString low} and ${toString high} (both inclusive)" (
        x: isNumber x && x >= low && x <= high
      );
    nonnegative = clause (simple "numberNonnegative" "nonnegative integer or floating point number, meaning >=0" (x: isNumber x && x >= 0));
    positive = clause (simple "numberPositive" "positive integer or floating point number, meaning >0" (x: isNumber x && x > 0));
  };
  ints = {
    inherit between;
    unsigned = clause (simple "unsignedInt" "unsigned integer, meaning >=0" (x: isInt x && x >= 0));
    positive = clause (simple "positiveInt" "positive integer, meaning >0" (x: isInt x && x > 0));
    u8 = unsignedSized 8 255;
    u16 = unsignedSized 16 65535;
    u32 = unsignedSized 32 4294967295;
    s8 = signedSized 8 127;
    s16 = signedSized 16 32767;
    s32 = signedSized 32 2147483647;
  };
  port = ints.u16;

  str = simple "str" "string" builtins.isString;
  nonEmptyStr = simple "nonEmptyStr" "non-empty string" (
    x: builtins.isString x && builtins.match "[ \t\n]*" x == null
  );
  singleLineStr =
    simple "singleLineStr" "(optionally newline-terminated) single-line string" (
      x: builtins.isString x && oneLine x
    )
    // {
      merge = loc: defs: lib.removeSuffix "\n" (lib.mergeEqualOption loc defs);
    };
  strMatching =
    pattern:
    simple "strMatching ${lib.escapeNixString pattern}" "string matching the pattern ${pattern}" (
      x: builtins.isString x && builtins.match pattern x != null
    );
  lines = strings "\n" "lines" "strings concatenated with \"\\n\"";
  commas = strings "," "commas" "strings concatenated with \",\"";
  envVar = strings ":" "envVar" "strings concatenated with \":\"";
  separatedString = sep: strings sep "separatedString" "strings concatenated with ${builtins.toJSON sep}";
  string = separatedString "";
  passwdEntry =
    inner:
    types.addCheck inner (x: !(lib.hasInfix ":" x || lib.hasInfix "\n" x))
    // {
      name = "passwdEntry ${inner.name}";
      description = "${inner.description}, not containing newlines or colons";
      descriptionClass = "nonRestrictiveClause";
    };

  path = pathWith { absolute = true; };
  pathWith =
    {
      inStore ? null,
      absolute ? null,
    }:
    simple "path" (if inStore == true then "path in the Nix store" else "absolute path") (
      x:
      lib.isStringLike x
      && (absolute != true || lib.hasPrefix "/" (toString x))
      && (inStore == null || lib.isStorePath x == inStore)
    );
  pathInStore = pathWith { inStore = true; };
  externalPath = pathWith {
    absolute = true;
    inStore = false;
  };
  package =
    simple "package" "package" (x: lib.isDerivation x || lib.isStorePath x)
    // {
      merge =
        loc: defs:
        let
          value = lib.mergeOneOption loc defs;
        in
        if builtins.isPath value || (builtins.isString value && !builtins.hasContext value) then
          lib.toDerivation value
        else
          value;
    };
  shellPackage =
    types.addCheck package (x: x ? shellPath)
    // {
      description = "shell package";
    };
  pkgs = types.addCheck (attrs // { name = "pkgs"; description = "Nixpkgs package set"; }) (x: x._type or null == "pkgs") // { merge = lib.mergeOneOption; };
  fileset = simple "fileset" "fileset" (_: true);

  attrs = mkOptionType {
    name = "attrs";
    description = "attribute set";
    descriptionClass = "noun";
    check = builtins.isAttrs;
    merge = loc: builtins.foldl' (acc: def: acc // def.value) { };
    emptyValue = {
      value = { };
    };
  };
  raw = mkOptionType {
    name = "raw";
    description = "raw value";
    descriptionClass = "noun";
    merge = lib.mergeOneOption;
  };
  unspecified = mkOptionType {
    name = "unspecified";
    description = "unspecified value";
    descriptionClass = "noun";
  };
  optionType = mkOptionType {
    name = "optionType";
    description = "optionType";
    descriptionClass = "noun";
    check = types.isOptionType;
    merge =
      loc: defs:
      builtins.foldl' (
        acc: def:
        let
          both = acc.typeMerge def.value.functor;
        in
        if both == null then acc else both
      ) (builtins.head defs).value (builtins.tail defs);
  };
  luaInline = mkOptionType {
    name = "luaInline";
    description = "inline lua";
    descriptionClass = "noun";
    check = types.isType "lua-inline";
    merge = lib.mergeEqualOption;
  };
  # Sets, lists and scalars merged to any depth; anything else must be equal.
  anything = mkOptionType {
    name = "anything";
    description = "anything";
    descriptionClass = "noun";
    check = _: true;
    merge =
      loc: defs:
      let
        kind =
          v: if lib.isStringLike v && !builtins.isString v then "stringCoercibleSet" else builtins.typeOf v;
        kinds = lib.unique (map (def: kind def.value) defs);
        one = builtins.head kinds;
      in
      if builtins.length kinds > 1 then
        throw "The option `${lib.showOption loc}' has conflicting option types in ${lib.showFiles (lib.getFiles defs)}"
      else if one == "set" then
        (types.lazyAttrsOf anything).merge loc defs
      else if one == "list" then
        if builtins.length defs > 1 then lib.mergeDefaultOption loc defs else (types.listOf anything).merge loc defs
      else if one == "lambda" then
        x:
        anything.merge (loc ++ [ "<function body>" ]) (
          map (def: {
            inherit (def) file;
            value = def.value x;
          }) defs
        )
      else if one == "stringCoercibleSet" then
        lib.mergeOneOption loc defs
      else
        lib.mergeEqualOption loc defs;
  };
  # A value that JSON can hold, as `pkgs.formats` and free settings take it.
  json = anything // { name = "json"; description = "JSON value"; };
  toml = json;
  serializableValueWith = { typeName ? "JSON", ... }: anything // { description = "${typeName} value"; };
}
