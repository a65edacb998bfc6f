# Who reads through a cutoff is not evaluated again when the value is what it was.
{
  before = {
    "main.nix" = ''let cut = (import /lib/cut.nix).cut; a = 1; list = cut (builtins.trace "list" [ (a + 1) ]); in { value = builtins.trace "value" (builtins.head list); }'';
  };
  after = {
    "main.nix" = ''let cut = (import /lib/cut.nix).cut; a = 1; list = cut (builtins.trace "list" [ (1 + 1) ]); in { value = builtins.trace "value" (builtins.head list); }'';
  };
  again = [ "list" "value" ];
}
