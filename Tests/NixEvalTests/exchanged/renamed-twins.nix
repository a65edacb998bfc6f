# Of two files with the same text and the same last name one has another folder, and one is gone.
{
  before = {
    "main.nix" = ''[ (import ./a/m.nix) (import ./b/m.nix) ]'';
    "a/m.nix" = ''{ here = builtins.trace "here" (baseNameOf ./.); where = __curPos.file; }'';
    "b/m.nix" = ''{ here = builtins.trace "here" (baseNameOf ./.); where = __curPos.file; }'';
  };
  after = {
    "main.nix" = ''[ (import ./c/m.nix) (import ./c/m.nix) ]'';
    "c/m.nix" = ''{ here = builtins.trace "here" (baseNameOf ./.); where = __curPos.file; }'';
  };
  again = [ "here" ];
}
