# A file that is called something else is read again only by who asks for its name.
{
  before = {
    "main.nix" = ''let lib = import /lib/cut.nix; f = path: { v = builtins.trace "v" (import path { }).v; name = builtins.trace "name" (toString path); }; g = lib.once f ./a/m.nix; in { v = lib.get "v" g; name = g.name; }'';
    "a/m.nix" = ''{ }: { v = [ 1 ]; }'';
  };
  after = {
    "main.nix" = ''let lib = import /lib/cut.nix; f = path: { v = builtins.trace "v" (import path { }).v; name = builtins.trace "name" (toString path); }; g = lib.once f ./b/m.nix; in { v = lib.get "v" g; name = g.name; }'';
    "b/m.nix" = ''{ }: { v = [ 1 ]; }'';
  };
  again = [ "v" "name" ];
}
