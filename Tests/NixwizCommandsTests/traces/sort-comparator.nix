builtins.sort (throw "comparator") [ 2 1 ]
