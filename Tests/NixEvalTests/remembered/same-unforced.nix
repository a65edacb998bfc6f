# A value that nobody asked for: the same code and the same variables.
{
  before = {
    "args.nix" = ''
      import ./call.nix { x = 1; }
    '';
    "call.nix" = ''
      { x }: { use = args: 1; later = x + (throw "never asked for"); }
    '';
  };
  after = {
    "args.nix" = ''
      import ./call.nix { x = 1; } // { }
    '';
    "call.nix" = ''
      { x }: { use = args: 1; later = x + (throw "never asked for"); }
    '';
  };
}
