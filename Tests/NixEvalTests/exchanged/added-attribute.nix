# The set is another one; its other attributes too, as they stand in it.
{
  before = {
    "main.nix" = ''let deep.inner = { a = 1; }; far = builtins.trace "far" 1; in { names = builtins.trace "names" (builtins.attrNames deep.inner); inherit far; }'';
  };
  after = {
    "main.nix" = ''let deep.inner = { a = 1; b = 2; }; far = builtins.trace "far" 1; in { names = builtins.trace "names" (builtins.attrNames deep.inner); inherit far; }'';
  };
  again = [ "names" ];
}
