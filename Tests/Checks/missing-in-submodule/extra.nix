# What lacks a value in a set of the user's is shown there, not where the value is wanted.
{ config, lib, ... }:
{
  options.lab.sites = lib.mkOption {
    type = lib.types.attrsOf (
      lib.types.submodule { options.port = lib.mkOption { type = lib.types.port; }; }
    );
  };
  config.lab.sites.web.port = 80;
  config.lab.sites.wiki = { };
  config.networking.firewall.allowedTCPPorts = lib.mapAttrsToList (_: site: site.port) config.lab.sites;
}
