let
  f = n: if n == 0 then throw "deep" else f (n - 1);
in
f 40
