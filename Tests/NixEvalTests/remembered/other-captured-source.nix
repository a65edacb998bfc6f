# The variable is what `inherit (…)` takes from.
{
  before = {
    "args.nix" = ''
      import ./call.nix { scope.a.b = 41; }
    '';
    "call.nix" = ''
      { scope }: { use = args: (args.f 1).b; f = x: { inherit (scope.a) b; }; }
    '';
  };
  after = {
    "args.nix" = ''
      import ./call.nix { scope.a.b = 42; }
    '';
    "call.nix" = ''
      { scope }: { use = args: (args.f 1).b; f = x: { inherit (scope.a) b; }; }
    '';
  };
}
