# What nobody asked for before is asked for now, and the other way round.
{
  before = {
    "main.nix" = ''let c = true; a = builtins.trace "a" 1; b = builtins.trace "b" 2; in { x = if c then a else b; }'';
  };
  after = {
    "main.nix" = ''let c = false; a = builtins.trace "a" 1; b = builtins.trace "b" 2; in { x = if c then a else b; }'';
  };
  again = [ "b" ];
}
