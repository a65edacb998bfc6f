# An attribute whose name is computed.
{
  before = {
    "main.nix" = ''let n = "k"; in { s = { ''${n} = builtins.trace "value" 1; }; t = builtins.trace "t" 1; }'';
  };
  after = {
    "main.nix" = ''let n = "l"; in { s = { ''${n} = builtins.trace "value" 1; }; t = builtins.trace "t" 1; }'';
  };
  again = [ "value" ];
}
