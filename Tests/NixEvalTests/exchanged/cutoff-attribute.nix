# An attribute more: the definition that both have is the same code.
{
  before = {
    "main.nix" = ''let lib = import /lib/cut.nix; f = x: { a = builtins.trace "a" (x + 1); }; set = f 1; in { value = builtins.trace "value" (lib.get "a" set); }'';
  };
  after = {
    "main.nix" = ''let lib = import /lib/cut.nix; f = x: { a = builtins.trace "a" (x + 1); b = 2; }; set = f 1; in { value = builtins.trace "value" (lib.get "a" set); }'';
  };
  again = [ "a" ];
}
