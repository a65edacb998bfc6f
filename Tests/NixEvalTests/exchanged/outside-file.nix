# A function of a file that is not exchanged is called with what differs; its own values stay.
{
  before = {
    "main.nix" = ''let tools = import /lib/tools.nix; in { x = tools.double 1; y = tools.double 2; own = tools.own; }'';
  };
  after = {
    "main.nix" = ''let tools = import /lib/tools.nix; in { x = tools.double 1; y = tools.double 3; own = tools.own; }'';
  };
  again = [ "double" ];
}
