let
  text = string: n: if n == 0 then string else text (string + string) (n - 1);
in
builtins.stringLength (
  builtins.replaceStrings [ "90123456788" "8901x" "1235" ] [ "a" "b" "c" ] (text "0123456789" 23)
)
