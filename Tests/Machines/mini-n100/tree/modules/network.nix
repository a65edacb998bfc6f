{
  networking = {
    hostName = "shelf";
    useNetworkd = true;
    firewall = {
      allowedTCPPorts = [
        80
        443
      ];
      allowedUDPPorts = [ 443 ];
    };
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
