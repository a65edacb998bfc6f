# The default of an argument, from files that are never exchanged.
{
  before = {
    "args.nix" = ''
      { use = args: args.tools.each (x: x + 1) [ 1 2 ]; }
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: args.tools.each (x: x + 1) [ 1 2 ]; }
    '';
  };
}
