let
  text = string: n: if n == 0 then string else text (string + string) (n - 1);
in
builtins.length (builtins.split "5" (text "0123456789" 22))
