# Files that hold no Nix are told where they are imported.
let
  folder = ./parts;
in
{
  imports = map (name: folder + "/${name}") (builtins.attrNames (builtins.readDir folder));
}
