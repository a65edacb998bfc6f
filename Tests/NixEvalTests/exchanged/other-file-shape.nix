# The imported file is no set any more.
{
  before = {
    "main.nix" = ''{ x = builtins.trace "x" (builtins.typeOf (import ./other.nix)); z = builtins.trace "z" 1; }'';
    "other.nix" = ''{ x = 1; }'';
  };
  after = {
    "main.nix" = ''{ x = builtins.trace "x" (builtins.typeOf (import ./other.nix)); z = builtins.trace "z" 1; }'';
    "other.nix" = ''[ 1 ]'';
  };
  again = [ "x" ];
}
