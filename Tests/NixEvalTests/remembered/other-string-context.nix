# The same text, on which nothing depends any more.
{
  before = {
    "args.nix" = ''
      { use = args: builtins.hasContext args.config; config = "''${builtins.toFile "a" ""}"; }
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: builtins.hasContext args.config; config = "''${builtins.unsafeDiscardStringContext (builtins.toFile "a" "")}"; }
    '';
  };
}
