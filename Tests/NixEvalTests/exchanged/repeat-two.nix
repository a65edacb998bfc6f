# A second system is made anew, also where it takes the first one's place.
{
  before = {
    "main.nix" = ''let system = import /lib/systems.nix; in { b = system { first = 1; numbers = [ 1 ]; }; }'';
  };
  after = {
    "main.nix" = ''let system = import /lib/systems.nix; in { a = system { first = 2; }; b = system { first = 1; numbers = [ 1 ]; }; }'';
  };
  again = [ "first" "first" "sum" "sum" ];
}
