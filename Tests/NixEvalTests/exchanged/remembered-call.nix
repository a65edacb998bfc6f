# A remembered call takes an argument that differs, but had not looked at it when it returned.
{
  before = {
    "main.nix" = ''let make = import /lib/make.nix; in { x = make { v = 1; }; y = make { v = 2; }; }'';
  };
  after = {
    "main.nix" = ''let make = import /lib/make.nix; in { x = make { v = 1; }; y = make { v = 3; }; }'';
  };
  again = [ "called" "result" ];
}
