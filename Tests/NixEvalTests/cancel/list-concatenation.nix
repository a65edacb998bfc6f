let
  double = list: n: if n == 0 then list else double (list ++ list) (n - 1);
in
builtins.length (double [ 1 2 3 4 5 6 7 8 ] 23)
