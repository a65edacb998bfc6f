# Variables named after outputs hold their paths, wherever they come among the others.
let
  base = { name = "n"; system = "s"; builder = "/b"; };
  drv = extra: (derivation (base // extra)).drvPath;
in
[
  (drv { })
  (drv { out = "replaced"; zzz = 1; })
  (drv { outputs = [ "out" "aa" "zz" ]; })
  (drv { outputs = [ "zz" "aa" ]; aa = "replaced"; yy = "y"; ab = "b"; })
  (drv { outputs = [ "zzz" ]; __structuredAttrs = true; zzz = 3; })
  (drv { outputs = [ "system" "name" ]; })
  (drv { outputHash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; out = "x"; })
  (drv { args = [ "a\"b" "\n\t\\" ]; "quo\"te" = "\r"; })
]
