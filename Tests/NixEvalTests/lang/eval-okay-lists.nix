[
  (builtins.length [ 1 2 3 ])
  (builtins.head [ 1 2 ])
  (builtins.tail [ 1 2 3 ])
  (builtins.elem 2 [ 1 2 ])
  (builtins.elem 3 [ 1 2 ])
  ([ 1 ] ++ [ ] ++ [ 2 3 ])
  (builtins.concatLists [ [ 1 ] [ ] [ 2 [ 3 ] ] ])
  (builtins.concatMap (x: [ x x ]) [ 1 2 ])
  (builtins.filter (x: x > 1) [ 1 2 3 ])
  (builtins.genList (n: n * n) 4)
  (map (x: x + 1) [ 1 2 ])
  (builtins.any (x: x == 2) [ 1 2 ])
  (builtins.all (x: x == 2) [ 1 2 ])
  (builtins.any (x: true) [ ])
  (builtins.all (x: false) [ ])
  (builtins.partition (x: x > 2) [ 1 2 3 4 ])
  (builtins.sort builtins.lessThan [ 3 1 2 1 ])
  (builtins.sort (a: b: a.k < b.k) [ { k = 2; v = 1; } { k = 1; v = 2; } { k = 2; v = 3; } { k = 1; v = 4; } ])
  (map (x: x.key) (builtins.genericClosure {
    startSet = [ { key = 10; } ];
    operator = x: if x.key == 1 then [ ] else [ { key = x.key / 2; } { key = x.key / 3 + 1; } ];
  }))
]
