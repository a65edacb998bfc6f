[
  (builtins.scopedImport { x = 1; map = "hidden"; } ./scope.nix.txt)
  (import ./value.nix.txt)
  (builtins.isAttrs (import ./folder))
]
