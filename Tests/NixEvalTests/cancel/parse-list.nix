# The file is one list of some millions of numbers.
let
  text = string: n: if n == 0 then string else text (string + string) (n - 1);
in
builtins.length (import (builtins.toFile "list.nix" ("[ 0" + text " 12" 22 + " ]")))
