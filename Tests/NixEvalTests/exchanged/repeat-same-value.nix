# Two systems in one value are two.
{
  before = {
    "main.nix" = ''let system = import /lib/systems.nix; n = 1; in { a = (system { first = n; }).first + (system { first = 4; }).first; }'';
  };
  after = {
    "main.nix" = ''let system = import /lib/systems.nix; n = 2; in { a = (system { first = n; }).first + (system { first = 4; }).first; }'';
  };
  again = [ "first" ];
}
