builtins.sort (a: b: a > b) (builtins.genList (n: n - n / 7 * 7) 5000000)
