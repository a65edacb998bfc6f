# Who configures the network: some desktops bring NetworkManager, which shares Wi-Fi with nobody.
{ config, lib, ... }:
let
  cfg = config.networking;
  inherit (config.services) desktopManager;
in
{
  config = {
    networking.networkmanager.enable = lib.mkIf (
      desktopManager.gnome.enable
      || desktopManager.cosmic.enable
      || desktopManager.budgie.enable
      || desktopManager.pantheon.enable
      || desktopManager.lomiri.enable
      || config.services.xserver.desktopManager.cinnamon.enable
    ) (lib.mkDefault true);
    assertions = [
      {
        assertion = !cfg.networkmanager.enable || cfg.wireless.networks == { } || cfg.networkmanager.unmanaged != [ ];
        message = "You can not use networking.networkmanager with networking.wireless.networks.\nExcept if you mark some interfaces as <literal>unmanaged</literal> by NetworkManager.";
        code = "two-wireless-managers";
        fix = "set networking.networkmanager.enable = false, which some desktops set to true, or make the networks profiles of NetworkManager";
        about = [ "networking" "wireless" ];
      }
    ]
    # The firewall reads both ends, which their type does not ask for.
    ++ map (name: {
      assertion = !cfg.firewall.enable || builtins.all (range: range ? from && range ? to) cfg.firewall.${name};
      message = "a range in networking.firewall.${name} lacks `from` or `to`";
      code = "missing-attribute";
      fix = "write both: { from = 8000; to = 8010; }";
      about = [ "networking" "firewall" name ];
    }) [ "allowedTCPPortRanges" "allowedUDPPortRanges" ];
  };
}
