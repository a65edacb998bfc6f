# The same values a line further down, which a program can notice.
{
  before = {
    "args.nix" = ''
      { use = args: (builtins.unsafeGetAttrPos "config" args).line; config = { }; }
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: (builtins.unsafeGetAttrPos "config" args).line;
        config = { }; }
    '';
  };
}
