# The source of an `inherit`.
{
  before = {
    "main.nix" = ''let make = n: { a = builtins.trace "a" n; b = 1; }; in { inherit (make 1) a b; c = builtins.trace "c" 1; }'';
  };
  after = {
    "main.nix" = ''let make = n: { a = builtins.trace "a" n; b = 1; }; in { inherit (make 2) a b; c = builtins.trace "c" 1; }'';
  };
  again = [ "a" "c" ];
}
