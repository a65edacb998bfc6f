{ lib, ... }:
{
  imports = [ ./fonts.nix ];
  nixpkgs.config.allowUnfreePredicate = package: lib.getName package == "steam";
}
