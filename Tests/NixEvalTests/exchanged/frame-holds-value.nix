# The frame of a call holds the value of an expression that differs.
{
  before = {
    "main.nix" = ''let v = 5; g = n: { later = builtins.trace "later" n; }; h = g (builtins.add v 1); in { x = h.later; y = builtins.trace "y" 1; }'';
  };
  after = {
    "main.nix" = ''let v = 6; g = n: { later = builtins.trace "later" n; }; h = g (builtins.add v 1); in { x = h.later; y = builtins.trace "y" 1; }'';
  };
  again = [ "later" ];
}
