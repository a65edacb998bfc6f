let
  f = { x }: x;
in
map f [ 1 ]
