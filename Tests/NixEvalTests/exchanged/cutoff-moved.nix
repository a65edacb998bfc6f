# Where a definition stands is part of it, though its value is the same.
{
  before = {
    "main.nix" = ''let lib = import /lib/cut.nix; set = { a = 1; }; in { line = builtins.trace "line" (lib.cut (builtins.unsafeGetAttrPos "a" set)).line; }'';
  };
  after = {
    "main.nix" = ''let lib = import /lib/cut.nix; set = {
 a = 1; }; in { line = builtins.trace "line" (lib.cut (builtins.unsafeGetAttrPos "a" set)).line; }'';
  };
  again = [ "line" ];
}
