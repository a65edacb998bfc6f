# A cutoff that fails now is met by its readers, and so is one that does not any more.
{
  before = {
    "main.nix" = ''let lib = import /lib/cut.nix; v = 1; in [ (lib.cut (v + 1)) (builtins.tryEval (lib.cut (assert v == 2; v))) ]'';
  };
  after = {
    "main.nix" = ''let lib = import /lib/cut.nix; v = 2; in [ (lib.cut (v + 1)) (builtins.tryEval (lib.cut (assert v == 2; v))) ]'';
  };
  again = [ ];
}
