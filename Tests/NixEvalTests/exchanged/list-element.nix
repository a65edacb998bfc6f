# A list is replaced as a whole.
{
  before = {
    "main.nix" = ''{ l = [ (builtins.trace "first" 1) 2 ]; m = [ (builtins.trace "m" 1) ]; }'';
  };
  after = {
    "main.nix" = ''{ l = [ (builtins.trace "first" 1) 3 ]; m = [ (builtins.trace "m" 1) ]; }'';
  };
  again = [ "first" ];
}
