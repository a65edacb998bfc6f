# A position is a value too: of what follows the new line it is another.
{
  before = {
    "main.nix" = ''let set = {
  before = 1;
  x = 1;
  after = 2;
}; place = n: builtins.trace n (builtins.unsafeGetAttrPos n set).line; in { before = place "before"; after = place "after"; }'';
  };
  after = {
    "main.nix" = ''let set = {
  before = 1;
  x =
    1;
  after = 2;
}; place = n: builtins.trace n (builtins.unsafeGetAttrPos n set).line; in { before = place "before"; after = place "after"; }'';
  };
  again = [ "after" ];
}
