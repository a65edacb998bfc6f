let
  text = string: n: if n == 0 then string else text (string + string) (n - 1);
in
builtins.compareVersions (text "1.2.3." 22) (text "1.2.3." 22)
