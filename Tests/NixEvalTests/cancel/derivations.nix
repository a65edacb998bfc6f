builtins.foldl' (
  _: n:
  (derivation {
    name = "name-${toString n}";
    system = "x86_64-linux";
    builder = "builder-${toString n}";
  }).outPath
) "" (builtins.genList (n: n) 1000000)
