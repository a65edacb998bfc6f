# Values written in other formats.
{ lib }:
let
  inherit (builtins) isAttrs isList isBool;
in
rec {
  mkValueStringDefault =
    options: v:
    let
      fail = kind: abort "generators.mkValueStringDefault: ${kind} not supported: ${toPretty { } v}";
    in
    if builtins.isInt v then
      toString v
    else if lib.isDerivation v then
      toString v
    else if builtins.isString v then
      v
    else if v == true then
      "true"
    else if v == false then
      "false"
    else if v == null then
      "null"
    else if isList v then
      fail "lists"
    else if isAttrs v && v ? __toString then
      toString v
    else if isAttrs v then
      fail "attrsets"
    else if lib.isFunction v then
      fail "functions"
    else if builtins.isFloat v then
      lib.strings.floatToString v
    else
      toString v;

  mkKeyValueDefault =
    {
      mkValueString ? mkValueStringDefault { },
    }:
    sep: key: v:
    "${lib.escape [ sep ] key}${sep}${mkValueString v}";

  toKeyValue =
    {
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
      indent ? "",
    }:
    set:
    let
      line = key: v: "${indent}${mkKeyValue key v}\n";
      lines = key: v: if listsAsDuplicateKeys && isList v then map (line key) v else [ (line key v) ];
    in
    lib.concatStrings (builtins.concatLists (lib.mapAttrsToList lines set));

  toINI =
    {
      mkSectionName ? name: lib.escape [ "[" "]" ] name,
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
    }:
    set:
    lib.concatMapAttrsStringSep "\n" (
      name: section: "[${mkSectionName name}]\n" + toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; } section
    ) set;

  toINIWithGlobalSection =
    options:
    {
      globalSection,
      sections ? { },
    }:
    toKeyValue (removeAttrs options [ "mkSectionName" ]) globalSection + toINI options sections;

  toGitINI =
    set:
    let
      value = v: if isBool v then lib.boolToString v else if builtins.isString v then builtins.toJSON v else toString v;
      flat =
        path: v:
        if isAttrs v && !lib.isDerivation v then
          builtins.concatLists (lib.mapAttrsToList (name: flat (path ++ [ name ])) v)
        else
          map (one: "${builtins.concatStringsSep "." path} = ${value one}") (lib.toList v);
    in
    lib.concatLines (flat [ ] set);

  mkDconfKeyValue = mkKeyValueDefault { mkValueString = toString; } "=";
  toDconfINI = toINI { mkKeyValue = mkDconfKeyValue; };
  withRecursion = options: v: v;
  toJSON = options: builtins.toJSON;
  toYAML = toJSON;
  toDhall = options: v: lib.unmodelled "lib.generators.toDhall";
  toPlist = options: v: lib.unmodelled "lib.generators.toPlist";
  mkLuaInline = expr: {
    _type = "lua-inline";
    inherit expr;
  };
  toLua = options: v: if v._type or "" == "lua-inline" then "(${v.expr})" else builtins.toJSON v;

  # A value as Nix text, for messages.
  toPretty =
    {
      allowPrettyValues ? false,
      multiline ? true,
      indent ? "",
    }:
    let
      go =
        indent: v:
        let
          newline = if multiline then "\n${indent}  " else " ";
          close = if multiline then "\n${indent}" else " ";
          below = go (indent + "  ");
        in
        if builtins.isInt v || builtins.isFloat v then
          toString v
        else if isBool v then
          lib.boolToString v
        else if v == null then
          "null"
        else if builtins.isString v then
          lib.escapeNixString v
        else if builtins.isPath v then
          toString v
        else if isList v then
          if v == [ ] then "[ ]" else "[" + newline + lib.concatMapStringsSep newline below v + close + "]"
        else if lib.isFunction v then
          "<function>"
        else if allowPrettyValues && v ? __pretty && v ? val then
          v.__pretty v.val
        else if lib.isDerivation v then
          "<derivation ${v.name or "???"}>"
        else if v == { } then
          "{ }"
        else
          "{"
          + newline
          + lib.concatMapAttrsStringSep newline (
            name: value: "${lib.strings.escapeNixIdentifier name} = ${builtins.addErrorContext "while evaluating an attribute `${name}`" (below value)};"
          ) v
          + close
          + "}";
    in
    go indent;
}
