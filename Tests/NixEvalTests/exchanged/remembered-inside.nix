# What a remembered call gives is read later, and met an overlay that differs.
{
  before = {
    "main.nix" = ''let make = import /lib/make.nix; o = { n = 1; }; in { x = (make { v = 1; f = x: x + o.n; }).called; y = builtins.trace "y" 1; }'';
  };
  after = {
    "main.nix" = ''let make = import /lib/make.nix; o = { n = 2; }; in { x = (make { v = 1; f = x: x + o.n; }).called; y = builtins.trace "y" 1; }'';
  };
  again = [ "called" ];
}
