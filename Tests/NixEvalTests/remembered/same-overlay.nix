# A function of a file that stayed as it is.
{
  before = {
    "args.nix" = ''
      { use = args: args.overlay { a = 1; } { b = 2; }; overlay = import ./overlay.nix; }
    '';
    "overlay.nix" = ''
      final: prev: prev // { c = final.a + prev.b; }
    '';
  };
  after = {
    "args.nix" = ''
      { use = args: args.overlay { a = 1; } { b = 2; }; overlay = import ./overlay.nix; }
    '';
    "overlay.nix" = ''
      final: prev: prev // { c = final.a + prev.b; }
    '';
  };
}
