# A builtin was given the value itself, and gave it to a thunk.
{
  before = {
    "main.nix" = ''let v = 1; made = builtins.seq v (builtins.mapAttrs (n: x: builtins.trace n (x + v)) { a = 1; }); in { inherit made; b = builtins.trace "b" 1; }'';
  };
  after = {
    "main.nix" = ''let v = 2; made = builtins.seq v (builtins.mapAttrs (n: x: builtins.trace n (x + v)) { a = 1; }); in { inherit made; b = builtins.trace "b" 1; }'';
  };
  again = [ "a" ];
}
