# One element more.
{
  before = {
    "args.nix" = ''
      { use = args: builtins.length args.config; config = [ 1 2 ]; }
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: builtins.length args.config; config = [ 1 2 3 ]; }
    '';
  };
}
