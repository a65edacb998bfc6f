# A folder has another name: what its files say of themselves is new, what they say of others is not.
{
  before = {
    "main.nix" = ''let f = import ./a; in { place = (f 1).place; own = (f 1).own; file = (f 1).file; up = (f 1).up; }'';
    "a/default.nix" = ''x: rec { set = { b = x; }; place = builtins.trace "place" (builtins.unsafeGetAttrPos "b" set); own = toString ./x; up = builtins.trace "up" (import ../up.nix); file = __curPos.file; }'';
    "up.nix" = ''builtins.trace "file" 1'';
  };
  after = {
    "main.nix" = ''let f = import ./b; in { place = (f 1).place; own = (f 1).own; file = (f 1).file; up = (f 1).up; }'';
    "b/default.nix" = ''x: rec { set = { b = x; }; place = builtins.trace "place" (builtins.unsafeGetAttrPos "b" set); own = toString ./x; up = builtins.trace "up" (import ../up.nix); file = __curPos.file; }'';
    "up.nix" = ''builtins.trace "file" 1'';
  };
  again = [ "place" "up" ];
}
