# The `__overrides` of a recursive set.
{
  before = {
    "main.nix" = ''{ s = rec { a = 1; b = a; __overrides = { a = builtins.trace "a" 2; }; }; y = builtins.trace "y" 1; }'';
  };
  after = {
    "main.nix" = ''{ s = rec { a = 1; b = a; __overrides = { a = builtins.trace "a" 3; }; }; y = builtins.trace "y" 1; }'';
  };
  again = [ "a" ];
}
