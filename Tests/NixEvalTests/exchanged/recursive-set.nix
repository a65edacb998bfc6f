# A recursive set and a fixed point.
{
  before = {
    "main.nix" = ''let fix = f: let x = f x; in x; in fix (self: { a = 1; b = builtins.trace "b" (self.a + 1); c = builtins.trace "c" 3; })'';
  };
  after = {
    "main.nix" = ''let fix = f: let x = f x; in x; in fix (self: { a = 2; b = builtins.trace "b" (self.a + 1); c = builtins.trace "c" 3; })'';
  };
  again = [ "b" ];
}
