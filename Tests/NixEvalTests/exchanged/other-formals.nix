# A function gets another argument: definitions that read none of its variables are the same code.
{
  before = {
    "main.nix" = ''let cut = (import /lib/cut.nix).cut; m = import ./m.nix { b = 1; }; in { x = builtins.trace "x" ((cut m.f) 0); y = builtins.trace "y" ((cut m.g) 0); z = builtins.trace "z" ((cut m.h) 0); }'';
    "m.nix" = ''{ b, ... }: { f = q: [ 1 q ]; g = q: [ b q ]; h = q: [ 1 q ]; }'';
  };
  after = {
    "main.nix" = ''let cut = (import /lib/cut.nix).cut; m = import ./m.nix { b = 1; }; in { x = builtins.trace "x" ((cut m.f) 0); y = builtins.trace "y" ((cut m.g) 0); z = builtins.trace "z" ((cut m.h) 0); }'';
    "m.nix" = ''{ a ? 2, b, ... }: { f = q: [ 1 q ]; g = q: [ b q ]; h = q: [ 2 q ]; }'';
  };
  again = [ "y" "z" ];
}
