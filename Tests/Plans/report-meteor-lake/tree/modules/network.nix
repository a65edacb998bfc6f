{
  networking = {
    hostName = "meteor";
    networkmanager.enable = true;
  };
}
