# Whoever asks for a package meets that the overlay is no function of two sets.
{ pkgs, ... }:
{
  nixpkgs.overlays = [ (import ./overlay.nix) ];
  environment.systemPackages = [ pkgs.git ];
}
