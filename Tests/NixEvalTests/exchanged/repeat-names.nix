# Where arguments come and go, all are read again.
{
  before = {
    "main.nix" = ''let system = import /lib/systems.nix; in { a = system { first = 1; other = 2; numbers = [ 3 ]; }; }'';
  };
  after = {
    "main.nix" = ''let system = import /lib/systems.nix; in { a = system { first = 1; more = 2; numbers = [ 3 ]; }; }'';
  };
  again = [ "first" "sum" ];
}
