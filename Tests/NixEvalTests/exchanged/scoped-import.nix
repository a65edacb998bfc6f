# Files imported with more variables have no cells.
{
  before = {
    "main.nix" = ''{ x = builtins.trace "x" (builtins.scopedImport { v = 1; } ./other.nix); y = builtins.trace "y" 1; }'';
    "other.nix" = ''v + 1'';
  };
  after = {
    "main.nix" = ''{ x = builtins.trace "x" (builtins.scopedImport { v = 1; } ./other.nix); y = builtins.trace "y" 1; }'';
    "other.nix" = ''v + 2'';
  };
  again = [ "x" ];
}
