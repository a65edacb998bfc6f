let
  x = (v: v) x;
in
x
