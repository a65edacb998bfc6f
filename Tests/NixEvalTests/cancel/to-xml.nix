builtins.stringLength (builtins.toXML (builtins.genList (n: n) 10000000))
