let
  all = builtins.mapAttrs (name: value: all.a) { a = 1; };
in
all
