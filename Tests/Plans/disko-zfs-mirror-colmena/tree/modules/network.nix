{
  networking = {
    hostName = "zz";
    domain = "example.org";
    # ZFS takes only pools that were last used by the host of this number.
    hostId = "5767fb75";
    useNetworkd = true;
    wireless = {
      enable = true;
      # A line NAME=PASSWORD for each network; the file stays outside the Nix store.
      secretsFile = "/var/lib/nixwiz/wifi.env";
      networks."Home net".pskRaw = "ext:WIFI_Home_net";
    };
    firewall.allowedTCPPorts = [
      80
      443
    ];
  };

  # Read before the file by which NixOS asks for all other addresses by DHCP.
  systemd.network.networks."10-eno1" = {
    matchConfig.Name = "eno1";
    address = [
      "192.0.2.10/24"
      "2001:db8::2/64"
    ];
    gateway = [ "192.0.2.1" ];
    dns = [ "192.0.2.1" ];
  };

  services = {
    openssh = {
      enable = true;
      settings = {
        PasswordAuthentication = false;
        # The other way by which PAM would ask for a password.
        KbdInteractiveAuthentication = false;
        PermitRootLogin = "no";
      };
    };
    avahi = {
      enable = true;
      nssmdns4 = true;
      publish = {
        enable = true;
        addresses = true;
      };
    };
    tailscale.enable = true;
  };
}
