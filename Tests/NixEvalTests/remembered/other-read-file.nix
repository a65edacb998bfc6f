# A path that is the same, of a file that is not.
{
  before = {
    "args.nix" = ''
      { use = args: builtins.readFile args.config; config = ./data; }
    '';
    "data" = ''
      before
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: builtins.readFile args.config; config = ./data; }
    '';
    "data" = ''
      after
    '';
  };
}
