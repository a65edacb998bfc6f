let
  f = { a, b ? a + 1, ... }@all: [ a b (builtins.attrNames all) ];
  functor = { __functor = self: x: self.base + x; base = 10; };
in
[
  (f { a = 1; })
  (f { a = 1; b = 5; c = 7; })
  ((all@{ x ? y, y ? 3 }: x + y) { })
  ((x: y: z: x - y - z) 10 3 2)
  (functor 5)
  (map functor [ 1 2 ])
  (builtins.functionArgs f)
  (builtins.functionArgs (x: x))
  (builtins.functionArgs map)
  (builtins.isFunction f)
  (builtins.isFunction functor)
  (builtins.isFunction (builtins.add 1))
  (builtins.add 1 2)
  ((builtins.add 1) 2)
  (builtins.foldl' (a: b: a * b) 1 [ 2 3 4 ])
]
