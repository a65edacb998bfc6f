# A file that is read, not imported.
{
  before = {
    "main.nix" = ''{ x = builtins.trace "x" (builtins.readFile ./data); y = builtins.trace "y" 1; }'';
    "data" = ''one'';
  };
  after = {
    "main.nix" = ''{ x = builtins.trace "x" (builtins.readFile ./data); y = builtins.trace "y" 1; }'';
    "data" = ''two'';
  };
  again = [ "x" ];
}
