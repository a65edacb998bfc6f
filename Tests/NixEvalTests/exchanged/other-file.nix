# A file that is imported differs.
{
  before = {
    "main.nix" = ''{ x = builtins.trace "x" (import ./other.nix).x; y = builtins.trace "y" (import ./other.nix).y; }'';
    "other.nix" = ''{ x = 1; y = 2; }'';
  };
  after = {
    "main.nix" = ''{ x = builtins.trace "x" (import ./other.nix).x; y = builtins.trace "y" (import ./other.nix).y; }'';
    "other.nix" = ''{ x = 1; y = 3; }'';
  };
  again = [ "y" ];
}
