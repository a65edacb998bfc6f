{
  networking = {
    hostName = "web";
    domain = "example.org";
    useNetworkd = true;
    firewall.allowedTCPPorts = [
      80
      443
    ];
  };

  # Read before the file by which NixOS asks for all other addresses by DHCP.
  systemd.network.networks."10-ens3" = {
    matchConfig.Name = "ens3";
    address = [
      "192.0.2.10/24"
      "2001:db8::10/64"
    ];
    gateway = [
      "192.0.2.1"
      "fe80::1"
    ];
    dns = [ "192.0.2.53" ];
  };

  services.openssh = {
    enable = true;
    settings = {
      PasswordAuthentication = false;
      # The other way by which PAM would ask for a password.
      KbdInteractiveAuthentication = false;
      PermitRootLogin = "prohibit-password";
    };
  };
}
