# Definitions of one option become its value.
{ lib, modules }:
let
  inherit (lib) showOption showDefs;
in
rec {
  resolve =
    defs:
    builtins.concatMap (
      def:
      map (
        value:
        if value._type or "" == "definition" then
          def // { inherit (value) file value; }
        else
          def // { inherit value; }
      ) (modules.dischargeProperties def.value)
    ) defs;

  mergeDefinitions =
    loc: type: defs:
    let
      overridden = modules.filterOverrides' (resolve defs);
      values = modules.sortProperties overridden.values;
      wrong = builtins.filter (def: !type.check def.value) values;
      merged =
        if wrong == [ ] then
          builtins.addErrorContext "while evaluating the option `${showOption loc}':" (type.merge loc values)
        else
          throw "A definition for option `${showOption loc}' is not of type `${type.description}'. Definition values:${showDefs wrong}";
      isDefined = values != [ ];
    in
    {
      inherit values isDefined;
      inherit (overridden) highestPrio;
      value =
        if isDefined then
          merged
        else
          type.emptyValue.value
            or (throw "The option `${showOption loc}' was accessed but has no value defined. Try setting the option.");
      optionalValue = if isDefined then { value = merged; } else { };
    };

  # What can be checked one by one inside the definitions of a nested value.
  nestedItems =
    loc: type: defs:
    let
      values = modules.sortProperties (modules.filterOverrides (resolve defs));
    in
    if builtins.all (def: type.check def.value) values && values != [ ] then type.items loc values else [ ];

  # Whether anything but its default gives an option its value.
  isSet = option: option.highestPrio < 1500;

  # The value of an option from its declaration and definitions, and how it came to be.
  evalOptionValue =
    loc: opt: defs:
    let
      fallback = lib.optional (opt ? default) {
        file = builtins.head (opt.declarations or [ lib.unknownModule ]);
        value = modules.mkOptionDefault opt.default;
      };
      type = opt.type or lib.types.unspecified;
      merged =
        if opt.readOnly or false && builtins.length (resolve defs) > 1 then
          throw "The option `${showOption loc}' is read-only, but it's set multiple times. Definition values:${showDefs defs}"
        else
          mergeDefinitions loc type (fallback ++ defs);
      value = (opt.apply or lib.id) merged.value;
    in
    opt
    // {
      _type = "option";
      inherit loc type value;
      inherit (merged) isDefined highestPrio;
      definitions = lib.getValues merged.values;
      files = lib.getFiles merged.values;
      definitionsWithLocations = merged.values;
      __toString = _: showOption loc;
    };
}
