# A group that is repeated, within a group that is: no end to the ways.
let
  text = string: n: if n == 0 then string else text (string + string) (n - 1);
in
builtins.match "((a*)*b?)*c" (text "aaaaaaaaaa" 16)
