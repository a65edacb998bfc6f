# Names from a set by `with`.
{
  before = {
    "main.nix" = ''let s = { a = 1; b = builtins.trace "b" 2; }; in with s; { x = builtins.trace "x" a; y = b; }'';
  };
  after = {
    "main.nix" = ''let s = { a = 3; b = builtins.trace "b" 2; }; in with s; { x = builtins.trace "x" a; y = b; }'';
  };
  again = [ "x" ];
}
