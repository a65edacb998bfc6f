# Command lines from attribute sets.
{ lib }:
rec {
  toGNUCommandLineShell = options: set: lib.escapeShellArgs (toGNUCommandLine options set);
  toGNUCommandLine =
    {
      mkOptionName ? name: if builtins.stringLength name == 1 then "-${name}" else "--${name}",
      mkBool ? name: value: lib.optional value (mkOptionName name),
      mkList ? name: values: builtins.concatMap (mkOption name) values,
      mkOption ?
        name: value:
        if value == null then
          [ ]
        else if optionValueSeparator == null then
          [
            (mkOptionName name)
            (lib.generators.mkValueStringDefault { } value)
          ]
        else
          [ "${mkOptionName name}${optionValueSeparator}${lib.generators.mkValueStringDefault { } value}" ],
      optionValueSeparator ? null,
    }:
    set:
    let
      one =
        name: value:
        if builtins.isBool value then
          mkBool name value
        else if builtins.isList value then
          mkList name value
        else
          mkOption name value;
    in
    builtins.concatLists (lib.mapAttrsToList one set);
  toCommandLineGNU = options: set: toGNUCommandLine { } set;
  toCommandLineShellGNU = options: set: lib.escapeShellArgs (toGNUCommandLine { } set);
  toCommandLine = format: set: toGNUCommandLine { } set;
  toCommandLineShell = format: set: lib.escapeShellArgs (toCommandLine format set);
}
