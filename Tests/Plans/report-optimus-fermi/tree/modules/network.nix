{
  networking = {
    hostName = "xps";
    networkmanager.enable = true;
  };
}
