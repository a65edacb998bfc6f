# One attribute more.
{
  before = {
    "args.nix" = ''
      { use = args: args ? more; }
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: args ? more; more = 1; }
    '';
  };
}
