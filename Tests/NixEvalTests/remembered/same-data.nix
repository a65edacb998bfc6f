# Nothing changed at all.
{
  before = {
    "args.nix" = ''
      { use = args: builtins.toJSON args.config; config = { a = 1; b = [ true null 1.5 ]; c.d = "x"; }; }
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: builtins.toJSON args.config; config = { a = 1; b = [ true null 1.5 ]; c.d = "x"; }; }
    '';
  };
}
