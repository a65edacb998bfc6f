# Reading which names there are notes the folder.
{
  before = {
    "main.nix" = ''{ x = builtins.trace "x" (builtins.pathExists ./data); y = builtins.trace "y" (builtins.attrNames (builtins.readDir ./.)); z = builtins.trace "z" 1; }'';
    "data" = ''one'';
  };
  after = {
    "main.nix" = ''{ x = builtins.trace "x" (builtins.pathExists ./data); y = builtins.trace "y" (builtins.attrNames (builtins.readDir ./.)); z = builtins.trace "z" 1; }'';
    "data" = ''two'';
  };
  again = [ "x" "y" ];
}
