# The variable is in an attribute path.
{
  before = {
    "args.nix" = ''
      import ./call.nix { name = "a"; }
    '';
    "call.nix" = ''
      { name }: { use = args: args.f { a = 1; b = 2; }; f = set: set.''${name} or 0; }
    '';
  };
  after = {
    "args.nix" = ''
      import ./call.nix { name = "b"; }
    '';
    "call.nix" = ''
      { name }: { use = args: args.f { a = 1; b = 2; }; f = set: set.''${name} or 0; }
    '';
  };
}
