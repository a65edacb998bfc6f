# What was evaluated before never ends now.
{
  before = {
    "args.nix" = ''
      { use = args: args.config; config = import ./config.nix; }
    '';
    "config.nix" = ''
      1
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: args.config; config = import ./config.nix; }
    '';
    "config.nix" = ''
      let x = x; in x
    '';
  };
}
