{
  networking = {
    hostName = "tahiti";
    useNetworkd = true;
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
