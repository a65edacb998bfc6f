# A thunk outside of the cell captured the variable.
{
  before = {
    "main.nix" = ''let v = 1; list = map (x: builtins.trace "element" (x + v)) [ 1 2 ]; w = builtins.trace "w" 0; in { inherit list w; }'';
  };
  after = {
    "main.nix" = ''let v = 2; list = map (x: builtins.trace "element" (x + v)) [ 1 2 ]; w = builtins.trace "w" 0; in { inherit list w; }'';
  };
  again = [ "element" "element" ];
}
