# Calls that `mapAttrs` put off, of which one was made.
{
  before = {
    "args.nix" = ''
      { use = args: args.config.a; config = builtins.mapAttrs (name: value: value + 1) { a = 1; b = throw "never asked for"; }; }
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: args.config.a; config = builtins.mapAttrs (name: value: value + 1) { a = 1; b = throw "never asked for"; }; }
    '';
  };
}
