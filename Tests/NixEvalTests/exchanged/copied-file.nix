# A file that is copied to the store.
{
  before = {
    "main.nix" = ''let p = "''${./data}"; in { x = builtins.trace "x" p; again = builtins.trace "again" "''${./data}"; y = builtins.trace "y" 1; }'';
    "data" = ''one'';
  };
  after = {
    "main.nix" = ''let p = "''${./data}"; in { x = builtins.trace "x" p; again = builtins.trace "again" "''${./data}"; y = builtins.trace "y" 1; }'';
    "data" = ''two'';
  };
  again = [ "again" "x" ];
}
