let
  text = string: n: if n == 0 then string else text (string + string) (n - 1);
in
builtins.length (fromTOML ("a = [ 0" + text ",12345" 21 + " ]")).a
