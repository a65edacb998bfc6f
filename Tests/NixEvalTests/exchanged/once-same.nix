# A call that is made once is not made again for the same argument.
{
  before = {
    "main.nix" = ''let lib = import /lib/cut.nix; f = x: builtins.trace "f" x.v; e = { v = 1; }; list = [ e ] ++ [ ]; in { r = map (lib.once f) list; }'';
  };
  after = {
    "main.nix" = ''let lib = import /lib/cut.nix; f = x: builtins.trace "f" x.v; e = { v = 1; }; list = [ e ] ++ [ e ]; in { r = map (lib.once f) list; }'';
  };
  again = [ ];
}
