let
  a = b;
  b = c;
  c = a;
  f = x: x;
in
f b
