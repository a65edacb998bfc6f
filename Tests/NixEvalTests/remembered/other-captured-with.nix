# The variable comes from a set of `with`.
{
  before = {
    "args.nix" = ''
      import ./call.nix { scope.a = 41; }
    '';
    "call.nix" = ''
      { scope }: with { b = 1; }; { use = args: args.f 1; f = with scope; x: a + b + x; }
    '';
  };
  after = {
    "args.nix" = ''
      import ./call.nix { scope.a = 42; }
    '';
    "call.nix" = ''
      { scope }: with { b = 1; }; { use = args: args.f 1; f = with scope; x: a + b + x; }
    '';
  };
}
