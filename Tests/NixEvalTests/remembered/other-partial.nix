# The same with another argument.
{
  before = {
    "args.nix" = ''
      { use = args: map args.config [ 1 2 ]; config = builtins.add 1; }
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: map args.config [ 1 2 ]; config = builtins.add 2; }
    '';
  };
}
