# A system under another name is the one that was there, with the arguments that differ.
{
  before = {
    "main.nix" = ''let system = import /lib/systems.nix; in { carbon = system { first = 1; numbers = [ 1 2 ]; }; }'';
  };
  after = {
    "main.nix" = ''let system = import /lib/systems.nix; in { neon = system { first = 1; numbers = [ 1 3 ]; }; }'';
  };
  again = [ "sum" ];
}
