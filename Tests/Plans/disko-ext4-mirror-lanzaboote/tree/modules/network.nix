{
  networking = {
    hostName = "pair";
    networkmanager.enable = true;
  };
}
