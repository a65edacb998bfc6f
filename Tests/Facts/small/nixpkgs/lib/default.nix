# As much of a library as options and packages need to describe themselves.
let
  type = name: more: { inherit name; getSubOptions = _: { }; nestedTypes = { }; } // more;
  wrap = name: elemType: type name {
    nestedTypes = { inherit elemType; };
    getSubOptions = elemType.getSubOptions;
  };
in
{
  trivial.release = "30.11";
  isOption = value: value._type or "" == "option";
  isDerivation = value: value.type or "" == "derivation";
  isFunction = value: builtins.isFunction value || value ? __functor;
  getName = value: value.pname or (builtins.parseDrvName value.name).name;
  mkOption = option: option // { _type = "option"; };
  types = {
    bool = type "bool" { };
    str = type "str" { };
    int = type "int" { };
    package = type "package" { };
    port = type "unsignedInt16" { };
    enum = values: type "enum" { functor.payload.values = values; };
    strMatching = pattern: type "strMatching ${builtins.toJSON pattern}" { };
    between = low: high: type "intBetween" {
      description = "integer between ${toString low} and ${toString high} (both inclusive)";
    };
    either = left: right: type "either" { nestedTypes = { inherit left right; }; };
    coercedTo = coercedType: finalType: type "coercedTo" {
      nestedTypes = { inherit coercedType finalType; };
    };
    nullOr = wrap "nullOr";
    listOf = wrap "listOf";
    attrsOf = wrap "attrsOf";
    submodule = options: type "submodule" { getSubOptions = _: options; };
    freeform = freeformType: options: type "submodule" {
      nestedTypes = { inherit freeformType; };
      getSubOptions = _: options // { _freeformOptions = { }; };
    };
  };
}
