builtins.stringLength (builtins.toJSON (builtins.genList (n: n) 20000000))
