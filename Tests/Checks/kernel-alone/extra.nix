# A kernel is no set of packages for one. What comes from elsewhere may be.
{ pkgs, ... }:
{
  boot.kernelPackages = pkgs.linux_latest;
}
