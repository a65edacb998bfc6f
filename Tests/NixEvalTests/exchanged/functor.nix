# A set that is called.
{
  before = {
    "main.nix" = ''let f = { k = 1; __functor = self: x: x + self.k; }; in { x = builtins.trace "x" (f 1); y = builtins.trace "y" 1; }'';
  };
  after = {
    "main.nix" = ''let f = { k = 2; __functor = self: x: x + self.k; }; in { x = builtins.trace "x" (f 1); y = builtins.trace "y" 1; }'';
  };
  again = [ "x" ];
}
