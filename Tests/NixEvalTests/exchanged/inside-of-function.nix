# A definition inside of a function that was called with two arguments.
{
  before = {
    "main.nix" = ''let f = x: { same = builtins.trace "same" x; other = builtins.trace "other" (x * 2); }; in map f [ 1 2 ]'';
  };
  after = {
    "main.nix" = ''let f = x: { same = builtins.trace "same" x; other = builtins.trace "other" (x * 3); }; in map f [ 1 2 ]'';
  };
  again = [ "other" "other" ];
}
