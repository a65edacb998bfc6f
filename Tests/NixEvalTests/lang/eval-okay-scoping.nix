let
  x = 1;
  shadow = let x = 2; in x;
  with1 = with { x = 3; y = 4; }; [ x y ];
  nested = with { a = 1; b = 1; }; with { a = 2; }; [ a b ];
  inner = let y = 5; in with { y = 6; }; y;
  inherited = let s = { p = 1; q = 2; }; in let inherit (s) p q; in p + q;
  recursive = rec { inherit x; y = x + z; z = 10; };
  later = let a = b + 1; b = 1; in a;
  legacy = let { body = y + 1; y = 41; };
  subtract = let __sub = a: b: "redefined"; in 1 - 2;
  less = let __lessThan = a: b: "redefined"; in [ (1 < 2) (1 > 2) ];
  true' = let true = false; in true;
in
[ shadow with1 nested inner inherited recursive.y later legacy subtract less true' ]
