# The options of the module for containers of Proxmox VE, which no list of modules holds.
{ config, lib, ... }:
let
  cfg = config.proxmoxLXC;
  switch = default: lib.mkOption {
    type = lib.types.bool;
    inherit default;
  };
in
{
  options.proxmoxLXC = {
    enable = switch true;
    privileged = switch false;
    manageNetwork = switch false;
    manageHostName = switch false;
  };

  config = lib.mkIf cfg.enable {
    boot.isContainer = true;
    networking = lib.mkIf (!cfg.manageNetwork) {
      useDHCP = false;
      useHostResolvConf = false;
      useNetworkd = true;
    };
  };
}
