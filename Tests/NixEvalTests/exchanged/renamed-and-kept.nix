# The old name is asked for still, and is an error now.
{
  before = {
    "main.nix" = ''let lib = import /lib/cut.nix; f = path: import path; in { a = (builtins.tryEval (builtins.pathExists ./a/m.nix)).value; b = lib.once f ./a/m.nix; }'';
    "a/m.nix" = ''1'';
  };
  after = {
    "main.nix" = ''let lib = import /lib/cut.nix; f = path: import path; in { a = (builtins.tryEval (builtins.pathExists ./a/m.nix)).value; b = lib.once f ./a/m.nix; }'';
    "b/m.nix" = ''1'';
  };
  again = [ ];
}
