{
  networking = {
    hostName = "cabin";
    useNetworkd = true;
    # systemd-resolved of the container answers, not the resolv.conf of its host.
    useHostResolvConf = false;
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
