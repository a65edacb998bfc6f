# The same path leads to another file.
{
  before = {
    "main.nix" = "{ x = (import ./c).x; y = builtins.trace \"y\" 1; }";
    "c/default.nix" = "{ x = builtins.trace \"folder\" 1; }";
  };
  after = {
    "main.nix" = "{ x = (import ./c).x; y = builtins.trace \"y\" 1; }";
    "c" = "{ x = builtins.trace \"file\" 2; }";
  };
  again = [ "file" ];
}
