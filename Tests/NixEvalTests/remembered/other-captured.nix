# A function within a function with a variable that differs.
{
  before = {
    "args.nix" = ''
      import ./call.nix { captured = 41; }
    '';
    "call.nix" = ''
      { captured }: { use = args: args.f 1 2; f = x: y: x + y + captured; }
    '';
  };
  after = {
    "args.nix" = ''
      import ./call.nix { captured = 42; }
    '';
    "call.nix" = ''
      { captured }: { use = args: args.f 1 2; f = x: y: x + y + captured; }
    '';
  };
}
