{
  networking = {
    hostName = "navi";
    networkmanager.enable = true;
  };
}
