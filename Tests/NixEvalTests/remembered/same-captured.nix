# A function with a variable that has the same value; the one that differs it does not use.
{
  before = {
    "args.nix" = ''
      import ./call.nix { captured = import ./captured.nix; unrelated = 1; }
    '';
    "call.nix" = ''
      { captured, unrelated }: { use = args: args.f 1; f = x: x + captured; }
    '';
    "captured.nix" = ''
      41
    '';
  };
  after = {
    "args.nix" = ''
      import ./call.nix { captured = import ./captured.nix; unrelated = 2; }
    '';
    "call.nix" = ''
      { captured, unrelated }: { use = args: args.f 1; f = x: x + captured; }
    '';
    "captured.nix" = ''
      40 + 1
    '';
  };
}
