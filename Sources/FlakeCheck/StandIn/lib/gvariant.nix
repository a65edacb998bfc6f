# Typed values of dconf.
{ lib }:
let
  typed = type: value: {
    _type = "gvariant";
    inherit type value;
    __toString = self: toString self.value;
  };
in
{
  isGVariant = v: v._type or "" == "gvariant";
  mkValue = v: v;
  mkArray = value: typed "a" value;
  mkEmptyArray = type: typed "a${toString type}" [ ];
  mkBoolean = typed "b";
  mkString = typed "s";
  mkObjectpath = typed "o";
  mkUchar = typed "y";
  mkInt16 = typed "n";
  mkUint16 = typed "q";
  mkInt32 = typed "i";
  mkUint32 = typed "u";
  mkInt64 = typed "x";
  mkUint64 = typed "t";
  mkDouble = typed "d";
  mkVariant = typed "v";
  mkMaybe = type: typed "m";
  mkNothing = type: typed "m" null;
  mkJust = typed "m";
  mkTuple = typed "()";
  mkDictionaryEntry = name: value: typed "{}" { inherit name value; };
  type = lib.genAttrs [ "boolean" "double" "int16" "int32" "int64" "string" "uchar" "uint16" "uint32" "uint64" "variant" ] lib.id // {
    arrayOf = t: "a${t}";
    maybeOf = t: "m${t}";
    tupleOf = ts: "(${lib.concatStrings ts})";
    dictionaryEntryOf = n: v: "{${n}${v}}";
  };
}
