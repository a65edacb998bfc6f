# Assertions and warnings of a module of one's own are shown where they are written.
{ config, lib, ... }:
{
  imports = [ ./modules/lab.nix ];
  lab.enable = true;
}
