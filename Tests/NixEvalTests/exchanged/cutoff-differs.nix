# A cutoff that differs is met by its readers.
{
  before = {
    "main.nix" = ''let lib = import /lib/cut.nix; f = x: { a = x; }; in { value = builtins.trace "value" (lib.get "a" (f 1)); }'';
  };
  after = {
    "main.nix" = ''let lib = import /lib/cut.nix; f = x: { a = x + 1; }; in { value = builtins.trace "value" (lib.get "a" (f 1)); }'';
  };
  again = [ "value" ];
}
