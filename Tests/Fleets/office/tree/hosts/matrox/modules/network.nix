{
  networking = {
    hostName = "matrox";
    domain = "example.org";
    useNetworkd = true;
  };

  # Read before the file by which NixOS asks for all other addresses by DHCP.
  systemd.network.networks."10-eno1" = {
    matchConfig.Name = "eno1";
    address = [ "192.0.2.10/24" ];
    gateway = [ "192.0.2.1" ];
  };

  services.openssh = {
    enable = true;
    settings = {
      PasswordAuthentication = false;
      # The other way by which PAM would ask for a password.
      KbdInteractiveAuthentication = false;
      PermitRootLogin = "no";
    };
  };
}
