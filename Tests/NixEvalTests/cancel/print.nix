builtins.genList (n: n) 20000000
