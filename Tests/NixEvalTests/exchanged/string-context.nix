# The context of a string.
{
  before = {
    "main.nix" = ''let d = derivation { name = "one"; builder = "b"; system = "s"; }; in { x = builtins.trace "x" "''${d}"; y = builtins.trace "y" 1; }'';
  };
  after = {
    "main.nix" = ''let d = derivation { name = "two"; builder = "b"; system = "s"; }; in { x = builtins.trace "x" "''${d}"; y = builtins.trace "y" 1; }'';
  };
  again = [ "x" ];
}
