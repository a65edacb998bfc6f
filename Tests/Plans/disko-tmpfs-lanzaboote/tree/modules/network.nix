{
  networking = {
    hostName = "tt";
    networkmanager = {
      enable = true;
      # Where connections that someone adds outlast a start: /etc is in memory.
      settings.keyfile.path = "/var/lib/NetworkManager/system-connections";
      ensureProfiles = {
        # A line NAME=PASSWORD for each network; the file stays outside the Nix store.
        environmentFiles = [ "/var/lib/nixwiz/wifi.env" ];
        profiles = {
          "Home net" = {
            connection = {
              id = "Home net";
              type = "wifi";
            };
            wifi = {
              hidden = true;
              mode = "infrastructure";
              ssid = "Home net";
            };
            wifi-security = {
              key-mgmt = "wpa-psk";
              psk = "$WIFI_Home_net";
            };
          };
          eno1 = {
            connection = {
              id = "eno1";
              type = "ethernet";
              interface-name = "eno1";
            };
            ipv4 = {
              method = "manual";
              address1 = "192.0.2.10/24";
              gateway = "192.0.2.1";
              dns = "192.0.2.1;";
            };
            ipv6 = {
              method = "manual";
              address1 = "2001:db8::2/64";
            };
          };
        };
      };
    };
    firewall.enable = false;
  };

  services.openssh = {
    enable = true;
    # Where they outlast a start: /etc is in memory.
    hostKeys = [
      {
        path = "/var/lib/ssh/ssh_host_ed25519_key";
        type = "ed25519";
      }
    ];
    settings = {
      PasswordAuthentication = false;
      # The other way by which PAM would ask for a password.
      KbdInteractiveAuthentication = false;
      PermitRootLogin = "no";
    };
  };
}
