{
  networking = {
    hostName = "kiosk";
    useNetworkd = true;
    # The desktop would start it, and both would configure the same interfaces.
    networkmanager.enable = false;
    wireless = {
      enable = true;
      # A line NAME=PASSWORD for each network; the file stays outside the Nix store.
      secretsFile = "/var/lib/nixwiz/wifi.env";
      networks.Home.pskRaw = "ext:WIFI_Home";
    };
  };
}
