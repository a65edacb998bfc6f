# Long chains of operators and lists are not nesting.
let
  many = builtins.genList (n: n) 100000;
in
[
  (builtins.foldl' builtins.add 0 many)
  (builtins.length (builtins.sort (a: b: a > b) many))
  (builtins.stringLength (builtins.concatStringsSep "," (map toString many)))
]
