# The file is a list of sets.
let
  text = string: n: if n == 0 then string else text (string + string) (n - 1);
  set = " { a = [ 1 (f: f 2) ]; b.c = \"d\"; e = if x then y else z; }";
in
builtins.length (import (builtins.toFile "sets.nix" ("x: y: z: [" + text set 18 + " ]")) 1 2 3)
