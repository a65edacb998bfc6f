# The same inside of a recursive set with a dynamic attribute.
{
  before = {
    "args.nix" = ''
      import ./call.nix { scope.a.b = 41; }
    '';
    "call.nix" = ''
      { scope }: { use = args: (args.f 1).c; f = x: rec { inherit (scope.a) b; ''${"c"} = b + x; }; }
    '';
  };
  after = {
    "args.nix" = ''
      import ./call.nix { scope.a.b = 42; }
    '';
    "call.nix" = ''
      { scope }: { use = args: (args.f 1).c; f = x: rec { inherit (scope.a) b; ''${"c"} = b + x; }; }
    '';
  };
}
