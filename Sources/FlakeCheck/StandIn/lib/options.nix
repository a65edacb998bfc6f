# Option declarations and how messages name options and their definitions.
{ lib }:
rec {
  isOption = lib.isType "option";
  # A misspelt argument is an error, as with any function that names what it takes.
  mkOption =
    {
      apply ? null,
      default ? null,
      defaultText ? null,
      description ? null,
      example ? null,
      internal ? null,
      readOnly ? null,
      relatedPackages ? null,
      type ? null,
      visible ? null,
    }@attrs:
    attrs // { _type = "option"; };
  mkEnableOption =
    name:
    mkOption {
      default = false;
      example = true;
      description = "Whether to enable ${toString name}.";
      type = lib.types.bool;
    };
  mkPackageOption =
    pkgs: name:
    {
      nullable ? false,
      default ? name,
      example ? null,
      extraDescription ? "",
      pkgsText ? "pkgs",
    }:
    let
      path = lib.toList default;
    in
    mkOption {
      type = (if nullable then lib.types.nullOr else lib.id) lib.types.package;
      description = "The package to use.";
      ${if default != null then "default" else null} = lib.attrByPath path (throw "${builtins.concatStringsSep "." path} cannot be found in ${pkgsText}") pkgs;
    };
  mkSinkUndeclaredOptions =
    attrs:
    mkOption (
      {
        internal = true;
        visible = false;
        default = false;
        description = "Sink for option definitions.";
        type = lib.mkOptionType {
          name = "sink";
          check = x: true;
          merge = loc: defs: false;
        };
        apply = x: throw "Option value is not readable because the option is not declared.";
      }
      // attrs
    );

  mergeDefaultOption =
    loc: defs:
    let
      values = getValues defs;
      first = builtins.head values;
    in
    if builtins.length values == 1 then
      first
    else if builtins.all lib.isFunction values then
      x: mergeDefaultOption loc (map (f: { file = "a function"; value = f x; }) values)
    else if builtins.all builtins.isList values then
      builtins.concatLists values
    else if builtins.all builtins.isAttrs values then
      builtins.foldl' (a: b: a // b) { } values
    else if builtins.all builtins.isBool values then
      builtins.any (v: v) values
    else if builtins.all builtins.isString values then
      lib.concatStrings values
    else
      throw "Cannot merge definitions of `${showOption loc}'. Definition values:${showDefs defs}";
  mergeOneOption = mergeUniqueOption { message = ""; };
  mergeUniqueOption =
    {
      message,
      merge ? null,
    }:
    loc: defs:
    if builtins.length defs == 1 then
      if merge == null then (builtins.head defs).value else merge loc defs
    else
      throw "The option `${showOption loc}' is defined multiple times while it's expected to be unique.\n${message}\nDefinition values:${showDefs defs}\n${overrideHint}";
  overrideHint = "Use `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions.";
  # The value all definitions agree on.
  mergeEqualOption =
    loc: defs:
    if defs == [ ] then
      abort "mergeEqualOption: no definitions"
    else
      let
        first = builtins.head defs;
      in
      if builtins.all (def: def.value == first.value) defs then
        first.value
      else
        throw "The option `${showOption loc}' has conflicting definition values:${showDefs defs}\n${overrideHint}";

  getValues = map (def: def.value);
  getFiles = map (def: def.file);

  optionAttrSetToDocList = optionAttrSetToDocList' [ ];
  optionAttrSetToDocList' = prefix: options: [ ];
  scrubOptionValue = v: v;
  renderOptionValue = v: literalExpression (lib.generators.toPretty { } v);
  literalExpression = text: {
    _type = "literalExpression";
    inherit text;
  };
  literalCode = language: text: literalExpression text;
  literalMD = text: {
    _type = "literalMD";
    inherit text;
  };

  showOption =
    parts:
    let
      special = [
        "<name>"
        "*"
        "<function body>"
      ];
      show = part: if builtins.elem part special then part else lib.strings.escapeNixIdentifier part;
    in
    builtins.concatStringsSep "." (map show parts);
  showFiles = files: lib.concatMapStringsSep " and " (f: "`${f}'") files;
  # The definitions of an option, one a line, each with the beginning of its value.
  showDefs =
    defs:
    lib.concatMapStrings (
      def:
      let
        text = builtins.tryEval (lib.generators.toPretty { } (shorten def.value));
        lines = lib.splitString "\n" text.value;
        shown = if builtins.length lines > 5 then lib.take 5 lines ++ [ "..." ] else lines;
        value = if text.success then ": ${builtins.concatStringsSep "\n  " shown}" else "";
      in
      "\n- In `${def.file}'${value}"
    ) defs;
  # A value cut below the second level, so that a message never forces a package set.
  shorten =
    let
      go =
        depth: v:
        if builtins.isList v then
          if depth == 0 then [ ] else map (go (depth - 1)) (lib.take 6 v)
        else if builtins.isAttrs v && !lib.isDerivation v then
          if depth == 0 || builtins.length (builtins.attrNames v) > 12 then { } else builtins.mapAttrs (_: go (depth - 1)) v
        else
          v;
    in
    go 2;
  showOptionWithDefLocs = opt: "${showOption opt.loc}, with values defined in:\n${lib.concatMapStringsSep "\n" (f: "  - ${f}") opt.files}\n";
  unknownModule = "<unknown-file>";
}
