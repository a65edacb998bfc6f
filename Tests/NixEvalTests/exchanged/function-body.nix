# What a function gives is another thing for all who call it.
{
  before = {
    "main.nix" = ''let f = x: x + 1; in { a = builtins.trace "a" (f 1); b = builtins.trace "b" 2; }'';
  };
  after = {
    "main.nix" = ''let f = x: x + 2; in { a = builtins.trace "a" (f 1); b = builtins.trace "b" 2; }'';
  };
  again = [ "a" ];
}
