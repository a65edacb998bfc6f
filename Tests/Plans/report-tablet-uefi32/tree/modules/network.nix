{
  networking = {
    hostName = "tablet";
    networkmanager.enable = true;
  };
}
