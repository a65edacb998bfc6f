let
  f = n: if n == 0 then builtins.addErrorContext "at the end" (throw "deep") else 1 + f (n - 1);
in
f 8
