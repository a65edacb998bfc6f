# A list of modules is none itself.
let
  others = [ ./time.nix ];
in
{
  imports = [ others ];
}
