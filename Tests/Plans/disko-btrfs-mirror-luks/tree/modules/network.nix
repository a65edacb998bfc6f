{
  networking = {
    hostName = "twins";
    networkmanager.enable = true;
  };
}
