builtins.sort builtins.lessThan (builtins.genList (n: 0 - n) 10000000)
