# What looks like a misspelt member stays one, and so does an unknown one of a set that is listed.
{ config, pkgs, ... }:
{
  environment.systemPackages = [
    pkgs.python3Packages.reqests
    pkgs.hello.overrideAttr
    pkgs.xfce.thunra
    pkgs.vimPlugins.no-such-plugin
  ];
  boot.extraModulePackages = [ config.boot.kernelPackages.no-such-module ];
  users.users.kim.isNormalUser = true;
  environment.etc.home.text = config.users.users.kin.home;
}
