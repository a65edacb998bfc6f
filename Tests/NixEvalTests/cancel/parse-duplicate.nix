# The file is a list of sets, the last of which defines an attribute twice.
let
  text = string: n: if n == 0 then string else text (string + string) (n - 1);
  set = " { a = [ 1 (f: f 2) ]; b.c = \"d\"; e = 4; }";
in
import (builtins.toFile "sets.nix" ("[" + text set 18 + " { a = 1; a = 2; } ]"))
