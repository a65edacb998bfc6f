# The path is a string.
{
  before = {
    "args.nix" = ''
      { use = args: builtins.readFile (/. + args.config); config = "/tree/data"; }
    '';
    "data" = ''
      before
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: builtins.readFile (/. + args.config); config = "/tree/data"; }
    '';
    "data" = ''
      after
    '';
  };
}
