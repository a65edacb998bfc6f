# Definitions of one set in several bindings.
{
  before = {
    "main.nix" = ''let s.a.x = 1; s.b.y = builtins.trace "y" 2; in { inherit (s) b; a = builtins.trace "a" s.a; }'';
  };
  after = {
    "main.nix" = ''let s.a.x = 1; s.a.z = 2; s.b.y = builtins.trace "y" 2; in { inherit (s) b; a = builtins.trace "a" s.a; }'';
  };
  again = [ "a" ];
}
