let
  infinite = [ 1 ] ++ infinite2;
  infinite2 = [ 2 (throw "not reached") ];
  set = { bad = throw "not reached"; good = 1; };
in
[
  (builtins.head infinite)
  (builtins.length [ (throw "a") (throw "b") ])
  set.good
  (builtins.attrNames set)
  ((x: 5) (throw "not reached"))
  (let x = throw "not reached"; in 3)
  (builtins.seq 1 2)
  (builtins.elemAt [ 0 1 (throw "x") ] 1)
  (builtins.map (x: x) [ ])
  (builtins.filter (throw "not reached") [ ])
]
