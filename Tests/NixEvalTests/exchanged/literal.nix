# A definition with another constant. What does not read it stays.
{
  before = {
    "main.nix" = ''let a = builtins.trace "a" 1; b = builtins.trace "b" 2; in { sum = builtins.trace "sum" (a + b); only = builtins.trace "only" a; }'';
  };
  after = {
    "main.nix" = ''let a = builtins.trace "a" 1; b = builtins.trace "b" 3; in { sum = builtins.trace "sum" (a + b); only = builtins.trace "only" a; }'';
  };
  again = [ "b" "sum" ];
}
