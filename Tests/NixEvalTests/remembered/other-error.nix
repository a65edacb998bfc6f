# What was evaluated before fails now.
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
      throw "refused"
    '';
  };
}
