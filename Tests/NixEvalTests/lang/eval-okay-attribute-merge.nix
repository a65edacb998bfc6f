# Several definitions of one attribute give one set when all of them are sets.
rec {
  a.b = 1;
  a.c.d = 2;
  a.c.e = 3;
  x = { y = 1; };
  x.z = 2;
  "quoted name".${"fixed"} = 4;
  sum = a.b + a.c.d + x.z;
}
