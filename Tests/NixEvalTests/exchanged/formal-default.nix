# The default of an argument.
{
  before = {
    "main.nix" = ''let f = { a ? 1, b ? 2 }: { a = builtins.trace "a" a; b = builtins.trace "b" b; }; in { x = f { }; y = builtins.trace "y" 1; }'';
  };
  after = {
    "main.nix" = ''let f = { a ? 1, b ? 3 }: { a = builtins.trace "a" a; b = builtins.trace "b" b; }; in { x = f { }; y = builtins.trace "y" 1; }'';
  };
  again = [ "a" "b" ];
}
