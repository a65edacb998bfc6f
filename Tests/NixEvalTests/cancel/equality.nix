builtins.genList (n: n) 10000000 == builtins.genList (n: n) 10000000
