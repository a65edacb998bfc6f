# The file that gives the arguments is the same; the one that imports it is not.
{
  before = {
    "args.nix" = ''
      import ./config.nix
    '';
    "config.nix" = ''
      { use = args: args.config.a; config.a = [ 1 2 ]; }
    '';
    "unused.nix" = ''
      1
    '';
  };
  after = {
    "args.nix" = ''
      # Written anew.
      import ./config.nix
    '';
    "config.nix" = ''
      { use = args: args.config.a; config.a = [ 1 2 ]; }
    '';
  };
}
