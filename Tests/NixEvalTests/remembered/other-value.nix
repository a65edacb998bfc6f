# A number that the function reads.
{
  before = {
    "args.nix" = ''
      { use = args: args.config.a; config.a = 1; }
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: args.config.a; config.a = 2; }
    '';
  };
}
