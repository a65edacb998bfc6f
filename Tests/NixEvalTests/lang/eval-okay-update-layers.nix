# A small right side becomes a layer above the left one; nobody can see it.
let
  large = builtins.listToAttrs (builtins.genList (n: { name = "a${toString n}"; value = n; }) 100);
  once = large // { a5 = "five"; new = 1; };
  twice = once // { a6 = "six"; new = 2; };
  many = builtins.foldl' (set: n: set // { "a${toString n}" = -n; "b${toString n}" = n; }) twice (builtins.genList (n: n) 60);
in
[
  (builtins.length (builtins.attrNames once))
  (builtins.length (builtins.attrNames many))
  once.a5
  once.a6
  twice.a6
  twice.new
  many.a59
  many.a60
  many.b7
  (once == large // { new = 1; a5 = "five"; })
  (builtins.attrNames (removeAttrs once (builtins.attrNames large)))
  (large ? new)
  (builtins.attrNames (builtins.intersectAttrs twice { new = 0; a1 = 0; none = 0; }))
  ({ } // once == once // { })
]
