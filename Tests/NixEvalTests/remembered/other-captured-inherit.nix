# The variable is inherited, and from an expression.
{
  before = {
    "args.nix" = ''
      import ./call.nix { scope.a.b = 41; }
    '';
    "call.nix" = ''
      { scope }: let inherit (scope.a) b; in { use = args: (args.f 1).c.b; f = x: { c = { inherit b; inherit (scope.a or { }) z; }; }; }
    '';
  };
  after = {
    "args.nix" = ''
      import ./call.nix { scope.a.b = 42; }
    '';
    "call.nix" = ''
      { scope }: let inherit (scope.a) b; in { use = args: (args.f 1).c.b; f = x: { c = { inherit b; inherit (scope.a or { }) z; }; }; }
    '';
  };
}
