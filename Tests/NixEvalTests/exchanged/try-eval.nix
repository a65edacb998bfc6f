# What failed before is tried again.
{
  before = {
    "main.nix" = ''let v = throw "no"; in { x = builtins.trace "x" (builtins.tryEval v); y = builtins.trace "y" 1; }'';
  };
  after = {
    "main.nix" = ''let v = 1; in { x = builtins.trace "x" (builtins.tryEval v); y = builtins.trace "y" 1; }'';
  };
  again = [ "x" ];
}
