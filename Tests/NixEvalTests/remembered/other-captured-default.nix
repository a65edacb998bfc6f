# The variable is in the default of an argument.
{
  before = {
    "args.nix" = ''
      import ./call.nix { captured = 41; }
    '';
    "call.nix" = ''
      { captured }: { use = args: args.f { }; f = { x ? captured }: x; }
    '';
  };
  after = {
    "args.nix" = ''
      import ./call.nix { captured = 42; }
    '';
    "call.nix" = ''
      { captured }: { use = args: args.f { }; f = { x ? captured }: x; }
    '';
  };
}
