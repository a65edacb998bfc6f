let
  f = { a ? 1, ... }: a;
  g = set: f ({ a = 2; } // set);
in
g [ 1 ]
