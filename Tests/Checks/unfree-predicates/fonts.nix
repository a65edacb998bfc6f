{ lib, ... }:
{
  nixpkgs.config.allowUnfreePredicate = package: lib.getName package == "corefonts";
}
