# A file is added to a list of imports, and another one goes.
{
  before = {
    "main.nix" = "map (f: (import f).x) [ ./a.nix ./b.nix ]";
    "a.nix" = "{ x = builtins.trace \"a\" 1; }";
    "b.nix" = "{ x = builtins.trace \"b\" 2; }";
  };
  after = {
    "main.nix" = "map (f: (import f).x) [ ./a.nix ./c ]";
    "a.nix" = "{ x = builtins.trace \"a\" 1; }";
    "c/default.nix" = "{ x = builtins.trace \"c\" 3; }";
  };
  again = [ "c" ];
}
