# The path is in the code of a function.
{
  before = {
    "args.nix" = ''
      { use = args: builtins.readFile ./data; }
    '';
    "data" = ''
      before
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: builtins.readFile ./data; }
    '';
    "data" = ''
      after
    '';
  };
}
