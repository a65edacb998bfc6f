{
  networking = {
    hostName = "tiles";
    networkmanager.enable = true;
  };
}
