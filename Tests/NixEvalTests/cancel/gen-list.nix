builtins.length (builtins.genList (n: n) 40000000)
