let
  a = {
    b.c = a.b.c.d;
  };
in
a.b.c
