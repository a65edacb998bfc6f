builtins.foldl' builtins.add 0 (builtins.genList (n: n) 20000000)
