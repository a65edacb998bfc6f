let
  drv = derivation { name = "d"; system = "s"; builder = "b"; };
  s = "${drv}/bin and ${drv.drvPath}";
in
[
  (builtins.hasContext s)
  (builtins.hasContext "plain")
  (builtins.attrNames (builtins.getContext s))
  (builtins.hasContext (builtins.unsafeDiscardStringContext s))
  (builtins.getContext (builtins.substring 0 0 s) == builtins.getContext s)
]
