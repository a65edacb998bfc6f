let
  names = builtins.attrNames names;
in
names
