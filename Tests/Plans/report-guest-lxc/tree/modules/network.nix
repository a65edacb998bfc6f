{
  networking = {
    hostName = "inside";
    useNetworkd = true;
    # systemd-resolved of the container answers, not the resolv.conf of its host.
    useHostResolvConf = false;
  };

  # The interface of the container is one end of a pair, which NixOS itself asks no address for.
  systemd.network.networks."90-container-dhcp" = {
    matchConfig = {
      Type = "ether";
      Kind = "veth";
    };
    DHCP = "yes";
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
