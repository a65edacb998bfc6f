# Names of a set that are sorted, mapped and joined.
{
  before = {
    "main.nix" = ''let s = { b = 1; a = 2; }; in { x = builtins.trace "x" (builtins.concatStringsSep "," (map (n: "''${n}=''${toString s.''${n}}") (builtins.attrNames s))); y = builtins.trace "y" 1; }'';
  };
  after = {
    "main.nix" = ''let s = { b = 1; a = 3; }; in { x = builtins.trace "x" (builtins.concatStringsSep "," (map (n: "''${n}=''${toString s.''${n}}") (builtins.attrNames s))); y = builtins.trace "y" 1; }'';
  };
  again = [ "x" ];
}
