# The set has another attribute, but not another name.
{
  before = {
    "main.nix" = ''let lib = import /lib/cut.nix; set = { a = 1; b = 2; }; names = lib.names (builtins.trace "set" set); in { first = builtins.trace "first" (builtins.head names); }'';
  };
  after = {
    "main.nix" = ''let lib = import /lib/cut.nix; set = { a = 3; b = 2; }; names = lib.names (builtins.trace "set" set); in { first = builtins.trace "first" (builtins.head names); }'';
  };
  again = [ ];
}
